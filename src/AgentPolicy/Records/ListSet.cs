using System.Collections;
using System.Collections.Frozen;
using System.Collections.Specialized;
using System.Runtime.CompilerServices;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Records;

/// <summary>Finds the view of a .NET collection that reads it as a set without copying it.</summary>
internal static class ListSet
{
    /// <summary>A view, or an error for what is no collection with a length: a lazily evaluated sequence could be endless or change between two reads.</summary>
    public static PolicyValue Read(object value, SchemaType? elementType, PolicyScratch scratch) => value switch
    {
        // The runtime lets an array of enums or of unsigned integers pass as a list of signed ones, so arrays of numbers are told apart first.
        Array { Rank: > 1 } => Unsupported(value),
        Array array when array.GetType().GetElementType() is { IsPrimitive: true } or { IsEnum: true } => ReadNumbers(array, elementType, scratch),
        HashSet<string> set => TextHashSetView.Create(set, elementType, scratch),
        FrozenSet<string> set => Create<TextFrozenSetView, FrozenSet<string>>(set, elementType, scratch),
        HashSet<EntityUid> set => Create<HashSetView<EntityUid>, HashSet<EntityUid>>(set, elementType, scratch),
        HashSet<long> set => Create<HashSetView<long>, HashSet<long>>(set, elementType, scratch),
        HashSet<int> set => Create<HashSetView<int>, HashSet<int>>(set, elementType, scratch),
        HashSet<decimal> set => Create<HashSetView<decimal>, HashSet<decimal>>(set, elementType, scratch),
        HashSet<Guid> set => Create<HashSetView<Guid>, HashSet<Guid>>(set, elementType, scratch),
        IReadOnlyList<string?> list => Create<ListView<string?>, IReadOnlyList<string?>>(list, elementType, scratch),
        IReadOnlyList<EntityUid> list => Create<ListView<EntityUid>, IReadOnlyList<EntityUid>>(list, elementType, scratch),
        IReadOnlyList<PolicyValue> list => Create<ListView<PolicyValue>, IReadOnlyList<PolicyValue>>(list, elementType, scratch),
        IReadOnlyList<long> list => Create<ListView<long>, IReadOnlyList<long>>(list, elementType, scratch),
        IReadOnlyList<int> list => Create<ListView<int>, IReadOnlyList<int>>(list, elementType, scratch),
        IReadOnlyList<bool> list => Create<ListView<bool>, IReadOnlyList<bool>>(list, elementType, scratch),
        IReadOnlyList<decimal> list => Create<ListView<decimal>, IReadOnlyList<decimal>>(list, elementType, scratch),
        IReadOnlyList<double> list => Create<ListView<double>, IReadOnlyList<double>>(list, elementType, scratch),
        IReadOnlyList<Guid> list => Create<ListView<Guid>, IReadOnlyList<Guid>>(list, elementType, scratch),
        IReadOnlyList<object?> list => Create<ListView<object?>, IReadOnlyList<object?>>(list, elementType, scratch),
        IReadOnlyCollection<object?> collection => Create<CollectionView, IEnumerable>(collection, elementType, scratch),

        // As a collection it lists its keys alone.
        NameObjectCollectionBase => Unsupported(value),
        ICollection collection => Create<CollectionView, IEnumerable>(collection, elementType, scratch),
        _ when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(HashSet<>) =>
            Create<CollectionView, IEnumerable>(value, elementType, scratch),
        _ => Unsupported(value),
    };

    private static PolicyValue ReadNumbers(Array array, SchemaType? elementType, PolicyScratch scratch)
    {
        var type = array.GetType();
        if (type == typeof(long[]))
            return Create<ListView<long>, IReadOnlyList<long>>(array, elementType, scratch);
        if (type == typeof(int[]))
            return Create<ListView<int>, IReadOnlyList<int>>(array, elementType, scratch);
        if (type == typeof(bool[]))
            return Create<ListView<bool>, IReadOnlyList<bool>>(array, elementType, scratch);
        if (type == typeof(double[]))
            return Create<ListView<double>, IReadOnlyList<double>>(array, elementType, scratch);
        return Create<CollectionView, IEnumerable>(array, elementType, scratch);
    }

    private static PolicyValue Create<TView, TItems>(object items, SchemaType? elementType, PolicyScratch scratch)
        where TView : CollectionViewBase<TItems>, new()
        where TItems : class
    {
        var view = scratch.Rent<TView>();
        view.Start((TItems)items, elementType);
        return PolicyValue.FromSource(view);
    }

    private static PolicyValue Unsupported(object value) => PolicyValue.Error(PolicyErrorKind.UnsupportedType, value.GetType().Name);
}

internal abstract class CollectionViewBase<TItems> : SetSource, IScratchItem
    where TItems : class
{
    private TItems? _items;

    protected TItems Items => _items!;

    /// <summary>The type that the schema gives to the elements, or null.</summary>
    protected SchemaType? ElementType { get; private set; }

    public void Start(TItems items, SchemaType? elementType) => (_items, ElementType) = (items, elementType);

    public virtual void Reset() => (_items, ElementType) = (null, null);
}

/// <summary>An array or list. Elements are read by type, so that none is boxed.</summary>
internal sealed class ListView<T> : CollectionViewBase<IReadOnlyList<T>>
{
    public override int Count => Items.Count;

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Start(Items, ElementType);
        return reader;
    }

    // Each branch is resolved when the method is compiled for T, and reinterprets the item as what it is: nothing is boxed.
    public static PolicyValue ReadItem(T item, SchemaType? type, PolicyScratch scratch)
    {
        if (!typeof(T).IsValueType)
            return ObjectValues.Read(item, type, scratch);
        var value = ReadStruct(item, scratch);
        return type is null ? value : SchemaTypes.ConformDeep(value, type, scratch);
    }

    private static PolicyValue ReadStruct(T item, PolicyScratch scratch)
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
            return PolicyValue.FromDecimal(Unsafe.As<T, decimal>(ref item));
        if (typeof(T) == typeof(double))
            return ObjectValues.FromDouble(Unsafe.As<T, double>(ref item));
        if (typeof(T) == typeof(Guid))
            return ObjectValues.FromGuid(Unsafe.As<T, Guid>(ref item), scratch);
        throw new InvalidOperationException($"No such element: {typeof(T).Name}.");
    }

    private sealed class Reader : SetReader
    {
        private IReadOnlyList<T>? _items;
        private SchemaType? _type;
        private int _next;
        private int _count;

        // The count is asked once: a list that grows as it is read would never end.
        public void Start(IReadOnlyList<T> items, SchemaType? type) => (_items, _type, _next, _count) = (items, type, 0, items.Count);

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
        {
            var more = _next < _count;
            element = more ? ReadItem(_items![_next++], _type, scratch) : default;
            return more;
        }

        public override void Reset() => (_items, _type) = (null, null);
    }
}

/// <summary>A hash set of values; of texts see <see cref="TextHashSetView"/>.</summary>
internal sealed class HashSetView<T> : CollectionViewBase<HashSet<T>>
{
    public override int Count => Items.Count;

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Start(Items, ElementType);
        return reader;
    }

    private sealed class Reader : SetReader
    {
        private HashSet<T>.Enumerator _enumerator;
        private SchemaType? _type;

        public void Start(HashSet<T> items, SchemaType? type) => (_enumerator, _type) = (items.GetEnumerator(), type);

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
        {
            var more = _enumerator.MoveNext();
            element = more ? ListView<T>.ReadItem(_enumerator.Current, _type, scratch) : default;
            return more;
        }

        public override void Reset() => (_enumerator, _type) = (default, null);
    }
}

/// <summary>Any other collection with a length.</summary>
internal sealed class CollectionView : CollectionViewBase<IEnumerable>
{
    public override int Count => Items switch
    {
        ICollection collection => collection.Count,
        IReadOnlyCollection<object?> collection => collection.Count,
        _ => CountListed(),
    };

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Start(Items, Count, ElementType);
        return reader;
    }

    // A hash set tells its count only to who knows its elements' type.
    private int CountListed()
    {
        var count = 0;
        foreach (var _ in Items)
            count++;
        return count;
    }

    private sealed class Reader : SetReader
    {
        private IEnumerator? _enumerator;
        private SchemaType? _type;
        private int _left;

        public void Start(IEnumerable items, int count, SchemaType? type) => (_enumerator, _left, _type) = (items.GetEnumerator(), count, type);

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
        {
            element = default;
            if (_left < 0)
                return false;
            if (_enumerator!.MoveNext() == _left > 0)
            {
                if (_left == 0)
                    return false;
                _left--;
                element = ObjectValues.Read(_enumerator.Current, _type, scratch);
                return true;
            }

            // Whoever reads it later might see yet other elements; and one that never ends must not be waited for.
            _left = -1;
            element = PolicyValue.Unreadable("a collection that does not list as many elements as it counts");
            return true;
        }

        public override void Reset()
        {
            var enumerator = _enumerator as IDisposable;
            (_enumerator, _type) = (null, null);
            enumerator?.Dispose();
        }
    }
}
