namespace AgentPolicy.Indexing;

/// <summary>The groups of policies that could matter for an action. Immutable.</summary>
internal sealed class ActionGroups
{
    /// <summary>So many policies of several groups are listed for each action; more would take memory for every action that there is.</summary>
    private const int MaxListed = 64;

    private readonly int[] _groups;
    private readonly int[]?[] _always;

    public ActionGroups(PolicyIndex index, int[] groups)
    {
        _groups = groups;
        ReadsAttributes = groups.Any(group => Enum.GetValues<PolicyKind>().Any(kind => index.NodeOf(group, kind) is { ReadsAttributes: true }));
        _always = [.. Enum.GetValues<PolicyKind>().Select(kind => ListAlways([.. groups.Select(group => index.NodeOf(group, kind)).OfType<PrincipalNode>()]))];
    }

    /// <summary>Whether attributes are asked to find which policies could matter.</summary>
    public bool ReadsAttributes { get; }

    public ReadOnlySpan<int> Groups => _groups;

    /// <summary>The policies of a kind in the order of the set, where they could matter whatever else is asked; null where that depends.</summary>
    public int[]? Always(PolicyKind kind) => _always[(int)kind];

    private static int[]? ListAlways(PrincipalNode[] nodes)
    {
        if (nodes is [var only])
            return only.Always;
        if (!Array.TrueForAll(nodes, node => node.Always is not null) || nodes.Sum(node => node.Always!.Length) > MaxListed)
            return null;
        return [.. nodes.SelectMany(node => node.Always!).Order()];
    }
}
