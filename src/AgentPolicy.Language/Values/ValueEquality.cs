namespace AgentPolicy.Language;

/// <summary>
/// Cedar's <c>==</c>: total on values, false between different types, structural on sets and records. The answer is true, false, or an error where some part of
/// an input cannot be read.
/// </summary>
/// <remarks>Source: Cedar language specification, "== (equality)".</remarks>
internal static class ValueEquality
{
    /// <summary>Above this many comparisons of elements they are numbered instead, so that no two inputs can make a comparison quadratic.</summary>
    private const long MaxPairwise = 1_024;

    /// <summary>For so few a set is read again each time. Its elements may be long texts, with escapes: for more they are read once, and numbered.</summary>
    private const int FewElements = 4;

    public static PolicyValue Equal(in PolicyValue left, in PolicyValue right, PolicyScratch scratch, int depth = 0)
    {
        if (!IsReadable(left, out var error) || !IsReadable(right, out error))
            return error;
        if (left.Kind != right.Kind)
            return false;
        return HasParts(left) ? PartsEqual(left, right, scratch, depth) : SimpleEqual(left, right);
    }

    /// <summary>Whether a value is a set or a record.</summary>
    public static bool HasParts(in PolicyValue value) => value.Kind is PolicyValueKind.Set or PolicyValueKind.Record;

    /// <summary>Equality with a readable value that has no parts.</summary>
    public static bool SimpleEqual(in PolicyValue left, in PolicyValue right)
    {
        if (left.Kind != right.Kind)
            return false;
        return left.Kind switch
        {
            PolicyValueKind.String => PolicyValue.TextEquals(left, right),
            PolicyValueKind.Entity => PolicyValue.TextEquals(left, right) && string.Equals(left.EntityType, right.EntityType, StringComparison.Ordinal),
            PolicyValueKind.IpAddress => left.IpAddress == right.IpAddress,
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

    /// <summary>Whether a set has an element, which may have parts.</summary>
    public static PolicyValue ContainsNumbered(SetSource set, in PolicyValue element, PolicyScratch scratch, int depth)
    {
        var mark = scratch.Mark();
        var numbers = scratch.Rent<ValueNumbers>();
        var result = numbers.AddMembers(set, scratch, depth);
        if (!result.IsError)
            result = numbers.TryGet(element, scratch, depth + 1, out var number, out var error) ? numbers.IsMember(number) : error;
        scratch.Release(mark);
        return result;
    }

    // Both are read to their ends: whether something in them is unreadable must not depend on the order in which their parts are listed.
    private static PolicyValue PartsEqual(in PolicyValue left, in PolicyValue right, PolicyScratch scratch, int depth)
    {
        var mark = scratch.Mark();
        var numbers = scratch.Rent<ValueNumbers>();
        PolicyValue result;
        if (numbers.TryGet(left, scratch, depth, out var leftNumber, out var error) && numbers.TryGet(right, scratch, depth, out var rightNumber, out error))
            result = leftNumber == rightNumber;
        else
            result = error;
        scratch.Release(mark);
        return result;
    }

    private static PolicyValue Probe(SetSource whole, SetSource part, PolicyScratch scratch, int depth, bool wantsAll)
    {
        // An empty part reads nothing of the whole; its elements must be readable all the same. One that counts none, and lists some, is asked for them.
        if (part.Count == 0 && ListsNothing(part, scratch))
            return whole.Contains(PolicyValue.False, scratch, depth) is { IsError: true } unreadable ? unreadable : wantsAll;
        var mark = scratch.Mark();
        var isFast = whole is SetValue || ((whole.FindsAtOnce || part.Count <= FewElements) && (long)whole.Count * part.Count <= MaxPairwise);
        var result = isFast ? ProbePairwise(whole, part, scratch, depth, wantsAll) : default;
        if (result.Kind == PolicyValueKind.Absent)
            result = ProbeNumbered(whole, part, scratch, depth, wantsAll);
        scratch.Release(mark);
        return result;
    }

    private static bool ListsNothing(SetSource set, PolicyScratch scratch)
    {
        var mark = scratch.Mark();
        var listsNothing = !set.Read(scratch).MoveNext(scratch, out _);
        scratch.Release(mark);
        return listsNothing;
    }

    /// <summary>Asks the whole for each element of the part. Absent, that is no answer, if that could take long.</summary>
    private static PolicyValue ProbePairwise(SetSource whole, SetSource part, PolicyScratch scratch, int depth, bool wantsAll)
    {
        var result = (PolicyValue)wantsAll;
        var reader = part.Read(scratch);
        while (true)
        {
            var mark = scratch.Mark();
            if (!reader.MoveNext(scratch, out var element))
                return result;
            if (HasParts(element) && whole is not SetValue)
                return default;
            var found = whole.Contains(element, scratch, depth);
            if (found.IsError)
                return found;
            result = Combine(result, found, wantsAll);
            scratch.Release(mark);
        }
    }

    private static PolicyValue ProbeNumbered(SetSource whole, SetSource part, PolicyScratch scratch, int depth, bool wantsAll)
    {
        var numbers = scratch.Rent<ValueNumbers>();
        var members = numbers.AddMembers(whole, scratch, depth);
        if (members.IsError)
            return members;
        var result = (PolicyValue)wantsAll;
        var reader = part.Read(scratch);
        while (true)
        {
            var (mark, known) = (scratch.Mark(), numbers.Count);
            if (!reader.MoveNext(scratch, out var element))
                return result;
            if (!numbers.TryGet(element, scratch, depth + 1, out var number, out var error))
                return error;
            result = Combine(result, numbers.IsMember(number), wantsAll);
            if (numbers.Count == known)
                scratch.Release(mark);
        }
    }

    private static PolicyValue Combine(in PolicyValue soFar, in PolicyValue found, bool wantsAll) => wantsAll ? soFar.Bool && found.Bool : soFar.Bool || found.Bool;
}
