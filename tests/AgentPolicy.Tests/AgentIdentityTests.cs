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
    [InlineData("principal in Role::\"other\"")]
    [InlineData("principal has other")]
    [InlineData("context.session has id")]
    public void Policies_AskAnAgentOfWhatNobodySays_AreToldNothing(string condition)
    {
        var store = EntityStore.Create(new Entity(new("Agent", "a"), new Dictionary<string, object?> { ["level"] = "old" }, [new("Role", "none")]));
        var engine = new PolicyEngine(PolicySet.Parse($"permit(principal, action, resource) unless {{ {condition} }};"), store);
        Assert.True(GovernedPipeline.Begin(engine, default(PingArguments), new AgentIdentity(new EntityUid("Agent", "a")) { SessionId = null }).IsAllowed);
    }

    // An identity is made per call, often of a name alone; it must not make the engine forget whom it was told to stop.
    [Theory]
    [InlineData("principal in Group::\"suspended\"")]
    [InlineData("principal in Group::\"all\"")]
    [InlineData("principal in [Group::\"1\", Group::\"2\", Group::\"3\", Group::\"4\", Group::\"5\", Group::\"6\", Group::\"7\", Group::\"8\", Group::\"9\", Group::\"all\"]")]
    [InlineData("principal.hasTag(\"stop\")")]
    [InlineData("principal.user in Group::\"suspended\"")]
    [InlineData("principal.user.hasTag(\"stop\")")]
    public void Forbid_OfAGroupOrTagInTheStore_HoldsForEveryIdentity(string condition)
    {
        var uid = new EntityUid("Agent", "bot");
        var user = new EntityUid("User", "u");
        var bot = new Principal("Agent", "bot", new EntityUid("Role", "admin"));
        var engine = Forbidding(condition, Stopped(uid), Stopped(user));
        foreach (var identity in new[] { new AgentIdentity(uid, user), new AgentIdentity(bot, new Principal("User", "u", new EntityUid("Role", "admin"))) })
            AssertForbidden(engine, identity);
        if (condition.Contains("user", StringComparison.Ordinal))
            return;
        AssertForbidden(engine, new AgentIdentity(uid));
        AssertForbidden(engine, new AgentIdentity(bot));

        static Entity Stopped(EntityUid uid) => new(uid, parents: [new("Group", "suspended")], tags: new Dictionary<string, object?> { ["stop"] = true });
    }

    [Fact]
    public void Forbid_OfAnAttributeInTheStore_HoldsForAnAgentThatIsButAName()
    {
        var uid = new EntityUid("Agent", "bot");
        var engine = Forbidding("principal has risk && principal.risk > 5", new Entity(uid, new Dictionary<string, object?> { ["risk"] = 9 }));
        AssertForbidden(engine, new AgentIdentity(uid));
        AssertForbidden(engine, new AgentIdentity(uid, new EntityUid("User", "u")));
        engine = Forbidding("principal.risk > 5 || principal.user != User::\"u\"", new Entity(uid, new Dictionary<string, object?> { ["risk"] = 1 }));
        Assert.True(GovernedPipeline.Begin(engine, default(PingArguments), new AgentIdentity(uid, new EntityUid("User", "u"))).IsAllowed);
    }

    [Fact]
    public void User_ThatTheStoreNamesToo_HidesNobody()
    {
        var uid = new EntityUid("Agent", "bot");
        var owned = new Entity(uid, new Dictionary<string, object?> { ["user"] = new EntityUid("User", "owner") });
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource) when { principal.user == User::\"owner\" };"), EntityStore.Create(owned));
        Assert.True(GovernedPipeline.Begin(engine, default(PingArguments), new AgentIdentity(uid)).IsAllowed);
        foreach (var condition in new[] { "principal.user == User::\"owner\"", "principal.user == User::\"guest\"", "principal has user && false" })
        {
            var decision = GovernedPipeline.Begin(Forbidding(condition, owned), default(PingArguments), new AgentIdentity(uid, new EntityUid("User", "guest"))).Decision;
            Assert.Equal((DecisionCause.ForbidFailed, PolicyErrorKind.UnreadableInput), (decision.Cause, decision.Error.Kind));
        }
    }

    [Fact]
    public void Policies_AskAnAgentThatTheStoreKnows_AllocateNothing()
    {
        var uid = new EntityUid("Agent", "bot");
        var known = new Entity(uid, new Dictionary<string, object?> { ["risk"] = 1 }, [new("Group", "bots")]);
        var engine = new PolicyEngine(
            PolicySet.Parse("permit(principal in Group::\"bots\", action, resource) when { principal.risk == 1 && principal.user == User::\"u\" };"), EntityStore.Create(known));
        var identity = new AgentIdentity(uid, new EntityUid("User", "u"));
        Assert.True(GovernedPipeline.Begin(engine, default(PingArguments), identity).IsAllowed);
        Assert.Equal(0, Support.Allocations.Bytes(() => GovernedPipeline.Begin(engine, default(PingArguments), identity)));
    }

    private static PolicyEngine Forbidding(string condition, params Entity[] entities) => new(
        PolicySet.Parse($"permit(principal, action, resource); forbid(principal, action, resource) when {{ {condition} }};"),
        EntityStore.Create([.. entities, new Entity(new("Group", "suspended"), parents: [new("Group", "all")])]));

    private static void AssertForbidden(PolicyEngine engine, AgentIdentity identity)
    {
        foreach (var asked in new IPolicyEngine[] { engine, new ForeignEngine(engine) })
            Assert.Equal(DecisionCause.Forbidden, GovernedPipeline.Begin(asked, default(PingArguments), identity).Decision.Cause);
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
