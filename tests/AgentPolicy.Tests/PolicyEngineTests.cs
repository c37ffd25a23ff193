using System.Text.Json;

namespace AgentPolicy.Tests;

public sealed class PolicyEngineTests
{
    private static readonly EntityUid s_agent = new("Agent", "assistant");
    private static readonly EntityUid s_action = new("Action", "send_money");
    private static readonly EntityUid s_tool = new("Tool", "bank");

    [Fact]
    public void Default_OfADecision_DeniesAndCanBeRead()
    {
        var decision = default(PolicyDecision);
        Assert.False(decision.IsAllowed);
        Assert.Equal(DecisionCause.NoDecision, decision.Cause);
        Assert.Same(PolicyInfo.None, decision.Policy);
        Assert.Equal(PolicyErrorKind.None, decision.Error.Kind);
        Assert.Equal("", decision.Version);
        Assert.Equal("Denied: nothing was decided.", decision.Message);
    }

    [Fact]
    public void Evaluate_NoPolicies_Denies() => Assert.Equal(DecisionCause.NotPermitted, Decide("").Cause);

    [Fact]
    public void Evaluate_PermitAndForbid_ForbidWins()
    {
        var decision = Decide("permit(principal, action, resource); @id(\"no\") @reason(\"Not today.\") forbid(principal, action, resource);");
        Assert.Equal(DecisionCause.Forbidden, decision.Cause);
        Assert.Equal("no", decision.Policy.Id);
        Assert.Equal("policy1", decision.Policy.PositionalId);
        Assert.Equal("Not today.", decision.Message);
    }

    [Theory]
    [InlineData(ErrorMode.FailClosed, DecisionCause.ForbidFailed)]
    [InlineData(ErrorMode.Cedar, DecisionCause.Permitted)]
    public void Evaluate_ForbidThatErrs_FollowsTheErrorMode(ErrorMode mode, DecisionCause cause)
    {
        var decision = Decide("permit(principal, action, resource); forbid(principal, action, resource) when { context.gone };", new() { ErrorMode = mode });
        Assert.Equal(cause, decision.Cause);
    }

    [Theory]
    [InlineData(ErrorMode.FailClosed)]
    [InlineData(ErrorMode.Cedar)]
    public void Evaluate_PermitThatErrs_IsNotSatisfied(ErrorMode mode)
    {
        var decision = Decide("@id(\"p\") permit(principal, action, resource) when { context.gone };", new() { ErrorMode = mode });
        Assert.Equal(DecisionCause.NotPermitted, decision.Cause);
        Assert.Equal("p", decision.Error.Policy.Id);
        Assert.Equal(PolicyErrorKind.AttributeMissing, decision.Error.Kind);
        Assert.Contains("'gone'", decision.Message);
    }

    [Fact]
    public void Evaluate_ConditionThatIsNoBool_Errs()
    {
        var decision = Decide("permit(principal, action, resource) when { \"true\" };");
        Assert.Equal(PolicyErrorKind.TypeMismatch, decision.Error.Kind);
        Assert.Contains("expected a Bool, found a String", decision.Message);
    }

    [Fact]
    public void Message_OfAForbidThatFailed_TellsItsReasonToo()
    {
        var decision = Decide("@id(\"limit\") @reason(\"More needs a person.\") forbid(principal, action, resource) when { context.gone };");
        Assert.Equal("More needs a person. (Policy 'limit' could not be evaluated: there is no attribute 'gone'.)", decision.Message);
    }

    [Fact]
    public void Evaluate_TwoUnsetUids_AreNotTheSameEntity()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource) when { context.a == context.b };"));
        var context = new Dictionary<string, object?> { ["a"] = default(EntityUid), ["b"] = (PolicyValue)default(EntityUid) };
        Assert.Equal(PolicyErrorKind.UnreadableInput, engine.Evaluate(new PolicyRequest(s_agent, s_action, s_tool, context)).Error.Kind);
    }

    [Fact]
    public void Evaluate_FailedForbidBeforeSatisfiedOne_NamesTheFirst()
    {
        var decision = Decide("@id(\"a\") forbid(principal, action, resource) when { context.gone }; @id(\"b\") forbid(principal, action, resource);");
        Assert.Equal(("a", DecisionCause.ForbidFailed), (decision.Policy.Id, decision.Cause));
        decision = Decide("@id(\"b\") forbid(principal, action, resource); @id(\"a\") forbid(principal, action, resource) when { context.gone };");
        Assert.Equal(("b", DecisionCause.Forbidden), (decision.Policy.Id, decision.Cause));
    }

    [Fact]
    public void Explain_SeveralPolicies_TellsAllOfThem()
    {
        const string Policies = """
            permit(principal, action, resource);
            @id("x") forbid(principal, action, resource);
            permit(principal, action, resource) when { context.gone };
            @id("y") forbid(principal, action, resource) when { context.gone };
            forbid(principal, action, resource) when { false };
            """;
        var explanation = Explain(Policies);
        Assert.Equal(["policy1", "policy3"], explanation.DeterminingPolicies.Select(policy => policy.PositionalId));
        Assert.Equal(["policy2", "policy3"], explanation.Errors.Select(error => error.Policy.PositionalId));
        Assert.Equal(["x", "y"], explanation.DeterminingPolicies.Select(policy => policy.Id));
        explanation = Explain(Policies, new() { ErrorMode = ErrorMode.Cedar });
        Assert.Equal(["policy1"], explanation.DeterminingPolicies.Select(policy => policy.PositionalId));
        Assert.Equal(["policy2", "policy3"], explanation.Errors.Select(error => error.Policy.PositionalId));
    }

    [Fact]
    public void Evaluate_RequestWithoutPrincipalActionOrResource_DeniesUnderAnyPolicy()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource);"));
        Assert.True(engine.Evaluate(new PolicyRequest(s_agent, s_action, s_tool)).IsAllowed);
        foreach (var request in new[] { default, new PolicyRequest(default, s_action, s_tool), new PolicyRequest(s_agent, default, s_tool), new PolicyRequest(s_agent, s_action, default) })
        {
            Assert.Equal(DecisionCause.UnusableInput, engine.Evaluate(request).Cause);
            Assert.Equal(DecisionCause.UnusableInput, engine.Explain(request).Decision.Cause);
        }
    }

    [Fact]
    public void Evaluate_ContextThatIsNoObject_DeniesUnderAnyPolicy()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource);"));
        foreach (var json in new[] { "[]", "null", "1", "\"{}\"" })
            Assert.Equal(DecisionCause.UnusableInput, engine.Evaluate(new PolicyRequest(s_agent, s_action, s_tool, JsonDocument.Parse(json).RootElement)).Cause);
        Assert.Equal(DecisionCause.UnusableInput, engine.Evaluate(new PolicyRequest<Throwing>(s_agent, s_action, s_tool, null!)).Cause);
    }

    [Fact]
    public void Evaluate_InputThatThrows_DeniesWithoutTellingItsText()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource) when { context has a }; permit(principal, action, resource);"));
        var decision = engine.Evaluate(new PolicyRequest<Throwing>(s_agent, s_action, s_tool, new Throwing()));
        Assert.Equal((DecisionCause.UnusableInput, PolicyErrorKind.Fault), (decision.Cause, decision.Error.Kind));
        Assert.Contains(nameof(InvalidTimeZoneException), decision.Message);
        Assert.DoesNotContain("secret", decision.Message);

        // What it rented before it was cut short is given back: the thread decides on as before.
        Assert.True(engine.Evaluate(new PolicyRequest(s_agent, s_action, s_tool)).IsAllowed);
    }

    [Fact]
    public void Evaluate_JsonThatWasDisposed_Denies()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource) when { context.a == 1 };"));
        var document = JsonDocument.Parse("{\"a\": 1}");
        var request = new PolicyRequest(s_agent, s_action, s_tool, document.RootElement);
        Assert.True(engine.Evaluate(request).IsAllowed);
        document.Dispose();
        Assert.False(engine.Evaluate(request).IsAllowed);
    }

    [Fact]
    public void Evaluate_InputThatAsksForADecisionItself_BothAreRight()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource) when { context.a == [context.b, \"x\"] };"));
        var context = new Reentrant(engine, new PolicyRequest(s_agent, s_action, s_tool, new Dictionary<string, object?> { ["a"] = new[] { "x", "y" }, ["b"] = "y" }));
        for (var i = 0; i < 3; i++)
            Assert.True(engine.Evaluate(new PolicyRequest<Reentrant>(s_agent, s_action, s_tool, context)).IsAllowed);
    }

    [Fact]
    public async Task Evaluate_ManyThreads_EachGetsItsOwnAnswer()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource) when { [context.a, 0].contains(context.b) };"));
        await Parallel.ForAsync(0, 64, async (i, cancellation) =>
        {
            await Task.Yield();
            for (var j = 0; j < 500; j++)
            {
                var context = new Dictionary<string, object?> { ["a"] = i, ["b"] = j % 2 == 0 ? i : i + 1 };
                Assert.Equal(j % 2 == 0, engine.Evaluate(new PolicyRequest(s_agent, s_action, s_tool, context)).IsAllowed);
            }
        });
    }

    [Fact]
    public void Evaluate_DeepestExpressionOnASmallStack_NeverOverflows()
    {
        var deep = string.Concat(Enumerable.Repeat("!(", 240)) + "context.a" + new string(')', 240);
        var engine = new PolicyEngine(PolicySet.Parse($"permit(principal, action, resource) when {{ {deep} }};"));
        var decision = default(PolicyDecision);
        var thread = new Thread(() => decision = engine.Evaluate(new PolicyRequest(s_agent, s_action, s_tool, new Dictionary<string, object?> { ["a"] = true })), 128 * 1024);
        thread.Start();
        thread.Join();
        Assert.True(decision.IsAllowed || decision.Error.Kind == PolicyErrorKind.TooDeep, decision.Message);
    }

    [Fact]
    public void Evaluate_ActionsOfTheSchema_AreInTheirGroups()
    {
        var schema = CedarSchema.Parse("entity Agent, Tool; action send_money in [write] appliesTo { principal: Agent, resource: Tool }; action write in [call_tool]; action call_tool;");
        var set = PolicySet.Parse("permit(principal, action in Action::\"call_tool\", resource);", new() { Schema = schema });
        Assert.True(new PolicyEngine(set).Evaluate(new PolicyRequest(s_agent, s_action, s_tool)).IsAllowed);
        Assert.False(new PolicyEngine(set).Evaluate(new PolicyRequest(s_agent, new("Action", "other"), s_tool)).IsAllowed);
    }

    [Fact]
    public void Constructor_ActionInAGroupThatTheSchemaDoesNotKnow_Throws()
    {
        var schema = CedarSchema.Parse("action send_money in [write]; action write;");
        var set = PolicySet.Parse("permit(principal, action, resource);", new() { Schema = schema });
        var error = Assert.Throws<ArgumentException>(() => new PolicyEngine(set, EntityStore.Create(new Entity(s_action, parents: [new("Action", "admin")]))));
        Assert.Contains("Action::\"admin\"", error.Message);
        Assert.NotNull(new PolicyEngine(set, EntityStore.Create(new Entity(s_action, parents: [new("Action", "write")]))));
    }

    private static PolicyDecision Decide(string policies, PolicySetOptions? options = null)
    {
        var engine = new PolicyEngine(PolicySet.Parse(policies, options));
        var request = new PolicyRequest(s_agent, s_action, s_tool);
        var decision = engine.Evaluate(request);
        Assert.Equal(decision.ToString(), engine.Explain(request).Decision.ToString());
        return decision;
    }

    private static PolicyExplanation Explain(string policies, PolicySetOptions? options = null) =>
        new PolicyEngine(PolicySet.Parse(policies, options)).Explain(new PolicyRequest(s_agent, s_action, s_tool));

    private sealed class Throwing : IPolicyRecord
    {
        public int SlotCount => 1;

        public string GetName(int slot) => "a";

        public int FindSlot(string name) => 0;

        public PolicyValue GetValue(int slot, PolicyScratch scratch) => throw new InvalidTimeZoneException("secret");
    }

    private readonly record struct Reentrant(PolicyEngine Engine, PolicyRequest Inner) : IPolicyRecord
    {
        public int SlotCount => 2;

        public string GetName(int slot) => slot == 0 ? "a" : "b";

        public int FindSlot(string name) => name switch { "a" => 0, "b" => 1, _ => -1 };

        public PolicyValue GetValue(int slot, PolicyScratch scratch)
        {
            Assert.True(Engine.Evaluate(Inner).IsAllowed);
            return slot == 0 ? scratch.Read(new[] { "x", "z" }) : "z";
        }
    }
}
