using System.Runtime.CompilerServices;
using System.Threading;
using AgentPolicy.Language;

namespace AgentPolicy;

/// <summary>
/// The working memory of one decision: views of the caller's data and run-time sets, rented from pools so that a decision leaves nothing for the garbage
/// collector. What an accessor makes with it is for its answer only: it may be given back, and hold another value, as soon as the accessor was left.
/// </summary>
/// <remarks>Not thread-safe; the engine gives each running decision its own. Pools are bounded, so that one huge input is not held on to.</remarks>
#if AGENTPOLICY_GENERATOR
internal
#else
public
#endif
sealed partial class PolicyScratch
{
    /// <summary>How many items of one kind a pool keeps for the next decision.</summary>
    internal const int MaxPooledItems = 256;

    /// <summary>The longest array (elements) or buffer (bytes) an item keeps for the next decision.</summary>
    internal const int MaxPooledLength = 16 * 1024;

    /// <summary>The most elements for which an index or a list of hashes is kept: there is one at each level of nesting, so a pool may get many in one decision.</summary>
    internal const int MaxPooledElements = 1024;

    private Rented[] _rented = new Rented[16];
    private int _rentedCount;
    private Pool?[] _pools = new Pool?[8];
    private int _comparedParts;

    internal PolicyScratch()
    {
    }

    /// <summary>A view of a nested record; a struct is copied into a pooled place rather than boxed.</summary>
    public PolicyValue Record<TRecord>(in TRecord record)
        where TRecord : IPolicyRecord
    {
        if (!typeof(TRecord).IsValueType)
            return PolicyValue.FromRecord(record);
        var box = Rent(RecordBox<TRecord>.Pool);
        box.Value = record;
        return PolicyValue.FromSource(box);
    }

    /// <summary>Takes an item from its pool. It is given back by <see cref="Release"/>.</summary>
    internal T Rent<T>()
        where T : class, IScratchItem, new() => Rent(PoolIndex<T>.Pool);

    /// <summary>As the other, for who rents so often that finding the pool by the type would be felt.</summary>
    internal T Rent<T>(ScratchPool<T> own)
        where T : class, IScratchItem, new()
    {
        var index = own.Index;
        var pool = (uint)index < (uint)_pools.Length && _pools[index] is { } known ? known : AddPool(index);
        var item = pool.Count > 0 ? Typed<T>(pool.Take()) : new T();
        if (_rentedCount == _rented.Length)
            Array.Resize(ref _rented, _rented.Length * 2);
        _rented[_rentedCount++] = new Rented(item, pool);
        return item;
    }

    // A pool's items are of one type: where the framework can, nothing is asked.
    private static T Typed<T>(IScratchItem item)
        where T : class =>
#if NET
        Unsafe.As<T>(item);
#else
        (T)item;
#endif

    private Pool AddPool(int index)
    {
        if (index >= _pools.Length)
            Array.Resize(ref _pools, Math.Max(index + 1, _pools.Length * 2));
        return _pools[index] ??= new Pool();
    }

    /// <summary>
    /// Counts a part of a set or record that is compared; false once there were more than <see cref="Limits.MaxComparedParts"/> in this decision. A graph of .NET
    /// objects that share parts can stand for exponentially many.
    /// </summary>
    internal bool TryCountPart() => ++_comparedParts <= Limits.MaxComparedParts;

    /// <summary>Whether nothing is rented, and nothing was compared part by part.</summary>
    internal bool IsClean => _rentedCount == 0 && _comparedParts == 0;

    /// <summary>A mark for <see cref="Release"/>: what is rented after it can be given back before what was rented earlier.</summary>
    internal int Mark() => _rentedCount;

    /// <summary>Gives back all that was rented since <paramref name="mark"/>.</summary>
    internal void Release(int mark)
    {
        if (_rentedCount > mark)
            ReleaseDown(mark);
    }

    private void ReleaseDown(int mark)
    {
        while (_rentedCount > mark)
        {
            // Taken off the list first: one whose reset throws (a caller's enumerator may) is lost, and none can get into its pool twice.
            var (item, pool) = (_rented[--_rentedCount].Item, _rented[_rentedCount].Pool);
            _rented[_rentedCount] = default;
            item.Reset();
            pool.Add(item);
        }

        if (mark == 0 && _rented.Length > MaxPooledLength)
            _rented = new Rented[16];
    }

    /// <summary>Gives back all that was rented: the decision is over.</summary>
    internal void Clear()
    {
        Release(0);
        _comparedParts = 0;
    }

    private readonly record struct Rented(IScratchItem Item, Pool Pool);

    private sealed class Pool
    {
        private Slot[] _items = new Slot[4];

        public int Count { get; private set; }

        public IScratchItem Take() => _items[--Count].Item;

        public void Add(IScratchItem item)
        {
            if (Count == MaxPooledItems)
                return;
            if (Count == _items.Length)
                Array.Resize(ref _items, Count * 2);
            _items[Count++].Item = item;
        }
    }

    // An element of an array of classes is asked for its type when it is set; that of a struct's field is known.
    private struct Slot
    {
        public IScratchItem Item;
    }

    private static class PoolIndex<T>
        where T : class, IScratchItem, new()
    {
        public static readonly ScratchPool<T> Pool = new();
    }
}

/// <summary>Tells where items of a type are kept. One held in a static field is found at once; of two for one type each has its own items.</summary>
internal sealed class ScratchPool<T>
    where T : class, IScratchItem, new()
{
    public int Index { get; } = ScratchPools.Next();
}

/// <summary>Numbers the pools.</summary>
internal static class ScratchPools
{
    private static int s_last = -1;

    public static int Next() => Interlocked.Increment(ref s_last);
}
