using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>Whose attribute something is: a tool's, an action's, an entity type's.</summary>
internal readonly record struct PathOwner(string Kind, string Name)
{
    public const string Tool = "tool";
    public const string Action = "action";
    public const string Type = "type";

    public string Quoted => Excerpt.Quote(Name);

    public override string ToString() => Kind + " " + Quoted;
}

internal readonly record struct PathAlternative(PathOwner Owner, PathType Type);

/// <summary>
/// Where a path leads in every request that a policy may be asked about: one alternative for each tool, action or entity type.
/// Steps are remembered, and nodes shared by policies with equal heads, so that a name costs its look-ups in all alternatives only once.
/// </summary>
/// <param name="alternatives">One at least.</param>
/// <param name="isEvery">Whether every alternative must have a name that is read without a guard (parts of a context), or any of them (of an entity).</param>
internal sealed class PathNode(IReadOnlyList<PathAlternative> alternatives, bool isEvery)
{
    public static readonly PathNode Open = new([new PathAlternative(default, PathType.Open)], isEvery: false);

    private readonly Dictionary<string, PathStep> _steps = new(StringComparer.Ordinal);

    public IReadOnlyList<PathAlternative> Alternatives => alternatives;

    public PathKind Kind => alternatives[0].Type.Kind;

    /// <summary>Whether nothing that it can be has attributes.</summary>
    public bool IsValue => alternatives.All(alternative => alternative.Type.Kind == PathKind.Value);

    /// <summary>Every name that an alternative has.</summary>
    public IEnumerable<string> Names => alternatives.SelectMany(alternative => alternative.Type.Names).Distinct(StringComparer.Ordinal);

    public PathStep Find(string name)
    {
        if (ReferenceEquals(this, Open))
            return PathStep.Open;
        if (!_steps.TryGetValue(name, out var step))
            _steps.Add(name, step = FindStep(name));
        return step;
    }

    private PathStep FindStep(string name)
    {
        var found = new List<PathAlternative>();
        var entities = new List<AnyEntityPathType>();
        var lacking = new OwnerList();
        (PathOwner Owner, string Reason)? unread = null;
        foreach (var (owner, type) in alternatives)
        {
            var lookup = type.Find(name);
            if (lookup.Type is null)
                lacking.Add(owner);
            else if (lookup.Type is AnyEntityPathType any)
                entities.Add(any);
            else
                found.Add(new PathAlternative(lookup.Type.EntityType is { } entity ? new PathOwner(PathOwner.Type, entity) : owner, lookup.Type));
            if (lookup.Unread is not null)
                unread ??= (owner, lookup.Unread);
        }

        if (entities.Count > 0)
            found.AddRange(AnyEntityPathType.Expand(entities));

        // What can be of several types need not have a name in each of them.
        return new PathStep(Collapse(found, isEvery && entities.Count == 0), isEvery && lacking.Count > 0, lacking, unread);
    }

    // Where all are alike there is no need to keep them apart: most names of a thousand tools lead to a String in each.
    private PathNode? Collapse(List<PathAlternative> found, bool every)
    {
        if (found.Count == 0)
            return null;
        var first = found[0].Type;
        if (first.Kind is PathKind.Record or PathKind.Input || found.Exists(alternative => alternative.Type != first))
            return new PathNode(found, every);
        return first.Kind == PathKind.Open ? Open : new PathNode([found[0]], every);
    }
}

/// <param name="Node">Where the name leads; null where no alternative has it.</param>
/// <param name="NeedsGuard">Whether the name is read safely only behind a <c>has</c>.</param>
/// <param name="Lacking">Who does not have it.</param>
/// <param name="Unread">Who has it where no policy can read it, the first of them, and why not.</param>
internal sealed record PathStep(PathNode? Node, bool NeedsGuard, OwnerList Lacking, (PathOwner Owner, string Reason)? Unread)
{
    public static readonly PathStep Open = new(PathNode.Open, false, new OwnerList(), null);
}

/// <summary>Counts owners and keeps the few that a message names.</summary>
internal sealed class OwnerList
{
    private const int Named = 3;

    private readonly List<PathOwner> _first = [];

    public int Count { get; private set; }

    public bool IsTools => IsAll(PathOwner.Tool);

    public void Add(PathOwner owner)
    {
        if (Count++ < Named)
            _first.Add(owner);
    }

    /// <summary>"the tool 'a'", "any of the tools 'a' and 'b'".</summary>
    public string DescribeAny() => Count == 1 ? ToString() : "any of " + ToString();

    /// <summary>"the tool 'a'", "the tools 'a', 'b', 'c' and 5 more", "the tool 'a' and the action 'b'".</summary>
    public override string ToString()
    {
        if (Count < 2)
            return string.Concat(_first.Select(owner => "the " + owner));
        var isAlike = IsAll(_first[0].Kind);
        var names = _first.ConvertAll(owner => isAlike ? owner.Quoted : "the " + owner);
        var last = Count > Named ? FormattableString.Invariant($"{Count - Named} more") : names[names.Count - 1];
        var others = string.Join(", ", Count > Named ? names : names.Take(names.Count - 1));
        return (isAlike ? $"the {_first[0].Kind}s " : "") + others + " and " + last;
    }

    private bool IsAll(string kind) => _first.TrueForAll(owner => owner.Kind == kind);
}
