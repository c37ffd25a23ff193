using AgentPolicy.Language;

namespace AgentPolicy.Compiled;

/// <summary>A collection seen as a set, its elements read by the code that was generated for their type.</summary>
internal abstract class ElementsBase<TItems> : SetSource, IScratchItem
    where TItems : class
{
    public TItems? Items { get; set; }

    public void Reset() => Items = null;
}

internal sealed class ListElements<T, TReader> : ElementsBase<IReadOnlyList<T>>
    where TReader : struct, IElementReader<T>
{
    public override int Count => Items!.Count;

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Start(Items!);
        return reader;
    }

    private sealed class Reader : SetReader
    {
        private IReadOnlyList<T>? _items;
        private int _next;
        private int _count;

        // The count is asked once: a list that grows as it is read would never end.
        public void Start(IReadOnlyList<T> items) => (_items, _next, _count) = (items, 0, items.Count);

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
        {
            var more = _next < _count;
            element = more ? TReader.Read(_items![_next++], scratch) : default;
            return more;
        }

        public override void Reset() => _items = null;
    }
}

internal sealed class HashSetElements<T, TReader> : ElementsBase<HashSet<T>>
    where TReader : struct, IElementReader<T>
{
    public override int Count => Items!.Count;

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Start(Items!);
        return reader;
    }

    private sealed class Reader : SetReader
    {
        private HashSet<T>.Enumerator _enumerator;

        public void Start(HashSet<T> items) => _enumerator = items.GetEnumerator();

        public override bool MoveNext(PolicyScratch scratch, out PolicyValue element)
        {
            var more = _enumerator.MoveNext();
            element = more ? TReader.Read(_enumerator.Current, scratch) : default;
            return more;
        }

        public override void Reset() => _enumerator = default;
    }
}

internal sealed class CollectionElements<T, TReader> : ElementsBase<IReadOnlyCollection<T>>
    where TReader : struct, IElementReader<T>
{
    public override int Count => Items!.Count;

    public override SetReader Read(PolicyScratch scratch)
    {
        var reader = scratch.Rent<Reader>();
        reader.Start(Items!);
        return reader;
    }

    private sealed class Reader : SetReader
    {
        private IEnumerator<T>? _enumerator;
        private int _left;

        public void Start(IReadOnlyCollection<T> items) => (_left, _enumerator) = (items.Count, items.GetEnumerator());

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
                element = TReader.Read(_enumerator.Current, scratch);
                return true;
            }

            // Whoever reads it later might see yet other elements; and one that never ends must not be waited for.
            _left = -1;
            element = PolicyValue.Unreadable("a collection that does not list as many elements as it counts");
            return true;
        }

        public override void Reset()
        {
            var enumerator = _enumerator;
            _enumerator = null;
            enumerator?.Dispose();
        }
    }
}
