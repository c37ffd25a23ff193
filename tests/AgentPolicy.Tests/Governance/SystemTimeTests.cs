using AgentPolicy.Compiled;
using AgentPolicy.Language.Program;
using AgentPolicy.Tests.Compilation;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Tests.Governance;

/// <summary><c>context.system.now</c>: the time of a governed call, taken where a policy may ask for it and nowhere else.</summary>
[Collection(nameof(Alone))]
public sealed class SystemTimeTests
{
    private const string Deadline = "permit(principal, action, resource) when { context.system.now < datetime(\"2030-01-02\") };";

    private static readonly AgentIdentity s_identity = new(new EntityUid("Agent", "assistant"));

    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(0, "true")]
    [InlineData(0, "context.input has recipient")]
    [InlineData(0, "context.session has id || true")]
    [InlineData(0, "context has session.id || context has input.recipient")]
    [InlineData(0, "{system: 1}.system == 1")]
    [InlineData(0, "principal.system == 1 || true")]
    [InlineData(1, "context.system.now == datetime(\"2030-01-01\")")]
    [InlineData(1, "context has system.now && context has system")]
    [InlineData(1, "context.input has recipient || context.system.now == 1")]
    [InlineData(0, "true || context.system.now == 1")]
    [InlineData(1, "(if context.input has recipient then context else {}).system.now > datetime(\"2029-12-31\")")]
    [InlineData(1, "{a: context}.a.system == {now: datetime(\"2030-01-01\")}")]
    [InlineData(1, "[context].contains(1) || context.input has recipient")]
    [InlineData(1, "context == {input: context.input, session: context.session, system: {now: datetime(\"2030-01-01\")}}")]
    public void Clock_IsReadOnlyWhereAPolicyMayAsk(int reads, string condition)
    {
        // In either back end, beside a policy that asks for nothing.
        var source = new PolicySource($"permit(principal, action == Action::\"other\", resource); permit(principal, action, resource) when {{ {condition} }};");
        using var batch = CompiledBatch.Compile(source);
        foreach (var set in new[] { source.Interpret(), batch[0] })
        {
            var before = _time.Reads;
            var call = GovernedPipeline.Begin(Engine(set), new SendMoneyArguments("shop", 5, null), s_identity);
            Assert.Equal(reads, _time.Reads - before);
            Assert.Equal(reads == 1 ? ManualTime.Start : default, call.Time);
            Assert.True(call.IsAllowed || condition.Contains("principal.system"), call.Decision.Message);
        }
    }

    [Theory]
    [InlineData(0, "context.input has recipient")]
    [InlineData(1, "context.system.now == datetime(\"2030-01-01\")")]
    public void Clock_IsReadWhereALinkedPolicyMayAsk(int reads, string condition)
    {
        var source = new PolicySource($"@id(\"t\") permit(principal == ?principal, action, resource) when {{ {condition} }};");
        using var batch = CompiledBatch.Compile(source);
        foreach (var set in new[] { source.Interpret(), batch[0] })
        {
            var before = _time.Reads;
            Assert.False(GovernedPipeline.Begin(Engine(set), new SendMoneyArguments("shop", 5, null), s_identity).IsAllowed);
            Assert.Equal(0, _time.Reads - before);
            Assert.True(GovernedPipeline.Begin(Engine(set.Link("t", "l", new EntityUid("Agent", "assistant"))), new SendMoneyArguments("shop", 5, null), s_identity).IsAllowed);
            Assert.Equal(reads, _time.Reads - before);
        }
    }

    [Fact]
    public void Now_IsCutToTheMillisecond()
    {
        _time.Advance(TimeSpan.FromTicks(19_999));
        Assert.True(Begin("permit(principal, action, resource) when { context.system.now == datetime(\"2030-01-01T00:00:00.001Z\") };").IsAllowed);
    }

    [Fact]
    public void Now_MovesOnWithTheClock()
    {
        Assert.True(Begin(Deadline).IsAllowed);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.False(Begin(Deadline).IsAllowed);
    }

    [Fact]
    public async Task Output_IsDecidedOnAtTheTimeOfTheCall()
    {
        var engine = Engine(PolicySet.Parse(
            "permit(principal, action, resource); forbid(principal, action, resource) when { context.output.id like \"*\" && context.system.now >= datetime(\"2030-01-02\") };"));
        var tools = new HandWrittenTools(engine)
        {
            Send = (_, _) =>
            {
                _time.Advance(TimeSpan.FromDays(1));
                return Task.FromResult(new Receipt("r"));
            },
        };
        using var scope = AgentContext.Enter(s_identity);
        await tools.SendMoneyAsync("shop", 5);
        await Assert.ThrowsAsync<PolicyDeniedException>(() => tools.SendMoneyAsync("shop", 5));
    }

    [Fact]
    public async Task Output_UnderPoliciesThatBeganToAskMeanwhile_IsGivenTheTime()
    {
        var engine = Engine(PolicySet.Parse("permit(principal, action, resource); forbid(principal, action, resource) when { context.output.id == \"x\" };"));
        var tools = new HandWrittenTools(engine)
        {
            Send = (_, _) =>
            {
                engine.Swap(PolicySet.Parse("permit(principal, action, resource); forbid(principal, action, resource) when { context.output.id == \"r\" && context.system.now < datetime(\"2030-01-01\") };"));
                return Task.FromResult(new Receipt("r"));
            },
        };
        using var scope = AgentContext.Enter(s_identity);
        Assert.Equal("r", (await tools.SendMoneyAsync("shop", 5)).Id);
    }

    [Fact]
    public async Task Stream_IsDecidedOnAtTheTimeOfItsEnumeration()
    {
        var tools = new HandWrittenTools(Engine(PolicySet.Parse(Deadline)));
        IAsyncEnumerable<string> stream;
        using (AgentContext.Enter(s_identity))
            stream = tools.ListFiles("a");
        await foreach (var _ in stream)
            break;
        _time.Advance(TimeSpan.FromDays(1));
        await Assert.ThrowsAsync<PolicyDeniedException>(async () =>
        {
            await foreach (var _ in stream)
                break;
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EngineOfTheHostsOwn_IsToldTheTime(bool rewrites)
    {
        const string Condition = "context.system.now > datetime(\"2020-01-01\") && context has system.now && context.system == {now: context.system.now}";
        var engine = new ForeignEngine(new PolicyEngine(PolicySet.Parse($"permit(principal, action, resource) when {{ {Condition} }};"))) { Rewrites = rewrites };
        var call = GovernedPipeline.Begin(engine, new SendMoneyArguments("shop", 5, null), s_identity);
        Assert.True(call.IsAllowed, call.Decision.Message);
    }

    [Theory]
    [InlineData("context.system.now == datetime(\"2030-01-01\")")]
    [InlineData("!(context has system)")]
    [InlineData("context has system.now && context.system.now == datetime(\"2030-01-01\")")]
    [InlineData("context == 1")]
    public void Now_WhereTheTimeWasNotTaken_IsAnErrorAndNeverAbsent(string condition)
    {
        // Code that does not say that it asks, and a set that is swapped in between the look and the decision, come to the same.
        var asking = PolicySet.Parse($"permit(principal, action, resource); forbid(principal, action, resource) when {{ {condition} }};");
        var silent = PolicySet.FromCode(new SilentCode(asking.Code), [.. asking.Policies], [], asking.ErrorMode, null, asking.Version);
        var call = GovernedPipeline.Begin(Engine(silent), new SendMoneyArguments("shop", 5, null), s_identity);
        if (condition == "context == 1")
            Assert.True(call.IsAllowed);
        else
            Assert.Equal((DecisionCause.ForbidFailed, PolicyErrorKind.UnreadableInput), (call.Decision.Cause, call.Decision.Error.Kind));
        Assert.Equal(0, _time.Reads);
    }

    // In Cedar's mode a forbid that errs is skipped: without the time it would let through what it forbids.
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Permits_OfASetThatMayAsk_IsLeftToBegin(bool readsTime, bool expected)
    {
        var set = PolicySet.Parse("permit(principal, action, resource);", new() { ErrorMode = ErrorMode.Cedar });
        var engine = Engine(PolicySet.FromCode(new PermittingCode(readsTime), [.. set.Policies], [], set.ErrorMode, null, set.Version));
        var arguments = new SendMoneyArguments("shop", 5, null);
        using var scope = AgentContext.Enter(s_identity);
        Assert.False(GovernedPipeline.Permits(engine, arguments));
        Assert.True(GovernedPipeline.Begin(engine, arguments).IsAllowed);
        Assert.Equal(expected, GovernedPipeline.Permits(engine, arguments));
    }

    // The short way looks at no clock: whoever may have expired by now does not take it.
    [Fact]
    public void Permits_WithAnIdentityThatExpires_IsLeftToBegin()
    {
        var set = PolicySet.Parse("permit(principal, action, resource);", new() { ErrorMode = ErrorMode.Cedar });
        var engine = Engine(PolicySet.FromCode(new PermittingCode(readsTime: false), [.. set.Policies], [], set.ErrorMode, null, set.Version));
        var arguments = new SendMoneyArguments("shop", 5, null);
        Assert.True(GovernedPipeline.Begin(engine, arguments, s_identity).IsAllowed);
        Assert.True(GovernedPipeline.PermitsAs(engine, arguments, s_identity));
        foreach (var expiry in new[] { ManualTime.Start, ManualTime.Start.AddDays(1) })
        {
            var expiring = new AgentIdentity(s_identity.Agent) { ExpiresAt = expiry };
            Assert.Equal(expiry > ManualTime.Start, GovernedPipeline.Begin(engine, arguments, expiring).IsAllowed);
            Assert.False(GovernedPipeline.PermitsAs(engine, arguments, expiring));
            using var scope = AgentContext.Enter(expiring);
            Assert.False(GovernedPipeline.Permits(engine, arguments));
        }
    }

    [Fact]
    public void Clock_ThatThrows_LetsNothingThrough()
    {
        var engine = new PolicyEngine(PolicySet.Parse(Deadline), new AgentPolicyOptions { TimeProvider = new BrokenTime() });
        var tools = new HandWrittenTools(engine);
        using var scope = AgentContext.Enter(s_identity);
        Assert.Throws<InvalidOperationException>(tools.Ping);
        Assert.Equal(0, tools.Runs);
    }

    [Fact]
    public void Begin_WithAPolicyThatAsks_AllocatesNothing()
    {
        var engine = Engine(PolicySet.Parse(Deadline));
        var arguments = new SendMoneyArguments("shop", 5, null);
        Assert.True(GovernedPipeline.Begin(engine, arguments, s_identity).IsAllowed);
        Assert.Equal(0, Allocations.Bytes(() => GovernedPipeline.Begin(engine, arguments, s_identity)));
    }

    private GovernedCall Begin(string policies) => GovernedPipeline.Begin(Engine(PolicySet.Parse(policies)), new SendMoneyArguments("shop", 5, null), s_identity);

    private PolicyEngine Engine(PolicySet policies) => new(policies, new AgentPolicyOptions { TimeProvider = _time });

    private sealed class SilentCode(CompiledPolicies asking) : CompiledPolicies
    {
        internal override ProgramIndex? Index => asking.Index;

        public override PolicyAnswer Evaluate(int policy, PolicyFrame frame) => asking.Evaluate(policy, frame);
    }

    private sealed class PermittingCode(bool readsTime) : CompiledPolicies
    {
        public override bool ReadsTime => readsTime;

        public override PolicyAnswer Evaluate(int policy, PolicyFrame frame) => PolicyAnswer.True;

        public override CompiledTool? FindTool(string name) => new Tool();

        private sealed class Tool() : CompiledTool<SendMoneyArguments>(SendMoneyArguments.Shape)
        {
            public override void Decide(in SendMoneyArguments arguments, ref PolicyQuery query, ref PolicyVerdict verdict) => verdict.Permit(0, PolicyAnswer.True, query.Frame);
        }
    }

    private sealed class BrokenTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new InvalidOperationException("No clock.");
    }
}
