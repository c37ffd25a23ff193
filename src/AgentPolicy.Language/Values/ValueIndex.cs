namespace AgentPolicy.Language;

/// <summary>A hash table of values: the elements of a set, or the entities that were reached. Pooled when built during a decision.</summary>
internal sealed class ValueIndex : IScratchItem
{
    /// <summary>Up to this many keys are compared one by one with a value that has no parts, which is faster than hashing it.</summary>
    private const int MaxLinear = 8;

    private PolicyValue[] _keys = new PolicyValue[MaxLinear];
    private ulong[] _hashes = new ulong[MaxLinear];
    private int[] _buckets = new int[MaxLinear * 2];
    private int _bucketCount = MaxLinear * 2;

    private int _nesting = 1;

    public int Count { get; private set; }

    /// <summary>How deep the set of these keys nests, itself included.</summary>
    public int Nesting => _nesting;

    public PolicyValue KeyAt(int position) => _keys[position];

    /// <summary>The keys' hashes, in the order of the keys.</summary>
    public ReadOnlySpan<ulong> Hashes => _hashes.AsSpan(0, Count);

    public PolicyValue Contains(in PolicyValue key, PolicyScratch scratch, int depth)
    {
        if (!ValueEquality.IsReadable(key, out var error))
            return error;
        if (Count <= MaxLinear && !ValueEquality.HasParts(key))
            return Find(key, scratch) >= 0;
        var nesting = 0;
        if (!ValueHash.TryCompute(key, scratch, depth + 1, ref nesting, out var hash, out error))
            return error;
        var position = Find(key, hash, scratch, depth, out _, out error);
        return error.IsError ? error : position >= 0;
    }

    /// <summary>The position of a readable key that has no parts, or −1.</summary>
    public int Find(in PolicyValue key, PolicyScratch scratch)
    {
        if (Count > MaxLinear)
            return Find(key, ValueHash.OfSimple(key), scratch, 0, out _, out _);
        for (var i = 0; i < Count; i++)
        {
            if (ValueEquality.SimpleEqual(_keys[i], key))
                return i;
        }

        return -1;
    }

    /// <summary>Adds a key and tells its position, or −1 if it is there already or (then with an error) cannot be read.</summary>
    public int Add(in PolicyValue key, PolicyScratch scratch, int depth, out PolicyValue error)
    {
        if (!ValueHash.TryCompute(key, scratch, depth + 1, ref _nesting, out var hash, out error))
            return -1;
        if (Find(key, hash, scratch, depth, out var bucket, out error) >= 0 || error.IsError)
            return -1;
        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, Count * 2);
            Array.Resize(ref _hashes, Count * 2);
        }

        (_keys[Count], _hashes[Count]) = (key, hash);
        _buckets[bucket] = ++Count;

        // Never more than half full, so that probing stays short.
        if (Count * 2 > _bucketCount)
            Grow();
        return Count - 1;
    }

    public void Reset()
    {
        Array.Clear(_keys, 0, Count);
        Array.Clear(_buckets, 0, _bucketCount);
        (Count, _nesting, _bucketCount) = (0, 1, MaxLinear * 2);
        if (_keys.Length > PolicyScratch.MaxPooledElements)
            (_keys, _hashes, _buckets) = (new PolicyValue[MaxLinear], new ulong[MaxLinear], new int[MaxLinear * 2]);
    }

    // The key's position, or −1 and the bucket that it belongs into.
    private int Find(in PolicyValue key, ulong hash, PolicyScratch scratch, int depth, out int bucket, out PolicyValue error)
    {
        error = default;
        bucket = (int)hash & (_bucketCount - 1);
        for (; _buckets[bucket] != 0; bucket = (bucket + 1) & (_bucketCount - 1))
        {
            var position = _buckets[bucket] - 1;
            if (_hashes[position] != hash)
                continue;
            var equal = ValueEquality.Equal(_keys[position], key, scratch, depth + 1);
            if (equal.IsError)
                error = equal;
            if (equal.IsTrue || equal.IsError)
                return equal.IsTrue ? position : -1;
        }

        return -1;
    }

    private void Grow()
    {
        _bucketCount *= 2;
        if (_buckets.Length < _bucketCount)
            _buckets = new int[_bucketCount];
        else
            Array.Clear(_buckets, 0, _bucketCount);
        for (var i = 0; i < Count; i++)
        {
            var bucket = (int)_hashes[i] & (_bucketCount - 1);
            while (_buckets[bucket] != 0)
                bucket = (bucket + 1) & (_bucketCount - 1);
            _buckets[bucket] = i + 1;
        }
    }
}
