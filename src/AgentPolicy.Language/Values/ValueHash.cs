namespace AgentPolicy.Language;

/// <summary>Hashes values so that values that are equal under Cedar's <c>==</c> hash alike, in whatever form they lie in memory.</summary>
/// <remarks>
/// Sets, and the sets and records in them, are taken to be equal when their hashes are. Comparing them element by element would visit the elements of a nested
/// set once for each it might equal, at every level again: exponential in the depth. The hash is keyed, so that nobody outside can make two values collide; by
/// chance two do once in 2^64 comparisons.
/// </remarks>
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

    /// <summary>Whether a value, as an element of a set, is compared by its hash.</summary>
    public static bool IsNested(in PolicyValue value) => value.Kind is PolicyValueKind.Set or PolicyValueKind.Record;

    /// <summary>The value's hash; or false, with the error why it cannot be read.</summary>
    public static bool TryCompute(in PolicyValue value, PolicyScratch scratch, int depth, out ulong hash, out PolicyValue error)
    {
        error = default;
        switch (value.Kind)
        {
            case PolicyValueKind.Bool or PolicyValueKind.Long or PolicyValueKind.Decimal:
                hash = Combine((ulong)value.Kind, (ulong)value.Long);
                return true;
            case PolicyValueKind.String:
                var text = KeyedHash.Start();
                text.Add((ulong)PolicyValueKind.String);
                text.Add(value.Text);
                hash = text.Finish();
                return true;
            case PolicyValueKind.Entity:
                hash = OfEntity(value.EntityType, value.Text);
                return true;
            case PolicyValueKind.Set when value.Set is SetValue { Hash: { } known }:
                hash = known;
                return true;
            case PolicyValueKind.Set when StackGuard.MayDescend(depth):
                return TryComputeSet(value.Set, scratch, depth, out hash, out error);
            case PolicyValueKind.Record when StackGuard.MayDescend(depth):
                return TryComputeRecord(value, scratch, depth, out hash, out error);
            default:
                hash = 0;
                error = value.Kind switch
                {
                    PolicyValueKind.Error => value,
                    PolicyValueKind.Absent => PolicyValue.Error(PolicyErrorKind.UnreadableInput, "null"),
                    _ => PolicyValue.Error(PolicyErrorKind.TooDeep),
                };
                return false;
        }
    }

    private static ulong Combine(ulong first, ulong second)
    {
        var hash = KeyedHash.Start();
        hash.Add(first);
        hash.Add(second);
        return hash.Finish();
    }

    private static bool TryComputeSet(SetSource set, PolicyScratch scratch, int depth, out ulong hash, out PolicyValue error)
    {
        var mark = scratch.Mark();
        var hashes = scratch.Rent<HashList>();
        var reader = set.Read(scratch);
        var ok = true;
        (hash, error) = (0, default);
        while (ok && reader.MoveNext(scratch, out var element))
        {
            var elementMark = scratch.Mark();
            ok = TryCompute(element, scratch, depth + 1, out var elementHash, out error);
            hashes.Add(elementHash);
            scratch.Release(elementMark);
        }

        if (ok)
            hash = hashes.CombineDistinct((ulong)PolicyValueKind.Set);
        scratch.Release(mark);
        return ok;
    }

    private static bool TryComputeRecord(in PolicyValue record, PolicyScratch scratch, int depth, out ulong hash, out PolicyValue error)
    {
        var mark = scratch.Mark();
        var reader = Records.Read(record, scratch);
        var ok = true;
        (hash, error) = ((ulong)PolicyValueKind.Record, default);
        while (ok && reader.MoveNext(scratch, out var name, out var value))
        {
            var attributeMark = scratch.Mark();
            ok = TryCompute(name, scratch, depth + 1, out var nameHash, out error);
            if (ok)
                ok = TryCompute(value, scratch, depth + 1, out var valueHash, out error) && Accumulate(ref hash, nameHash, valueHash);
            scratch.Release(attributeMark);
        }

        scratch.Release(mark);
        return ok;
    }

    // A sum, since attributes have no order; names are distinct, so none cancels another.
    private static bool Accumulate(ref ulong hash, ulong nameHash, ulong valueHash)
    {
        hash = unchecked(hash + Combine(nameHash, valueHash));
        return true;
    }

    private sealed class HashList : IScratchItem
    {
        private ulong[] _items = new ulong[16];
        private int _count;

        public void Add(ulong hash)
        {
            if (_count == _items.Length)
                Array.Resize(ref _items, _count * 2);
            _items[_count++] = hash;
        }

        /// <summary>One hash for the distinct items, whatever their order and however often each was added.</summary>
        public ulong CombineDistinct(ulong seed)
        {
            Array.Sort(_items, 0, _count);
            var hash = KeyedHash.Start();
            hash.Add(seed);
            for (var i = 0; i < _count; i++)
            {
                if (i == 0 || _items[i] != _items[i - 1])
                    hash.Add(_items[i]);
            }

            return hash.Finish();
        }

        public void Reset()
        {
            _count = 0;
            if (_items.Length > PolicyScratch.MaxPooledElements)
                _items = new ulong[16];
        }
    }
}
