using AgentPolicy.Compiled;

namespace AgentPolicy.Tests.Governance;

public sealed class GovernedPipelineTests
{
    private static readonly PolicySet s_permitAll = PolicySet.Parse("permit(principal, action, resource);");
    private static readonly AgentIdentity s_identity = new(new EntityUid("Agent", "assistant"));

    [Fact]
    public void CallAs_WithoutAnIdentity_IsDeniedWhoeverActsAndWhateverTheHostAllows()
    {
        var engine = new PolicyEngine(s_permitAll, new AgentPolicyOptions { AllowAnonymous = true });
        Assert.Equal(DecisionCause.NoIdentity, GovernedPipeline.BeginAs(engine, default(PingArguments), null).Decision.Cause);
        using (AgentContext.Enter(s_identity))
        {
            Assert.Equal(DecisionCause.NoIdentity, GovernedPipeline.BeginAs(engine, default(PingArguments), null).Decision.Cause);
            Assert.Equal(DecisionCause.NoIdentity, GovernedPipeline.BeginTimedAs(engine, default(PingArguments), null).Decision.Cause);
        }

        Assert.True(GovernedPipeline.BeginAs(engine, default(PingArguments), s_identity).IsAllowed);
    }

    [Fact]
    public void Default_OfACall_DeniesWhateverIsDoneWithIt()
    {
        var call = default(GovernedCall);
        Assert.False(call.IsAllowed);
        Assert.IsType<PolicyDeniedException>(GovernedPipeline.Deny<PingArguments>(call));
        Assert.Throws<PolicyDeniedException>(() => GovernedPipeline.Complete<PingArguments>(default));
        Assert.Throws<PolicyDeniedException>(() => GovernedPipeline.Complete<PingArguments, int>(default, 1));
        Assert.Throws<PolicyDeniedException>(() => GovernedPipeline.CompleteOutput(default, new ReadFileArguments("a"), "text"));
        Assert.True(GovernedPipeline.CompleteAsync<PingArguments>(default, Task.CompletedTask).IsFaulted);
        Assert.True(GovernedPipeline.CompleteAsync<PingArguments>(default, ValueTask.CompletedTask).IsFaulted);
        Assert.True(GovernedPipeline.CompleteAsync<PingArguments, int>(default, Task.FromResult(1)).IsFaulted);
        Assert.True(GovernedPipeline.CompleteAsync<PingArguments, int>(default, new ValueTask<int>(1)).IsFaulted);
        var stream = GovernedPipeline.Stream<PingArguments, string>(default, default, HandWrittenTools.Elements("a")).GetAsyncEnumerator();
        Assert.True(stream.MoveNextAsync().IsFaulted);
    }

    [Fact]
    public void Complete_OfACallThatWasDeniedAndRanAllTheSame_HandsOutNothing()
    {
        var call = GovernedPipeline.Begin(new PolicyEngine(PolicySet.Parse("")), default(PingArguments), s_identity);
        Assert.Throws<PolicyDeniedException>(() => GovernedPipeline.Complete<PingArguments, int>(call, 1));
        Assert.True(GovernedPipeline.CompleteAsync<PingArguments, int>(call, Task.FromResult(1)).IsFaulted);
    }

    [Fact]
    public void Begin_WithoutAnEngine_Denies()
    {
        Assert.Equal(DecisionCause.NoEngine, GovernedPipeline.Begin(null, default(PingArguments), s_identity).Decision.Cause);
        using var scope = AgentContext.Enter(s_identity);
        Assert.Equal(DecisionCause.NoEngine, Assert.Throws<PolicyDeniedException>(HandWrittenTools.PingStatic).Decision.Cause);
    }

    [Fact]
    public void Begin_OfAStaticMethod_AsksTheEngineThatWasEntered()
    {
        using (AgentContext.Enter(s_identity, new PolicyEngine(s_permitAll)))
            HandWrittenTools.PingStatic();
        Assert.Throws<PolicyDeniedException>(HandWrittenTools.PingStatic);
    }

    [Fact]
    public void Begin_WithoutAnIdentity_IsNotEvaluated()
    {
        var call = GovernedPipeline.Begin(new PolicyEngine(s_permitAll), new HookedArguments(() => throw new InvalidOperationException("read")));
        Assert.Equal((DecisionCause.NoIdentity, null), (call.Decision.Cause, call.Identity));
    }

    [Fact]
    public void Begin_WhereAnonymousIsAllowed_AsksThePoliciesOnIt()
    {
        var options = new AgentPolicyOptions { AllowAnonymous = true };
        var call = GovernedPipeline.Begin(new PolicyEngine(PolicySet.Parse("permit(principal == Anonymous::\"\", action, resource);"), options), default(PingArguments));
        Assert.True(call.IsAllowed);
        Assert.Equal(new EntityUid("Anonymous", ""), call.Identity!.Agent);
        call = GovernedPipeline.Begin(new PolicyEngine(PolicySet.Parse("permit(principal == Agent::\"a\", action, resource);"), options), default(PingArguments));
        Assert.Equal(DecisionCause.NotPermitted, call.Decision.Cause);
    }

    [Fact]
    public async Task Begin_WhereAnonymousIsAllowed_DeniesWhatOutlivesAScope()
    {
        var engine = new PolicyEngine(s_permitAll, new AgentPolicyOptions { AllowAnonymous = true });
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<GovernedCall> late;
        using (AgentContext.Enter(s_identity))
        {
            late = LateAsync();
            using (default(CapturedAgentContext).Restore())
                Assert.Equal(DecisionCause.NoIdentity, GovernedPipeline.Begin(engine, default(PingArguments)).Decision.Cause);
        }

        gate.SetResult();
        Assert.Equal(DecisionCause.NoIdentity, (await late).Decision.Cause);
        Assert.True(GovernedPipeline.Begin(engine, default(PingArguments)).IsAllowed);

        async Task<GovernedCall> LateAsync()
        {
            await gate.Task;
            return GovernedPipeline.Begin(engine, default(PingArguments));
        }
    }

    [Fact]
    public void Begin_WithAnIdentityOfTheCallsOwn_TakesThatBeforeTheAmbientOne()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal == Agent::\"own\", action, resource);"));
        var own = new AgentIdentity(new EntityUid("Agent", "own"));
        using (AgentContext.Enter(s_identity))
        {
            Assert.Same(own, GovernedPipeline.Begin(engine, default(PingArguments), own).Identity);
            Assert.True(GovernedPipeline.Begin(engine, default(PingArguments), own).IsAllowed);
            Assert.False(GovernedPipeline.Begin(engine, default(PingArguments)).IsAllowed);
        }
    }

    [Fact]
    public void Begin_WithAnIdentityThatExpires_DeniesFromThatInstantOn()
    {
        var time = new ManualTime();
        var engine = new PolicyEngine(s_permitAll, new AgentPolicyOptions { TimeProvider = time });
        var identity = new AgentIdentity(new EntityUid("Agent", "a")) { ExpiresAt = ManualTime.Start.AddMinutes(1).ToOffset(TimeSpan.FromHours(5)) };
        time.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        Assert.True(GovernedPipeline.Begin(engine, default(PingArguments), identity).IsAllowed);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(DecisionCause.IdentityExpired, GovernedPipeline.Begin(engine, default(PingArguments), identity).Decision.Cause);
    }

    [Fact]
    public void Begin_WhereNothingExpires_ReadsNoClock()
    {
        var time = new ManualTime();
        var engine = new PolicyEngine(s_permitAll, new AgentPolicyOptions { TimeProvider = time });
        var call = GovernedPipeline.Begin(engine, default(PingArguments), s_identity);
        GovernedPipeline.Complete<PingArguments>(call);
        Assert.Equal(0, time.Reads);
        Assert.Equal(ManualTime.Start, GovernedPipeline.BeginTimed(engine, default(PingArguments), s_identity).Time);
        Assert.Equal(1, time.Reads);
    }

    [Fact]
    public void Begin_ArgumentThatThrows_DeniesWithoutItsText()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource) when { context.input.value == 1 || true };"));
        var decision = GovernedPipeline.Begin(engine, new HookedArguments(() => throw new InvalidTimeZoneException("secret")), s_identity).Decision;
        Assert.Equal((DecisionCause.UnusableInput, PolicyErrorKind.Fault), (decision.Cause, decision.Error.Kind));
        Assert.DoesNotContain("secret", decision.Message);
    }

    [Fact]
    public void Begin_ArgumentThatAsksTheEngineItself_BothAreRight()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action == Action::\"ping\", resource); permit(principal, action, resource) when { context.input.value };"));
        for (var i = 0; i < 3; i++)
            Assert.True(GovernedPipeline.Begin(engine, new HookedArguments(() => GovernedPipeline.Begin(engine, default(PingArguments), s_identity).IsAllowed), s_identity).IsAllowed);
    }

    [Fact]
    public async Task Call_OfAToolThatCallsAnother_DecidesOnBoth()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action == Action::\"send_money\", resource);"));
        var tools = new HandWrittenTools(engine);
        tools.Send = (_, _) =>
        {
            tools.Ping();
            return Task.FromResult(new Receipt("never"));
        };
        using var scope = AgentContext.Enter(s_identity);
        Assert.Equal("ping", (await Assert.ThrowsAsync<PolicyDeniedException>(() => tools.SendMoneyAsync("shop", 1))).Tool);
    }

    [Fact]
    public void Begin_ArgumentThatNamesTheResourceIsNull_DeniesUnderAnyPolicy() =>
        Assert.Equal(DecisionCause.UnusableInput, GovernedPipeline.Begin(new PolicyEngine(s_permitAll), new ReadFileArguments(null), s_identity).Decision.Cause);

    [Fact]
    public void Begin_ForeignEngine_IsAskedWithAllThatIsKnownOfTheCall()
    {
        const string Policy =
            """
            permit(principal == Agent::"assistant", action in Action::"call_tool", resource == File::"a.txt")
            when { context.input.path == "a.txt" && context.session.id == "s1" && principal.user == User::"u" };
            """;
        var identity = new AgentIdentity(new EntityUid("Agent", "assistant"), new EntityUid("User", "u")) { SessionId = "s1" };
        foreach (var rewrites in new[] { false, true })
        {
            var engine = new ForeignEngine(new PolicyEngine(PolicySet.Parse(Policy))) { Rewrites = rewrites };
            Assert.True(GovernedPipeline.Begin(engine, new ReadFileArguments("a.txt"), identity).IsAllowed);
            Assert.False(GovernedPipeline.Begin(engine, new ReadFileArguments("b.txt"), identity).IsAllowed);
            Assert.All(engine.Asked, phase => Assert.Equal(PolicyPhase.Input, phase));
        }
    }

    [Fact]
    public void Begin_ForeignEngineThatFails_Denies()
    {
        var decision = GovernedPipeline.Begin(new ForeignEngine(null), default(PingArguments), s_identity).Decision;
        Assert.Equal(DecisionCause.NoDecision, decision.Cause);
        decision = GovernedPipeline.Begin(new ForeignEngine(null) { Failure = new InvalidTimeZoneException("secret") }, default(PingArguments), s_identity).Decision;
        Assert.Equal(DecisionCause.EngineFailed, decision.Cause);
        Assert.Contains(nameof(InvalidTimeZoneException), decision.Message);
        Assert.DoesNotContain("secret", decision.Message);
    }
}
