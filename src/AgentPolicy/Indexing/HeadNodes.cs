using AgentPolicy.Entities;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Indexing;

/// <summary>Policies by what they ask of the principal, and below by what they ask of the resource.</summary>
internal sealed class PrincipalNode : ScopeNode<ResourceNode>
{
    private readonly PairMap? _pairs;
    private bool _isPairsAlone;

    private PrincipalNode(PairMap? pairs) => _pairs = pairs;

    /// <summary>The policies by who and what they name, where all of them name both; otherwise null.</summary>
    public PairMap? Pairs => _isPairsAlone ? _pairs : null;

    public static PrincipalNode Build(EquatableArray<PolicyHead> heads, int[] policies, EntityTable uids, IndexBudget budget)
    {
        var node = new PrincipalNode(PairMap.Create(heads, policies, uids, out var others));
        node.Fill(policy => heads[policy].Principal, others, uids, group => ResourceNode.Build(heads, group, uids, budget));
        node._isPairsAlone = others.Length == 0;
        return node;
    }

    public override void Collect(PolicySearch search)
    {
        if (_pairs is not null)
            search.Add(_pairs.Find(search.PrincipalNumber, search.ResourceNumber));
        base.Collect(search);
    }

    protected override bool HasOthers => _pairs is not null;

    protected override void Collect(ResourceNode child, PolicySearch search) => child.Collect(search);

    protected override int[]? AlwaysOf(ResourceNode child) => child.Always;

    protected override bool AsksAttributes(ResourceNode child) => child.ReadsAttributes;

    protected override ScopeMembers Members(PolicySearch search) => search.Principal;

    protected override string TypeOf(PolicySearch search) => search.PrincipalType;
}

/// <summary>Policies by what they ask of the resource, and below by what their conditions ask first.</summary>
internal sealed class ResourceNode : ScopeNode<TestNode>
{
    private ResourceNode()
    {
    }

    public static ResourceNode Build(EquatableArray<PolicyHead> heads, int[] policies, EntityTable uids, IndexBudget budget)
    {
        var node = new ResourceNode();
        node.Fill(policy => heads[policy].Resource, policies, uids, group => TestNode.Build(heads, group, 0, budget));
        return node;
    }

    protected override void Collect(TestNode child, PolicySearch search) => child.Collect(search);

    protected override int[]? AlwaysOf(TestNode child) => child.Always;

    protected override bool AsksAttributes(TestNode child) => child.Always is null;

    protected override ScopeMembers Members(PolicySearch search) => search.Resource;

    protected override string TypeOf(PolicySearch search) => search.ResourceType;
}
