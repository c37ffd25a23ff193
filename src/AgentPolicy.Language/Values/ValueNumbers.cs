using System.Runtime.CompilerServices;

namespace AgentPolicy.Language;

/// <summary>
/// Gives values numbers, equal values the same one. A set or record is known by the numbers of its parts, so that each part is looked at once: comparing takes
/// time linear in what is compared, however deeply, widely or repetitively it nests.
/// </summary>
/// <remarks>What is numbered must stay as it is until the numbers are given back.</remarks>
internal sealed class ValueNumbers : IScratchItem
{
    private const int SmallestTable = 16;

    private Entry[] _entries = new Entry[SmallestTable / 2];
    private int[] _buckets = new int[SmallestTable];
    private int _bucketCount = SmallestTable;

    // The parts of every set and record numbered so far, and of those that are being read.
    private long[] _parts = new long[SmallestTable];
    private int _partCount;
    private long[] _pending = new long[SmallestTable];
    private int _pendingCount;

    /// <summary>How many values have a number. As long as it stays the same, nothing that was read since is held on to.</summary>
    public int Count { get; private set; }

    /// <summary>Numbers a value; or tells, with the error, why it or a part of it cannot be read.</summary>
    public bool TryGet(in PolicyValue value, PolicyScratch scratch, int depth, out int number, out PolicyValue error) =>
        ValueEquality.HasParts(value) ? TryGetComposite(value, scratch, depth, out number, out error) : TryGetSimple(value, scratch, out number, out error);

    /// <summary>Numbers a set's elements and marks them as its members. The answer is an error if one cannot be read.</summary>
    public PolicyValue AddMembers(SetSource set, PolicyScratch scratch, int depth)
    {
        var reader = set.Read(scratch);
        while (true)
        {
            var (mark, known) = (scratch.Mark(), Count);
            if (!reader.MoveNext(scratch, out var element))
                return true;
            if (!TryGet(element, scratch, depth + 1, out var number, out var error))
                return error;
            _entries[number].IsMember = true;
            if (Count == known)
                scratch.Release(mark);
        }
    }

    public bool IsMember(int number) => _entries[number].IsMember;

    public void Reset()
    {
        Array.Clear(_entries, 0, Count);
        Array.Clear(_buckets, 0, _bucketCount);
        (Count, _bucketCount, _partCount, _pendingCount) = (0, SmallestTable, 0, 0);
        if (_entries.Length > PolicyScratch.MaxPooledElements)
            (_entries, _buckets) = (new Entry[SmallestTable / 2], new int[SmallestTable]);
        if (_parts.Length > PolicyScratch.MaxPooledLength)
            _parts = new long[SmallestTable];
        if (_pending.Length > PolicyScratch.MaxPooledLength)
            _pending = new long[SmallestTable];
    }

    // Not inlined, like the two below that it goes through, so that a level of nesting takes no more of the stack than it has to.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryGetComposite(in PolicyValue value, PolicyScratch scratch, int depth, out int number, out PolicyValue error)
    {
        number = -1;
        if (!StackGuard.MayDescend(depth) || !scratch.TryCountPart())
            return Fail(PolicyErrorKind.TooDeep, out error);
        var start = _pendingCount;
        var isRead = value.Kind == PolicyValueKind.Set
            ? TryReadElements(value.Set, scratch, depth, start, out error)
            : TryReadAttributes(value, scratch, depth, start, out error);
        if (isRead)
            number = GetComposite(value, start);
        _pendingCount = start;
        return isRead;
    }

    // Leaves the elements' numbers pending from `start`, sorted, each once.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadElements(SetSource set, PolicyScratch scratch, int depth, int start, out PolicyValue error)
    {
        error = default;
        var reader = set.Read(scratch);
        while (true)
        {
            var (mark, known) = (scratch.Mark(), Count);
            if (!reader.MoveNext(scratch, out var element))
                break;
            if (!TryGet(element, scratch, depth + 1, out var number, out error))
                return false;
            Append(ref _pending, ref _pendingCount, number);
            if (Count == known)
                scratch.Release(mark);
        }

        SortDistinct(start);
        return true;
    }

    // Leaves pairs of a name's and a value's number pending from `start`, sorted.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryReadAttributes(in PolicyValue record, PolicyScratch scratch, int depth, int start, out PolicyValue error)
    {
        error = default;
        var reader = Records.Read(record, scratch);
        while (true)
        {
            var (mark, known) = (scratch.Mark(), Count);
            if (!reader.MoveNext(scratch, out var name, out var value))
                break;
            if (!TryGet(name, scratch, depth + 1, out var nameNumber, out error) || !TryGet(value, scratch, depth + 1, out var valueNumber, out error))
                return false;
            Append(ref _pending, ref _pendingCount, ((long)nameNumber << 32) | (uint)valueNumber);
            if (Count == known)
                scratch.Release(mark);
        }

        return SortNames(start) || Fail(PolicyErrorKind.DuplicateKey, out error);
    }

    private void SortDistinct(int start)
    {
        Array.Sort(_pending, start, _pendingCount - start);
        var last = start;
        for (var i = start; i < _pendingCount; i++)
        {
            if (i == start || _pending[i] != _pending[last - 1])
                _pending[last++] = _pending[i];
        }

        _pendingCount = last;
    }

    /// <summary>False if a name stands twice.</summary>
    private bool SortNames(int start)
    {
        Array.Sort(_pending, start, _pendingCount - start);
        for (var i = start + 1; i < _pendingCount; i++)
        {
            if (_pending[i] >> 32 == _pending[i - 1] >> 32)
                return false;
        }

        return true;
    }

    private static bool Fail(PolicyErrorKind kind, out PolicyValue error)
    {
        error = PolicyValue.Error(kind);
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryGetSimple(in PolicyValue value, PolicyScratch scratch, out int number, out PolicyValue error)
    {
        number = -1;
        if (!ValueEquality.IsReadable(value, out error))
            return false;
        if (!scratch.TryCountPart())
            return Fail(PolicyErrorKind.TooDeep, out error);
        number = GetSimple(value);
        return true;
    }

    private int GetSimple(in PolicyValue value)
    {
        var hash = ValueHash.OfSimple(value);
        var bucket = (int)hash & (_bucketCount - 1);
        for (; _buckets[bucket] != 0; bucket = (bucket + 1) & (_bucketCount - 1))
        {
            ref readonly var entry = ref _entries[_buckets[bucket] - 1];
            if (entry.Hash == hash && ValueEquality.SimpleEqual(entry.Value, value))
                return _buckets[bucket] - 1;
        }

        return Add(new Entry { Value = value, Hash = hash }, bucket);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int GetComposite(in PolicyValue value, int pending)
    {
        var parts = _pending.AsSpan(pending, _pendingCount - pending);
        var hash = ValueHash.OfParts(value.Kind, parts);
        var bucket = (int)hash & (_bucketCount - 1);
        for (; _buckets[bucket] != 0; bucket = (bucket + 1) & (_bucketCount - 1))
        {
            ref readonly var entry = ref _entries[_buckets[bucket] - 1];
            if (entry.Hash == hash && entry.Value.Kind == value.Kind && parts.SequenceEqual(_parts.AsSpan(entry.Start, entry.Length)))
                return _buckets[bucket] - 1;
        }

        var start = _partCount;
        foreach (var part in parts)
            Append(ref _parts, ref _partCount, part);
        return Add(new Entry { Value = value, Hash = hash, Start = start, Length = parts.Length }, bucket);
    }

    private int Add(in Entry entry, int bucket)
    {
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Count * 2);
        _entries[Count] = entry;
        _buckets[bucket] = ++Count;

        // Never more than half full, so that probing stays short.
        if (Count * 2 > _bucketCount)
            Grow();
        return Count - 1;
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
            var bucket = (int)_entries[i].Hash & (_bucketCount - 1);
            while (_buckets[bucket] != 0)
                bucket = (bucket + 1) & (_bucketCount - 1);
            _buckets[bucket] = i + 1;
        }
    }

    private static void Append(ref long[] items, ref int count, long item)
    {
        if (count == items.Length)
            Array.Resize(ref items, count * 2);
        items[count++] = item;
    }

    private struct Entry
    {
        public PolicyValue Value;
        public ulong Hash;
        public int Start;
        public int Length;
        public bool IsMember;
    }
}
