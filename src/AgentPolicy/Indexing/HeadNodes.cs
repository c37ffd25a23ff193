using AgentPolicy.Entities;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Indexing;

/// <summary>Policies by what they ask of the principal, and below by what they ask of the resource.</summary>
internal sealed class PrincipalNode : ScopeNode<ResourceNode>
{
    private PrincipalNode()
    {
    }

    public static PrincipalNode Build(EquatableArray<PolicyHead> heads, int[] policies, EntityTable uids)
    {
        var node = new PrincipalNode();
        node.Fill(policy => heads[policy].Principal, policies, uids, group => ResourceNode.Build(heads, group, uids));
        return node;
    }

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

    public static ResourceNode Build(EquatableArray<PolicyHead> heads, int[] policies, EntityTable uids)
    {
        var node = new ResourceNode();
        node.Fill(policy => heads[policy].Resource, policies, uids, group => TestNode.Build(heads, group, 0));
        return node;
    }

    protected override void Collect(TestNode child, PolicySearch search) => child.Collect(search);

    protected override int[]? AlwaysOf(TestNode child) => child.Always;

    protected override bool AsksAttributes(TestNode child) => child.Always is null;

    protected override ScopeMembers Members(PolicySearch search) => search.Resource;

    protected override string TypeOf(PolicySearch search) => search.ResourceType;
}
