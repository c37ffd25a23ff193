using System.Collections;
using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using AgentPolicy.Language;

namespace AgentPolicy.Records;

/// <summary>Finds the view of a .NET collection that reads it as a set without copying it.</summary>
internal static class ListSet
{
    /// <summary>A view, or an error for what is no collection with a length: a lazily evaluated sequence could be endless or change between two reads.</summary>
    public static PolicyValue Read(object value, PolicyScratch scratch) => value switch
    {
        // Arrays of enums pass as arrays of integers, so these come before the lists they would be taken for.
        Array array when array.GetType().GetElementType()!.IsEnum => Create<ObjectListView, IList>(array, scratch),
        HashSet<string> set => Create<TextHashSetView, HashSet<string>>(set, scratch),
        FrozenSet<string> set => Create<TextFrozenSetView, FrozenSet<string>>(set, scratch),
        IReadOnlyList<string?> list => Create<ListView<string?>, IReadOnlyList<string?>>(list, scratch),
        IReadOnlyList<EntityUid> list => Create<ListView<EntityUid>, IReadOnlyList<EntityUid>>(list, scratch),
        IReadOnlyList<PolicyValue> list => Create<ListView<PolicyValue>, IReadOnlyList<PolicyValue>>(list, scratch),
        IReadOnlyList<long> list => Create<ListView<long>, IReadOnlyList<long>>(list, scratch),
        IReadOnlyList<int> list => Create<ListView<int>, IReadOnlyList<int>>(list, scratch),
        IReadOnlyList<bool> list => Create<ListView<bool>, IReadOnlyList<bool>>(list, scratch),
        IReadOnlyList<decimal> list => Create<ListView<decimal>, IReadOnlyList<decimal>>(list, scratch),
        IReadOnlyList<double> list => Create<ListView<double>, IReadOnlyList<double>>(list, scratch),
        IReadOnlyList<Guid> list => Create<ListView<Guid>, IReadOnlyList<Guid>>(list, scratch),
        IReadOnlyList<object?> list => Create<ListView<object?>, IReadOnlyList<object?>>(list, scratch),
        IReadOnlyCollection<object?> collection => Create<CollectionView, IEnumerable>(collection, scratch),
        ICollection collection => Create<CollectionView, IEnumerable>(collection, scratch),
        _ => PolicyValue.Error(PolicyErrorKind.UnsupportedType, value.GetType().Name),
    };

    private static PolicyValue Create<TView, TItems>(object items, PolicyScratch scratch)
        where TView : CollectionViewBase<TItems>, new()
        where TItems : class
    {
        var view = scratch.Rent<TView>();
        view.Items = (TItems)items;
        return PolicyValue.FromSource(view);
    }
}

internal abstract class CollectionViewBase<TItems> : SetSource, IScratchItem
    where TItems : class
{
    public TItems? Items { get; set; }

    public void Reset() => Items = null;
}

/// <summary>An array or list. Elements are read by type, so that none is boxed.</summary>
internal sealed class ListView<T> : CollectionViewBase<IReadOnlyList<T>>
{
    public override int Count => Items!.Count;

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Items = Items;
        return reader;
    }

    // Each branch is resolved when the method is compiled for T, and reinterprets the item as what it is: nothing is boxed.
    private static PolicyValue ReadItem(T item, PolicyScratch scratch)
    {
        if (typeof(T) == typeof(EntityUid))
            return Unsafe.As<T, EntityUid>(ref item);
        if (typeof(T) == typeof(PolicyValue))
            return Unsafe.As<T, PolicyValue>(ref item);
        if (typeof(T) == typeof(long))
            return Unsafe.As<T, long>(ref item);
        if (typeof(T) == typeof(int))
            return Unsafe.As<T, int>(ref item);
        if (typeof(T) == typeof(bool))
            return Unsafe.As<T, bool>(ref item);
        if (typeof(T) == typeof(decimal))
            return Unsafe.As<T, decimal>(ref item);
        if (typeof(T) == typeof(double))
            return ObjectValues.FromDouble(Unsafe.As<T, double>(ref item));
        if (typeof(T) == typeof(Guid))
            return ObjectValues.FromGuid(Unsafe.As<T, Guid>(ref item), scratch);
        return ObjectValues.Read(item, scratch);
    }

    private sealed class Reader : SetReader
    {
        private int _next;

        public IReadOnlyList<T>? Items { get; set; }

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
        {
            var more = _next < Items!.Count;
            element = more ? ReadItem(Items[_next++], scratch) : default;
            return more;
        }

        public override void Reset() => (Items, _next) = (null, 0);
    }
}

/// <summary>An array of enum members.</summary>
internal sealed class ObjectListView : CollectionViewBase<IList>
{
    public override int Count => Items!.Count;

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<EnumeratorReader>();
        reader.Enumerator = Items!.GetEnumerator();
        return reader;
    }
}

/// <summary>Any other collection with a length.</summary>
internal sealed class CollectionView : CollectionViewBase<IEnumerable>
{
    public override int Count => Items is ICollection collection ? collection.Count : ((IReadOnlyCollection<object?>)Items!).Count;

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<EnumeratorReader>();
        reader.Enumerator = Items!.GetEnumerator();
        return reader;
    }
}

internal sealed class EnumeratorReader : SetReader
{
    public IEnumerator? Enumerator { get; set; }

    public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
    {
        var more = Enumerator!.MoveNext();
        element = more ? ObjectValues.Read(Enumerator.Current, scratch) : default;
        return more;
    }

    public override void Reset()
    {
        (Enumerator as IDisposable)?.Dispose();
        Enumerator = null;
    }
}
