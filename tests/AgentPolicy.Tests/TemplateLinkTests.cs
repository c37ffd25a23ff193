using AgentPolicy.Tests.Support;

namespace AgentPolicy.Tests;

public sealed class TemplateLinkTests
{
    private const string Text = """
        @id("all") permit(principal == Agent::"root", action, resource);
        @id("share") @reason("shared") permit(principal in ?principal, action == Action::"read", resource == ?resource) when { context.n < 3 };
        @id("ban") @reason("banned") forbid(principal is Agent in ?principal, action, resource);
        """;

    private static readonly EntityUid s_alice = new("Agent", "alice");
    private static readonly EntityUid s_team = new("Team", "red");
    private static readonly EntityUid s_doc = new("Doc", "a");
    private static readonly EntityStore s_entities = EntityStore.Create(new Entity(s_alice, parents: [s_team]));

    private readonly PolicySet _set = PolicySet.Parse(Text, path: "a.cedar");

    [Fact]
    public void Link_TemplateWithTwoSlots_DecidesForItsEntities()
    {
        var linked = _set.Link("share", "team-reads-a", s_team, s_doc);
        Assert.Equal("NotPermitted ", Decide(_set, s_alice, "read", s_doc));
        Assert.Equal("Permitted team-reads-a", Decide(linked, s_alice, "read", s_doc));
        Assert.Equal("NotPermitted ", Decide(linked, s_alice, "read", new("Doc", "b")));
        Assert.Equal("NotPermitted ", Decide(linked, s_alice, "write", s_doc));
        Assert.Equal("NotPermitted ", Decide(linked, new("Agent", "bob"), "read", s_doc));
        Assert.Equal("NotPermitted ", Decide(linked, s_alice, "read", s_doc, n: 3));
        Assert.Equal("Permitted all", Decide(linked, new("Agent", "root"), "read", s_doc));
    }

    [Fact]
    public void Link_SetsBeforeAndAfter_StayAsTheyAre()
    {
        var one = _set.Link("share", "one", s_team, s_doc);
        var two = one.Link("ban", "two", s_alice);
        Assert.Equal([1, 2, 3], new[] { _set, one, two }.Select(set => set.Policies.Count));
        Assert.Equal("NotPermitted ", Decide(_set, s_alice, "read", s_doc));
        Assert.Equal("Permitted one", Decide(one, s_alice, "read", s_doc));
        Assert.Equal("Forbidden two", Decide(two, s_alice, "read", s_doc));
        Assert.Equal(["share", "ban"], two.Templates.Select(template => template.Id));
    }

    [Fact]
    public void Link_Policy_IsDescribedByItsTemplate()
    {
        var info = _set.Link("share", "new", s_team, s_doc).Policies[^1];
        Assert.Equal(("new", "new", PolicyEffect.Permit, PolicyPhase.Input, "shared", "a.cedar", 2), (info.Id, info.PositionalId, info.Effect, info.Phase, info.Reason, info.Path, info.Line));
    }

    [Fact]
    public void Link_SeveralThatDecide_AreNamedInTheOrderOfLinking()
    {
        var set = PolicySet.Parse("@id(\"t\") permit(principal == ?principal, action, resource); @id(\"last\") permit(principal, action, resource) when { true };");
        var linked = set.Link([new("t", "z", s_alice), new("t", "b", s_team), new("t", "a", s_alice)]);
        var explanation = new PolicyEngine(linked).Explain(Request(s_alice, "read", s_doc, 1));
        Assert.Equal(["last", "z", "a"], explanation.DeterminingPolicies.Select(policy => policy.Id));
        Assert.Equal("last", explanation.Decision.Policy.Id);
    }

    [Fact]
    public void Link_ForbidThatErrs_FailsClosedOrIsSkipped()
    {
        const string Policies = "permit(principal, action, resource); @id(\"t\") forbid(principal == ?principal, action, resource) when { context.missing };";
        Assert.Equal("ForbidFailed l", Decide(PolicySet.Parse(Policies).Link("t", "l", s_alice), s_alice, "read", s_doc));
        Assert.Equal("Permitted policy0", Decide(PolicySet.Parse(Policies).Link("t", "l", s_alice), s_team, "read", s_doc));
        Assert.Equal("Permitted policy0", Decide(PolicySet.Parse(Policies, new() { ErrorMode = ErrorMode.Cedar }).Link("policy1", "l", s_alice), s_alice, "read", s_doc));
    }

    [Fact]
    public void Link_OutputTemplate_IsAskedAfterTheCall()
    {
        var set = PolicySet.Parse("permit(principal, action, resource); @id(\"t\") forbid(principal == ?principal, action, resource) when { context.output == \"secret\" };");
        Assert.False(set.HasOutputPolicies);
        var linked = set.Link("t", "l", s_alice);
        Assert.True(linked.HasOutputPolicies);
        var request = new PolicyRequest(s_alice, new("Action", "a"), s_doc, new Dictionary<string, object?> { ["output"] = "secret" });
        Assert.Equal(DecisionCause.Permitted, new PolicyEngine(linked).Evaluate(request).Cause);
        Assert.Equal(DecisionCause.Forbidden, new PolicyEngine(linked).Evaluate(request with { Phase = PolicyPhase.Output }).Cause);
    }

    public static TheoryData<string, TemplateLink> Faults => new()
    {
        { "No template has the id 'shrae'; did you mean 'share'?", new("shrae", "x", s_alice, s_doc) },
        { "No template has the id 'all'.", new("all", "x") },
        { "No template has the id 'policy1'.", new("policy1", "x", s_alice, s_doc) },
        { "The policy 'x' is linked to the template 'share' without an entity for its slot '?resource'; name one.", new("share", "x", s_alice) },
        { "The policy 'x' is linked to the template 'share' without an entity for its slot '?principal'; name one.", new("share", "x", null, s_doc) },
        { "The policy 'x' has an entity for '?resource', which is no slot of the template 'ban'; leave it out.", new("ban", "x", s_alice, s_doc) },
        { "The id 'all' is that of another policy or template; a linked policy needs one of its own.", new("ban", "all", s_alice) },
        { "The id 'policy0' is that of another", new("ban", "policy0", s_alice) },
        { "The id 'share' is that of another", new("ban", "share", s_alice) },
        { "The id 'policy2' is that of another", new("ban", "policy2", s_alice) },
        { "The id 'first' is that of another", new("ban", "first", s_alice) },
        { "'' cannot be the id of a linked policy", new("ban", "", s_alice) },
        { "cannot be the id of a linked policy", new("ban", "\uD800", s_alice) },
        { "cannot be the id of a linked policy", new("ban", new string('a', (64 * 1024) + 1), s_alice) },
        { "cannot stand for '?principal'; an entity has a type", new("ban", "x", default(EntityUid)) },
        { "cannot stand for '?principal'", new("ban", "x", new EntityUid("Agent, action, resource); permit(principal", "a")) },
        { "cannot stand for '?principal'", new("ban", "x", new EntityUid("A :: B", "a")) },
        { "cannot stand for '?principal'", new("ban", "x", new EntityUid("A", "\uDC00")) },
        { "cannot stand for '?principal'", new("ban", "x", new EntityUid("A", new string('a', (64 * 1024) + 1))) },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Link_ThatCannotBe_IsRefusedAsAWhole(string message, TemplateLink link)
    {
        var error = Assert.Throws<ArgumentException>(() => _set.Link([new("ban", "first", s_team), link]));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Link_Nothing_IsTheSameSet() => Assert.Same(_set, _set.Link([]));

    [Fact]
    public void Link_Null_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => _set.Link(null!));
        Assert.Throws<ArgumentException>(() => _set.Link([null!]));
        Assert.Throws<ArgumentNullException>(() => _set.Link(null!, "x"));
        Assert.Throws<ArgumentNullException>(() => _set.Link("ban", null!));
    }

    [Fact]
    public void Link_CedarMode_NamesTemplatesByPosition()
    {
        var set = PolicySet.Parse("@id(\"x\") permit(principal == ?principal, action, resource); @id(\"x\") forbid(principal == ?principal, action, resource);", new() { ErrorMode = ErrorMode.Cedar });
        Assert.Equal("Permitted l", Decide(set.Link("policy0", "l", s_alice), s_alice, "a", s_doc));
        Assert.Equal("Forbidden l", Decide(set.Link("policy1", "l", s_alice), s_alice, "a", s_doc));
        Assert.Throws<ArgumentException>(() => set.Link("x", "l", s_alice));
    }

    [Fact]
    public void Version_OfLinkedSets_TellsWhatDecides()
    {
        var one = _set.Link("ban", "a", s_alice);
        var versions = new[] { _set, one, _set.Link("ban", "b", s_alice), _set.Link("ban", "a", s_team), one.Link("ban", "b", s_alice), _set.Link("share", "a", s_alice, s_doc) }.Select(set => set.Version).ToArray();
        Assert.Equal(versions.Length, versions.Distinct().Count());
        Assert.All(versions, version => Assert.Equal(16, version.Length));
        Assert.Equal(one.Link("ban", "b", s_alice).Version, _set.Link([new("ban", "a", s_alice), new("ban", "b", s_alice)]).Version);
    }

    [Fact]
    public void ToJson_LinkedSet_IsReadBackAlike()
    {
        var linked = _set.Link([new("share", "l\"1", s_team, s_doc), new("ban", "l2", new EntityUid("N::Agent", "é\n"))]);
        var back = PolicySet.ParseJson(linked.ToJson());
        Assert.Equal(linked.ToJson(), back.ToJson());
        Assert.Contains("""{"templateId":"policy1","newId":"l\"1","values":{"?principal":{"type":"Team","id":"red"},"?resource":{"type":"Doc","id":"a"}}}""", linked.ToJson());
        Assert.Equal(linked.Policies.Select(policy => (policy.Id, policy.Effect, policy.Reason)), back.Policies.Select(policy => (policy.Id, policy.Effect, policy.Reason)));
        Assert.Equal("Permitted l\"1", Decide(back, s_alice, "read", s_doc));
        Assert.Equal("Forbidden l3", Decide(back.Link("ban", "l3", s_alice), s_alice, "read", s_doc));
        Assert.Throws<ArgumentException>(() => back.Link("ban", "l2", s_alice));
    }

    [Fact]
    public void ToCedar_LinkedSet_WritesLinkedPoliciesOut()
    {
        var linked = _set.Link([new("share", "l1", s_team, s_doc), new("ban", "policy9", s_alice)]);
        var back = PolicySet.Parse(linked.ToCedar());
        Assert.Equal(["all", "l1", "policy9"], back.Policies.Select(policy => policy.Id));
        Assert.Equal(["share", "ban"], back.Templates.Select(template => template.Id));
        Assert.Equal("shared", back.Policies[1].Reason);
        foreach (var set in new[] { linked, back })
        {
            Assert.Equal("Forbidden policy9", Decide(set, s_alice, "read", s_doc));
            Assert.Equal("Permitted l1", Decide(set, s_team, "read", s_doc));
        }
    }

    [Fact]
    public void Link_MoreThanASetHolds_IsRefused()
    {
        var links = Enumerable.Range(0, 100_000 - 3).Select(index => new TemplateLink("ban", "l" + index, s_alice)).ToList();
        var full = _set.Link(links);
        Assert.Equal(100_000 - 2, full.Policies.Count);
        Assert.Contains("more than 100000 policies", Assert.Throws<ArgumentException>(() => full.Link("ban", "one", s_alice)).Message);
        Assert.Contains("more than 100000 policies", Assert.Throws<ArgumentException>(() => _set.Link([.. links, new("ban", "one", s_alice)])).Message);
    }

    [Fact]
    public void Link_Decisions_AllocateNothing()
    {
        var engine = new PolicyEngine(_set.Link([.. Enumerable.Range(0, 50).Select(index => new TemplateLink("share", "l" + index, new EntityUid("Team", "t" + index), s_doc)), new("ban", "x", s_team)]), s_entities);
        var request = Request(s_alice, "read", s_doc, 1);
        Assert.Equal(0, Allocations.Bytes(() => engine.Evaluate(request)));
    }

    private static PolicyRequest Request(EntityUid principal, string action, EntityUid resource, int n) =>
        new(principal, new("Action", action), resource, new Dictionary<string, object?> { ["n"] = n });

    private static string Decide(PolicySet set, EntityUid principal, string action, EntityUid resource, int n = 1)
    {
        var engine = new PolicyEngine(set, s_entities);
        var request = Request(principal, action, resource, n);
        var decision = engine.Evaluate(request);
        Assert.Equal((decision.Cause, decision.Policy.Id), (engine.Explain(request).Decision.Cause, engine.Explain(request).Decision.Policy.Id));
        return decision.Cause + " " + decision.Policy.Id;
    }
}
