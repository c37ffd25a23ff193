using AgentPolicy.Compiled;
using AgentPolicy.Tests.Governance;

namespace AgentPolicy.Tests;

public sealed class AgentIdentityTests
{
    [Fact]
    public void Constructor_WhatNamesNobody_Throws()
    {
        Assert.Throws<ArgumentException>(() => new AgentIdentity(default(EntityUid)));
        Assert.Throws<ArgumentNullException>(() => new AgentIdentity(null!, null));
        Assert.Throws<ArgumentException>(() => new AgentIdentity(new Principal("", "id")));
        Assert.Throws<ArgumentException>(() => new AgentIdentity(new Principal("Agent", null!)));
        Assert.Throws<ArgumentException>(() => new AgentIdentity(new Principal("Agent", "a"), new Principal("", "u")));
    }

    [Theory]
    [InlineData("Action")]
    [InlineData("Bank::Action")]
    public void Constructor_Action_Throws(string type)
    {
        Assert.Throws<ArgumentException>(() => new AgentIdentity(new EntityUid(type, "send_money")));
        Assert.Throws<ArgumentException>(() => new AgentIdentity(new EntityUid("Agent", "a"), new EntityUid(type, "send_money")));
        Assert.NotNull(new AgentIdentity(new EntityUid("Reaction", "a")));
    }

    [Fact]
    public void Constructor_AgentThatIsItsOwnUserOrMember_Throws()
    {
        Assert.Throws<ArgumentException>(() => new AgentIdentity(new Principal("Agent", "a"), new Principal("Agent", "a")));
        Assert.Throws<ArgumentException>(() => new AgentIdentity(new Principal("Agent", "a", new EntityUid("Agent", "a"))));
        Assert.Throws<ArgumentException>(() => new AgentIdentity(new Principal("Agent", "a", new EntityUid("User", "u")), new Principal("User", "u", new EntityUid("Agent", "a"))));
    }

    [Fact]
    public void Constructor_AgentWithAUserOfItsOwn_Throws() =>
        Assert.Throws<ArgumentException>(() => new AgentIdentity(new Principal("Agent", "a") { Attribute = "user" }));

    [Theory]
    [InlineData("principal.level == \"gold\" && principal.user == User::\"u\" && principal.user.level == \"gold\"")]
    [InlineData("principal in Role::\"admin\" && principal.user in Team::\"t\"")]
    [InlineData("principal in Org::\"o\"")]
    [InlineData("context.session.id == \"s\" && principal has user && !(principal has other)")]
    public void Policies_AskAgentUserAndSession_AreAnswered(string condition)
    {
        var store = EntityStore.Create(new Entity(new("Role", "admin"), parents: [new("Org", "o")]), new Entity(new("Agent", "a"), new Dictionary<string, object?> { ["level"] = "old" }, [new("Role", "none")]));
        var engine = new PolicyEngine(PolicySet.Parse($"permit(principal, action, resource) when {{ {condition} }};"), store);
        var identity = new AgentIdentity(new Principal("Agent", "a", new EntityUid("Role", "admin")), new Principal("User", "u", new EntityUid("Team", "t"))) { SessionId = "s" };
        Assert.True(GovernedPipeline.Begin(engine, default(PingArguments), identity).IsAllowed);
    }

    [Theory]
    [InlineData("principal has user")]
    [InlineData("principal in Role::\"none\"")]
    [InlineData("principal has level")]
    [InlineData("context.session has id")]
    public void Policies_AskAnAgentThatIsButAName_AreToldNothing(string condition)
    {
        // The identity's word on the agent stands in for the store's entirely.
        var store = EntityStore.Create(new Entity(new("Agent", "a"), new Dictionary<string, object?> { ["level"] = "old" }, [new("Role", "none")]));
        var engine = new PolicyEngine(PolicySet.Parse($"permit(principal, action, resource) unless {{ {condition} }};"), store);
        Assert.True(GovernedPipeline.Begin(engine, default(PingArguments), new AgentIdentity(new EntityUid("Agent", "a")) { SessionId = null }).IsAllowed);
    }

    private sealed class Principal(string type, string id, params EntityUid[] parents) : IPolicyPrincipal
    {
        public string Attribute { get; init; } = "level";

        public string Id => id;

        public string EntityType => type;

        public IReadOnlyCollection<EntityUid> Parents => parents;

        public int SlotCount => 1;

        public string GetName(int slot) => Attribute;

        public int FindSlot(string name) => name == Attribute ? 0 : -1;

        public PolicyValue GetValue(int slot, PolicyScratch scratch) => "gold";
    }
}
