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
