using AgentPolicy.Compiled;
using AgentPolicy.Tests.Governance;

namespace AgentPolicy.Tests.Entities;

/// <summary>In a tool call the action's groups are <c>call_tool</c> and what the schema says of either; no store adds to them.</summary>
public sealed class ToolCallViewTests
{
    private const string Schema = "entity Agent, Tool, Role; action ping in [net] appliesTo { principal: Agent, resource: Tool }; action net in [any]; action any; action call_tool in [governed]; action governed;";

    [Theory]
    [InlineData("Action::\"ping\"", true)]
    [InlineData("Action::\"call_tool\"", true)]
    [InlineData("Action::\"net\"", true)]
    [InlineData("Action::\"any\"", true)]
    [InlineData("Action::\"governed\"", true)]
    [InlineData("Action::\"admin\"", false)]
    public void Action_UnderASchema_IsInItsGroupsAndInThoseOfCallTool(string group, bool isIn)
    {
        var engine = new PolicyEngine(PolicySet.Parse($"permit(principal, action in {group}, resource);", new() { Schema = CedarSchema.Parse(Schema) }));
        Assert.Equal(isIn, IsAllowed(engine));
        var many = string.Join(", ", Enumerable.Range(0, 20).Select(i => $"Action::\"filler{i}\"").Append(group));
        engine = new PolicyEngine(PolicySet.Parse($"permit(principal, action, resource) when {{ action in [{many}] }};", new() { Schema = CedarSchema.Parse(Schema) }));
        Assert.Equal(isIn, IsAllowed(engine));
    }

    [Fact]
    public void Action_ThatTheStorePutsInAGroup_IsNotInIt()
    {
        var store = EntityStore.Create(
            new Entity(new("Action", "ping"), new Dictionary<string, object?> { ["a"] = 1 }, [new("Action", "admin")]),
            new Entity(new("Action", "call_tool"), parents: [new("Action", "admin")]));
        Assert.False(IsAllowed(new PolicyEngine(PolicySet.Parse("permit(principal, action in Action::\"admin\", resource);"), store)));
        Assert.False(IsAllowed(new PolicyEngine(PolicySet.Parse("permit(principal, action, resource) when { action has a };"), store)));
        Assert.True(IsAllowed(new PolicyEngine(PolicySet.Parse("permit(principal, action in Action::\"call_tool\", resource);"), store)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void Member_OfTheTool_IsInTheToolsGroupsHoweverManyAreAskedFor(int fillers)
    {
        var groups = Enumerable.Range(0, fillers).Select(i => $"Action::\"filler{i}\"");
        foreach (var group in new[] { "call_tool", "net", "any", "governed" })
        {
            var many = string.Join(", ", groups.Append($"Action::\"{group}\""));
            var set = PolicySet.Parse($"permit(principal, action, resource) when {{ principal in [{many}] }};", new() { Schema = CedarSchema.Parse(Schema) });
            Assert.True(GovernedPipeline.Begin(new PolicyEngine(set), default(PingArguments), new AgentIdentity(new Member())).IsAllowed, group);
        }
    }

    // Stores put agents into actions, and those into groups, as they like: the index and the policies have to find the same.
    [Theory]
    [InlineData("Action::\"ping\"", "Action::\"banned\"", "Action::\"ping\"")]
    [InlineData("Action::\"ping\"", "Action::\"banned\"", "Action::\"banned\"")]
    [InlineData("Action::\"ping\"", "Action::\"banned\"", "Action::\"call_tool\"")]
    [InlineData("Action::\"ping\"", "Action::\"banned\"", "Action::\"admin\"")]
    [InlineData("Action::\"other\"", "Action::\"ping\"", "Action::\"banned\"")]
    [InlineData("Action::\"other\"", "Action::\"ping\"", "Action::\"call_tool\"")]
    [InlineData("Action::\"other\"", "Action::\"ping\"", "Action::\"ping\"")]
    public void Member_OfAnAction_IsFoundInTheSameGroupsWithTheIndexAndWithout(string parent, string grandparent, string group)
    {
        var (first, second) = (Uid(parent), Uid(grandparent));
        var store = EntityStore.Create(
            new Entity(new("Agent", "a"), parents: [first]),
            new Entity(first, parents: [second]),
            new Entity(new("Action", "call_tool"), parents: [new("Action", "admin")]));
        foreach (var identity in new[] { new AgentIdentity(new EntityUid("Agent", "a")), new AgentIdentity(new Member()) })
        {
            foreach (var policies in new[] { $"permit(principal in {group}, action, resource);", $"permit(principal, action, resource); forbid(principal in {group}, action, resource);" })
            {
                var set = PolicySet.Parse(policies);
                var causes = new[] { set, set.WithoutIndex() }.Select(asked => new PolicyEngine(asked, store)).SelectMany(engine => Enumerable.Repeat(engine, 2))
                    .Select(engine => GovernedPipeline.Begin(engine, default(PingArguments), identity).Decision.Cause);
                Assert.Single(causes.Distinct());
            }
        }
    }

    private static EntityUid Uid(string text) => new("Action", text.Split('"')[1]);

    private static bool IsAllowed(PolicyEngine engine) => GovernedPipeline.Begin(engine, default(PingArguments), new AgentIdentity(new EntityUid("Agent", "a"))).IsAllowed;

    private sealed class Member : IPolicyPrincipal
    {
        public string Id => "m";

        public string EntityType => "Agent";

        public IReadOnlyCollection<EntityUid> Parents => [new("Action", "ping")];

        public int SlotCount => 0;

        public string GetName(int slot) => "";

        public int FindSlot(string name) => -1;

        public PolicyValue GetValue(int slot, PolicyScratch scratch) => default;
    }
}
