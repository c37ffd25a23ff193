namespace AgentPolicy.Language;

/// <summary>
/// A hash table from values to values: the elements of a set, or the names and values of a record's attributes. Pooled when built during a decision.
/// </summary>
internal sealed class ValueIndex : IScratchItem
{
    /// <summary>Up to this many keys are compared one by one, which is faster than hashing.</summary>
    private const int MaxLinear = 8;

    private PolicyValue[] _keys = new PolicyValue[MaxLinear];
    private PolicyValue[] _values = [];
    private ulong[] _hashes = new ulong[MaxLinear];
    private bool[] _taken = [];
    private int[] _buckets = [];
    private int _hashed;

    public int Count { get; private set; }

    public PolicyValue KeyAt(int position) => _keys[position];

    public PolicyValue ValueAt(int position) => _values[position];

    /// <summary>Adds a set's elements, each once. The answer is an error if one cannot be read.</summary>
    public PolicyValue AddElements(SetSource set, PolicyScratch scratch, int depth)
    {
        var reader = set.Read(scratch);
        while (reader.MoveNext(scratch, out var element))
        {
            if (!ValueEquality.IsReadable(element, out var error) || (Add(element, scratch, depth, out error) < 0 && error.IsError))
                return error;
        }

        return true;
    }

    /// <summary>Adds a record's attributes. The answer is an error if one cannot be read or two have the same name.</summary>
    public PolicyValue AddAttributes(in PolicyValue record, PolicyScratch scratch, int depth)
    {
        var reader = Records.Read(record, scratch);
        while (reader.MoveNext(scratch, out var name, out var value))
        {
            if (!ValueEquality.IsReadable(name, out var error) || !ValueEquality.IsReadable(value, out error))
                return error;
            var position = Add(name, scratch, depth, out error);
            if (error.IsError)
                return error;
            if (position < 0)
                return PolicyValue.Error(PolicyErrorKind.DuplicateKey);
            if (_values.Length < _keys.Length)
            {
                Array.Resize(ref _values, _keys.Length);
                Array.Resize(ref _taken, _keys.Length);
            }

            _values[position] = value;
            _taken[position] = false;
        }

        return true;
    }

    public PolicyValue Contains(in PolicyValue key, PolicyScratch scratch, int depth)
    {
        if (!ValueEquality.IsReadable(key, out var error))
            return error;
        var position = Find(key, scratch, depth, out error);
        return error.IsError ? error : position >= 0;
    }

    /// <summary>The key's position, or −1.</summary>
    public int Find(in PolicyValue key, PolicyScratch scratch, int depth, out PolicyValue error) => Find(key, scratch, depth, out _, out error);

    /// <summary>Marks a position; false if it was marked already.</summary>
    public bool TryTake(int position)
    {
        var first = !_taken[position];
        _taken[position] = true;
        return first;
    }

    /// <summary>Adds a readable key and tells its position, or −1 if it is there already or cannot be hashed.</summary>
    public int Add(in PolicyValue key, PolicyScratch scratch, int depth, out PolicyValue error)
    {
        if (Find(key, scratch, depth, out var hash, out error) >= 0 || error.IsError)
            return -1;
        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, Count * 2);
            Array.Resize(ref _hashes, Count * 2);
        }

        var position = Count++;
        _keys[position] = key;
        _hashes[position] = hash;
        if (Count > MaxLinear && !TryHashNew(scratch, depth, out error))
            return -1;
        return position;
    }

    public void Reset()
    {
        Array.Clear(_keys, 0, Count);
        Array.Clear(_values, 0, Math.Min(Count, _values.Length));
        (Count, _hashed) = (0, 0);
        if (_keys.Length > PolicyScratch.MaxPooledElements)
            (_keys, _values, _hashes, _taken, _buckets) = (new PolicyValue[MaxLinear], [], new ulong[MaxLinear], [], []);
    }

    private int Find(in PolicyValue key, PolicyScratch scratch, int depth, out ulong hash, out PolicyValue error)
    {
        (hash, error) = (0, default);
        if ((Count > MaxLinear || ValueHash.IsNested(key)) && !ValueHash.TryCompute(key, scratch, depth + 1, out hash, out error))
            return -1;
        return Count > MaxLinear ? FindHashed(key, hash, scratch) : FindLinear(key, hash, scratch);
    }

    private int FindLinear(in PolicyValue key, ulong hash, PolicyScratch scratch)
    {
        for (var i = 0; i < Count; i++)
        {
            if (IsAt(i, key, hash, scratch))
                return i;
        }

        return -1;
    }

    private int FindHashed(in PolicyValue key, ulong hash, PolicyScratch scratch)
    {
        var mask = _buckets.Length - 1;
        for (var bucket = (int)hash & mask; _buckets[bucket] != 0; bucket = (bucket + 1) & mask)
        {
            var position = _buckets[bucket] - 1;
            if (_hashes[position] == hash && IsAt(position, key, hash, scratch))
                return position;
        }

        return -1;
    }

    private bool IsAt(int position, in PolicyValue key, ulong hash, PolicyScratch scratch) => ValueHash.IsNested(key)
        ? _keys[position].Kind == key.Kind && _hashes[position] == hash
        : ValueEquality.Equal(_keys[position], key, scratch).IsTrue;

    private bool TryHashNew(PolicyScratch scratch, int depth, out PolicyValue error)
    {
        error = default;
        var first = _hashed;
        for (; _hashed < Count; _hashed++)
        {
            // Nested keys, and those that came once there were many, were hashed when they were looked for.
            if (_hashed <= MaxLinear && !ValueHash.IsNested(_keys[_hashed]) && !ValueHash.TryCompute(_keys[_hashed], scratch, depth + 1, out _hashes[_hashed], out error))
                return false;
        }

        // Never more than half full, so that probing stays short.
        if (_buckets.Length < Count * 2 || first == 0)
        {
            var size = Math.Max(_buckets.Length, MaxLinear * 4);
            while (size < Count * 2)
                size *= 2;
            if (size == _buckets.Length)
                Array.Clear(_buckets, 0, size);
            else
                _buckets = new int[size];
            first = 0;
        }

        for (; first < Count; first++)
        {
            var bucket = (int)_hashes[first] & (_buckets.Length - 1);
            while (_buckets[bucket] != 0)
                bucket = (bucket + 1) & (_buckets.Length - 1);
            _buckets[bucket] = first + 1;
        }

        return true;
    }
}
