namespace AgentPolicy.Indexing;

/// <summary>The groups of policies that could matter for an action. Immutable.</summary>
internal sealed class ActionGroups
{
    /// <summary>So many policies of several groups are listed for each action; more would take memory for every action that there is.</summary>
    private const int MaxListed = 64;

    private readonly int[] _groups;
    private readonly int[]?[] _always;
    private readonly PairMap?[] _pairs;

    public ActionGroups(PolicyIndex index, int[] groups)
    {
        _groups = groups;
        ReadsAttributes = groups.Any(group => Enum.GetValues<PolicyKind>().Any(kind => index.NodeOf(group, kind) is { ReadsAttributes: true }));
        PrincipalNode[][] nodes = [.. Enum.GetValues<PolicyKind>().Select(kind => groups.Select(group => index.NodeOf(group, kind)).OfType<PrincipalNode>().ToArray())];
        _always = [.. nodes.Select(ListAlways)];
        _pairs = [.. nodes.Select(ofKind => ofKind is [var only] ? only.Pairs : null)];
    }

    /// <summary>Whether attributes are asked to find which policies could matter.</summary>
    public bool ReadsAttributes { get; }

    public ReadOnlySpan<int> Groups => _groups;

    /// <summary>The policies of a kind in the order of the set, where they could matter whatever else is asked; null where that depends.</summary>
    public int[]? Always(PolicyKind kind) => _always[(int)kind];

    /// <summary>The policies of a kind by who and what they name, where all of them name both; otherwise null.</summary>
    public PairMap? Pairs(PolicyKind kind) => _pairs[(int)kind];

    private static int[]? ListAlways(PrincipalNode[] nodes)
    {
        if (nodes is [var only])
            return only.Always;
        if (!Array.TrueForAll(nodes, node => node.Always is not null) || nodes.Sum(node => node.Always!.Length) > MaxListed)
            return null;
        return [.. nodes.SelectMany(node => node.Always!).Order()];
    }
}
