namespace AgentPolicy.Language.Binding;

/// <summary>
/// Paths that are known to be there once an expression has given a certain answer; null stands for none. Where the answer is impossible, all are: whatever
/// follows it is never evaluated.
/// </summary>
internal sealed class FactSet
{
    public static readonly FactSet All = new(null);

    private readonly HashSet<int>? _paths;

    private FactSet(HashSet<int>? paths) => _paths = paths;

    /// <summary>The paths; null where all are known.</summary>
    public IReadOnlyCollection<int>? Paths => _paths;

    public static FactSet Of(params int[] paths) => new([.. paths]);

    public bool Contains(int path) => _paths is null || _paths.Contains(path);

    public FactSet Copy() => _paths is null ? this : new FactSet([.. _paths]);

    /// <summary>What is in one of the two. Takes both over: the smaller goes into the larger, so that a long chain costs no more than its length.</summary>
    public static FactSet? Union(FactSet? left, FactSet? right)
    {
        if (left is null || right is null)
            return left ?? right;
        if (left._paths is null || right._paths is null)
            return All;
        var (small, large) = left._paths.Count < right._paths.Count ? (left, right) : (right, left);
        large._paths!.UnionWith(small._paths!);
        return large;
    }

    /// <summary>What is in both.</summary>
    public static FactSet? Intersect(FactSet? left, FactSet? right)
    {
        if (left is null || right is null)
            return null;
        if (left._paths is null || right._paths is null)
            return left._paths is null ? right : left;
        var (small, large) = left._paths.Count < right._paths.Count ? (left, right) : (right, left);
        HashSet<int> both = [.. small._paths!.Where(large.Contains)];
        return both.Count == 0 ? null : new FactSet(both);
    }
}

/// <summary>What is known at the place in a policy that is being checked.</summary>
internal sealed class KnownFacts
{
    private readonly HashSet<int> _paths = [];
    private readonly List<int> _added = [];
    private int _impossible;

    /// <summary>How far to forget again.</summary>
    public (int Added, int Impossible) Mark => (_added.Count, _impossible);

    public bool Contains(int path) => _impossible > 0 || _paths.Contains(path);

    public void Assume(FactSet? facts)
    {
        if (facts is null)
            return;
        if (facts.Paths is null)
        {
            _impossible++;
            return;
        }

        foreach (var path in facts.Paths)
        {
            if (_paths.Add(path))
                _added.Add(path);
        }
    }

    public void Forget((int Added, int Impossible) mark)
    {
        for (var i = mark.Added; i < _added.Count; i++)
            _paths.Remove(_added[i]);
        _added.RemoveRange(mark.Added, _added.Count - mark.Added);
        _impossible = mark.Impossible;
    }
}

/// <summary>
/// What is known behind a chain that stopped early (a false <c>&amp;&amp;</c>, a true <c>||</c>): whatever is known at each of the operands that can have
/// stopped it.
/// </summary>
internal sealed class StopFacts
{
    private FactSet? _known;
    private FactSet? _open = FactSet.All;
    private bool _isEnded;

    public FactSet? Result => _isEnded ? _known : FactSet.Union(_known, _open);

    /// <summary>The next operand, with what is known where the chain stops at it, which is taken over, and where it goes on.</summary>
    public void Add(FactSet? stop, FactSet? pass)
    {
        if (_isEnded)
            return;
        _open = FactSet.Intersect(_open, stop);
        // What an operand that was passed has shown is known at all later ones too.
        _known = FactSet.Union(_known, FactSet.Intersect(pass, _open)?.Copy());
        _isEnded = pass is { Paths: null };
    }
}
