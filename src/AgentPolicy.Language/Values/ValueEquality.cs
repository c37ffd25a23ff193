namespace AgentPolicy.Language;

/// <summary>
/// Cedar's <c>==</c>: total on values, false between different types, structural on sets and records. The answer is true, false, or an error where some part of
/// an input cannot be read.
/// </summary>
/// <remarks>Source: Cedar language specification, "== (equality)".</remarks>
internal static class ValueEquality
{
    /// <summary>Above this many comparisons of elements an index is built instead, so that no two inputs can make a comparison quadratic.</summary>
    private const long MaxPairwise = 1_024;

    public static PolicyValue Equal(in PolicyValue left, in PolicyValue right, PolicyScratch scratch, int depth = 0)
    {
        if (!IsReadable(left, out var error) || !IsReadable(right, out error))
            return error;
        if (left.Kind != right.Kind)
            return false;
        return left.Kind switch
        {
            PolicyValueKind.String => left.Text.SequenceEqual(right.Text),
            PolicyValueKind.Entity => string.Equals(left.EntityType, right.EntityType, StringComparison.Ordinal) && left.Text.SequenceEqual(right.Text),
            PolicyValueKind.Set => HashesEqual(left, right, scratch, depth),
            PolicyValueKind.Record => StackGuard.MayDescend(depth) ? RecordsEqual(left, right, scratch, depth) : PolicyValue.Error(PolicyErrorKind.TooDeep),
            _ => left.Long == right.Long,
        };
    }

    /// <summary>Whether every element of <paramref name="part"/> is in <paramref name="whole"/>.</summary>
    public static PolicyValue ContainsAll(SetSource whole, SetSource part, PolicyScratch scratch, int depth = 0) => Probe(whole, part, scratch, depth, wantsAll: true);

    /// <summary>Whether some element of <paramref name="part"/> is in <paramref name="whole"/>.</summary>
    public static PolicyValue ContainsAny(SetSource whole, SetSource part, PolicyScratch scratch, int depth = 0) => Probe(whole, part, scratch, depth, wantsAll: false);

    /// <summary>False, with the error, for a value that is an error or (an element that is null) absent.</summary>
    public static bool IsReadable(in PolicyValue value, out PolicyValue error)
    {
        error = value.Kind switch
        {
            PolicyValueKind.Error => value,
            PolicyValueKind.Absent => PolicyValue.Unreadable("null"),
            _ => default,
        };
        return error.Kind == PolicyValueKind.Absent;
    }

    private static PolicyValue HashesEqual(in PolicyValue left, in PolicyValue right, PolicyScratch scratch, int depth) =>
        ValueHash.TryCompute(left, scratch, depth, out var hash, out var error) ? HasHash(right, hash, scratch, depth) : error;

    /// <summary>Whether a value hashes to this: a boolean or an error.</summary>
    public static PolicyValue HasHash(in PolicyValue value, ulong hash, PolicyScratch scratch, int depth) =>
        ValueHash.TryCompute(value, scratch, depth, out var own, out var error) ? own == hash : error;

    private static PolicyValue Probe(SetSource whole, SetSource part, PolicyScratch scratch, int depth, bool wantsAll)
    {
        // An empty part reads nothing of the whole; its elements must be readable all the same.
        if (part.Count == 0)
            return whole.Contains(PolicyValue.False, scratch, depth) is { IsError: true } unreadable ? unreadable : wantsAll;
        var mark = scratch.Mark();
        var index = default(ValueIndex);
        if (whole is not SetValue && ((long)whole.Count * part.Count > MaxPairwise || HoldsNested(part, scratch)))
        {
            index = scratch.Rent<ValueIndex>();
            if (index.AddElements(whole, scratch, depth) is { IsError: true } unreadable)
            {
                scratch.Release(mark);
                return unreadable;
            }
        }

        var reader = part.Read(scratch);
        var result = (PolicyValue)wantsAll;
        while (!result.IsError)
        {
            var elementMark = scratch.Mark();
            if (!reader.MoveNext(scratch, out var element))
                break;
            var found = index is null ? whole.Contains(element, scratch, depth) : index.Contains(element, scratch, depth);
            result = found.IsError ? found : wantsAll ? result.Bool && found.Bool : result.Bool || found.Bool;
            scratch.Release(elementMark);
        }

        scratch.Release(mark);
        return result;
    }

    // An index hashes each nested element once; compared in pairs, each would be hashed as often as there are others.
    private static bool HoldsNested(SetSource set, PolicyScratch scratch)
    {
        var mark = scratch.Mark();
        var reader = set.Read(scratch);
        var found = false;
        while (!found)
        {
            var elementMark = scratch.Mark();
            if (!reader.MoveNext(scratch, out var element))
                break;
            found = ValueHash.IsNested(element);
            scratch.Release(elementMark);
        }

        scratch.Release(mark);
        return found;
    }

    private static PolicyValue RecordsEqual(in PolicyValue left, in PolicyValue right, PolicyScratch scratch, int depth)
    {
        var mark = scratch.Mark();
        var index = scratch.Rent<ValueIndex>();
        var result = index.AddAttributes(left, scratch, depth);
        var matched = 0;
        var reader = Records.Read(right, scratch);
        while (!result.IsError && reader.MoveNext(scratch, out var name, out var value))
        {
            var attributeMark = scratch.Mark();
            var position = index.Find(name, scratch, depth, out var error);
            if (error.IsError)
                result = error;
            else if (position < 0)
                result = IsReadable(value, out error) ? (PolicyValue)false : error;
            else if (!index.TryTake(position))
                result = PolicyValue.Error(PolicyErrorKind.DuplicateKey);
            else
                result = And(result, Equal(index.ValueAt(position), value, scratch, depth + 1), ref matched);
            scratch.Release(attributeMark);
        }

        var count = index.Count;
        scratch.Release(mark);
        return result.IsError ? result : result.Bool && matched == count;
    }

    private static PolicyValue And(in PolicyValue soFar, in PolicyValue next, ref int matched)
    {
        matched++;
        return next.IsError ? next : soFar.Bool && next.Bool;
    }
}
