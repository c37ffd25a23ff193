using AgentPolicy.Tests.Support;

namespace AgentPolicy.Tests.Entities;

public sealed class OverlayTests
{
    [Fact]
    public void Overlay_ThatPutsAnActionInAGroup_IsNotBelieved()
    {
        var schema = CedarSchema.Parse("entity Agent, Tool; action act appliesTo { principal: Agent, resource: Tool }; action reads; action other in reads appliesTo { principal: Agent, resource: Tool };");
        var set = PolicySet.Parse("permit(principal, action in Action::\"reads\", resource);", new() { Schema = schema });
        var engine = new PolicyEngine(set);
        var overlay = EntityStore.Create(
            new Entity(new("Action", "act"), parents: [new("Action", "reads")]),
            new Entity(new("Agent", "a"), parents: [new("Agent", "b")]));
        Assert.False(engine.Evaluate(new PolicyRequest(new("Agent", "a"), new("Action", "act"), new("Tool", "t"), entities: overlay)).IsAllowed);
        Assert.True(engine.Evaluate(new PolicyRequest(new("Agent", "a"), new("Action", "other"), new("Tool", "t"), entities: overlay)).IsAllowed);
    }

    [Fact]
    public void In_ManyTargetsUnderAnOverlay_AgreesWithOneByOne()
    {
        var engine = new PolicyEngine(
            PolicySet.Parse("permit(principal, action, resource) when { principal in context.groups };"),
            EntityStore.Create(new Entity(new("Group", "mid"), parents: [new("Group", "top")])));
        var overlay = EntityStore.Create(new Entity(new("Agent", "a"), parents: [new("Group", "mid"), new("Group", "low")]), new Entity(new("Group", "low"), parents: [new("Group", "base")]));
        foreach (var (target, isMember) in new[] { ("top", true), ("mid", true), ("base", true), ("none", false) })
        {
            foreach (var fillers in new[] { 0, 5, 8, 9, 500 })
            {
                var groups = Enumerable.Range(0, fillers).Select(i => new EntityUid("Group", $"filler{i}")).Append(new("Group", target)).ToArray();
                var request = new PolicyRequest(new("Agent", "a"), new("Action", "x"), new("Tool", "t"), new Dictionary<string, object?> { ["groups"] = groups }, overlay);
                Assert.Equal(isMember, engine.Evaluate(request).IsAllowed);
            }
        }
    }

    [Fact]
    public void In_ManyTargetsUnderALargeOverlay_WalksTheHierarchyOnce()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource) when { principal in context.groups };"));
        var groups = Enumerable.Range(0, 1_000).Select(i => new EntityUid("Group", $"{i}")).ToArray();
        var overlay = EntityStore.Create([new Entity(new("Agent", "a"), parents: groups), .. groups.Select(group => new Entity(group))]);
        var strangers = Enumerable.Range(0, 500_000).Select(i => new EntityUid("Group", $"stranger{i}")).ToArray();
        var request = new PolicyRequest(new("Agent", "a"), new("Action", "x"), new("Tool", "t"), new Dictionary<string, object?> { ["groups"] = strangers }, overlay);

        // A walk for each target would touch five hundred million groups.
        LinearTime.Ends(() => Assert.False(engine.Evaluate(request).IsAllowed));
    }
}
