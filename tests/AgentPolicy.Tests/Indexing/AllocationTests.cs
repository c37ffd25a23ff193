using AgentPolicy.Tests.Support;

namespace AgentPolicy.Tests.Indexing;

/// <summary>Finding the policies that could matter leaves nothing on the heap, whatever is known of the action.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const string Policies = """
        permit (principal, action == Action::"named", resource);
        permit (principal, action in Action::"group", resource);
        permit (principal, action, resource) when { resource has owner && resource.owner == principal };
        """;

    [Theory]
    [InlineData("named")]
    [InlineData("group")]
    [InlineData("member")]
    [InlineData("described")]
    [InlineData("unknown")]
    public void Evaluate_AnAction_AllocatesNothing(string action)
    {
        var entities = EntityStore.Create(
            new Entity(new EntityUid("Action", "named")),
            new Entity(new EntityUid("Action", "group")),
            new Entity(new EntityUid("Action", "member"), parents: [new EntityUid("Action", "group")]),
            new Entity(new EntityUid("Action", "described")));
        var engine = new PolicyEngine(PolicySet.Parse(Policies), entities);
        var request = new PolicyRequest(new EntityUid("Agent", "a"), new EntityUid("Action", action), new EntityUid("Tool", "t"));
        Assert.Equal(0, Allocations.Bytes(() => engine.Evaluate(request)));
    }
}
