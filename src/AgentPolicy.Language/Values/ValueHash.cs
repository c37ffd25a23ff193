using System.Runtime.CompilerServices;

namespace AgentPolicy.Language;

/// <summary>Hashes values so that values that are equal under Cedar's <c>==</c> hash alike, in whatever form they lie in memory.</summary>
internal static class ValueHash
{
    public static ulong OfEntity(string type, TextView id)
    {
        var hash = KeyedHash.Start();
        hash.Add((ulong)PolicyValueKind.Entity);
        hash.Add(new TextView(type.AsSpan()));
        hash.Add(id);
        return hash.Finish();
    }

    /// <summary>The hash of a readable value that is neither a set nor a record.</summary>
    public static ulong OfSimple(in PolicyValue value)
    {
        if (value.Kind == PolicyValueKind.Entity)
            return OfEntity(value.EntityType, value.Text);
        var hash = KeyedHash.Start();
        hash.Add((ulong)value.Kind);
        switch (value.Kind)
        {
            case PolicyValueKind.String:
                hash.Add(value.Text);
                break;
            case PolicyValueKind.IpAddress:
                Add(ref hash, value.IpAddress);
                break;
            default:
                hash.Add((ulong)value.Long);
                break;
        }

        return hash.Finish();
    }

    private static void Add(ref KeyedHash hash, in IpAddressValue address)
    {
        hash.Add(address.High);
        hash.Add(address.Low);
        hash.Add((uint)address.Prefix + (address.IsIpv6 ? 0x100UL : 0));
    }

    /// <summary>The hash of a set or record whose parts are known by numbers.</summary>
    public static ulong OfParts(PolicyValueKind kind, ReadOnlySpan<long> parts)
    {
        var hash = KeyedHash.Start();
        hash.Add((ulong)kind);
        foreach (var part in parts)
            hash.Add((ulong)part);
        hash.Add((ulong)parts.Length);
        return hash.Finish();
    }

    /// <summary>The hash of a set whose elements, each listed once, have these hashes.</summary>
    public static ulong OfSet(ReadOnlySpan<ulong> elements)
    {
        // A sum, since elements have no order.
        var sum = 0UL;
        foreach (var element in elements)
            sum = unchecked(sum + element);
        return Combine((ulong)PolicyValueKind.Set, sum);
    }

    /// <summary>The value's hash; or false, with the error why it or a part of it cannot be read.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="scratch">The decision's working memory.</param>
    /// <param name="depth">How many sets and records the value is within.</param>
    /// <param name="nesting">Is raised to the number of sets and records around the innermost part, those the value is within included.</param>
    /// <param name="hash">The hash.</param>
    /// <param name="error">The error.</param>
    public static bool TryCompute(in PolicyValue value, PolicyScratch scratch, int depth, ref int nesting, out ulong hash, out PolicyValue error) =>
        ValueEquality.HasParts(value) ? TryComputeComposite(value, scratch, depth, ref nesting, out hash, out error) : TryComputeSimple(value, out hash, out error);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryComputeSimple(in PolicyValue value, out ulong hash, out PolicyValue error)
    {
        var isRead = ValueEquality.IsReadable(value, out error);
        hash = isRead ? OfSimple(value) : 0;
        return isRead;
    }

    // Not inlined, like the two that it goes through, so that a level of nesting takes no more of the stack than it has to.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryComputeComposite(in PolicyValue value, PolicyScratch scratch, int depth, ref int nesting, out ulong hash, out PolicyValue error)
    {
        (hash, error) = (0, default);
        var known = value.Kind == PolicyValueKind.Set ? value.Set as SetValue : null;
        nesting = Math.Max(nesting, depth + (known?.Nesting ?? 1));
        if (nesting > Limits.MaxNesting || !StackGuard.MayDescend(depth) || !scratch.TryCountPart())
            return Fail(PolicyErrorKind.TooDeep, out error);
        if (known is not null)
        {
            hash = known.Hash;
            return true;
        }

        var mark = scratch.Mark();
        var isRead = value.Kind == PolicyValueKind.Set
            ? TryComputeSet(value.Set, scratch, depth, ref nesting, out hash, out error)
            : TryComputeRecord(value, scratch, depth, ref nesting, out hash, out error);
        scratch.Release(mark);
        return isRead;
    }

    private static ulong Combine(ulong first, ulong second)
    {
        var hash = KeyedHash.Start();
        hash.Add(first);
        hash.Add(second);
        return hash.Finish();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryComputeSet(SetSource set, PolicyScratch scratch, int depth, ref int nesting, out ulong hash, out PolicyValue error)
    {
        (hash, error) = (0, default);
        var hashes = scratch.Rent<HashList>();
        var reader = set.Read(scratch);
        while (true)
        {
            var mark = scratch.Mark();
            if (!reader.MoveNext(scratch, out var element))
                break;
            if (!TryCompute(element, scratch, depth + 1, ref nesting, out var elementHash, out error))
                return false;
            hashes.Add(elementHash);
            scratch.Release(mark);
        }

        hashes.SortDistinct();
        hash = OfSet(hashes.Items);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryComputeRecord(in PolicyValue record, PolicyScratch scratch, int depth, ref int nesting, out ulong hash, out PolicyValue error)
    {
        (hash, error) = (0, default);
        var sum = 0UL;
        var names = scratch.Rent<HashList>();
        var reader = Records.Read(record, scratch);
        while (true)
        {
            var mark = scratch.Mark();
            if (!reader.MoveNext(scratch, out var name, out var value))
                break;
            if (!TryCompute(name, scratch, depth + 1, ref nesting, out var nameHash, out error) || !TryCompute(value, scratch, depth + 1, ref nesting, out var valueHash, out error))
                return false;
            names.Add(nameHash);
            sum = unchecked(sum + Combine(nameHash, valueHash));
            scratch.Release(mark);
        }

        // Two names of one hash are one name that stands twice; should they ever be two, the safe side is an error as well.
        if (!names.SortDistinct())
            return Fail(PolicyErrorKind.DuplicateKey, out error);

        hash = Combine((ulong)PolicyValueKind.Record, sum);
        return true;
    }

    private static bool Fail(PolicyErrorKind kind, out PolicyValue error)
    {
        error = PolicyValue.Error(kind);
        return false;
    }

    private sealed class HashList : IScratchItem
    {
        private ulong[] _items = new ulong[16];
        private int _count;

        public ReadOnlySpan<ulong> Items => _items.AsSpan(0, _count);

        public void Add(ulong hash)
        {
            if (_count == _items.Length)
                Array.Resize(ref _items, _count * 2);
            _items[_count++] = hash;
        }

        /// <summary>Leaves each item once; false if one stood more often.</summary>
        public bool SortDistinct()
        {
            Array.Sort(_items, 0, _count);
            var listed = _count;
            _count = 0;
            for (var i = 0; i < listed; i++)
            {
                if (i == 0 || _items[i] != _items[_count - 1])
                    _items[_count++] = _items[i];
            }

            return _count == listed;
        }

        public void Reset()
        {
            _count = 0;
            if (_items.Length > PolicyScratch.MaxPooledElements)
                _items = new ulong[16];
        }
    }
}
