using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using AgentPolicy.Compiled;
using AgentPolicy.Tests.Governance;
using AgentPolicy.Tests.Support;
using Microsoft.Extensions.Logging;

namespace AgentPolicy.Tests.Telemetry;

/// <summary>What listeners hear of governed calls. Alone, since the process has one meter, and a listener hears of every test's calls.</summary>
[Collection(nameof(Alone))]
public sealed class CallTelemetryTests
{
    private const string Secret = "hunter2";
    private const string Tool = "gen_ai.tool.name=send_money";

    private static readonly AgentIdentity s_identity = new(new EntityUid("Agent", "assistant"), new EntityUid("User", "u"));

    private readonly ManualTime _time = new();

    [Fact]
    public async Task Call_ThatSucceeds_IsCountedAndTimed()
    {
        using var heard = new Listeners();
        var tools = Tools(heard);
        var gate = new TaskCompletionSource<Receipt>();
        tools.Send = (_, _) => gate.Task;
        var task = tools.SendMoneyAsync("shop", 5, identity: s_identity);
        _time.Advance(TimeSpan.FromSeconds(3));
        gate.SetResult(new Receipt("r"));
        await task;
        Assert.Equal([$"1 agentpolicy.outcome=allowed agentpolicy.policy=pay {Tool}"], heard.Counted);
        Assert.Equal([$"3 agentpolicy.outcome=succeeded agentpolicy.policy=pay {Tool}"], heard.Measured);
        Assert.Empty(heard.Activities);
        Assert.Equal(["Debug Allowed", "Debug Ended"], heard.Logged.Select(Head));
        Assert.Single(heard.Logged.Select(IdOf).Distinct());
    }

    [Fact]
    public async Task Call_ThatIsDenied_IsHeardByAll()
    {
        using var heard = new Listeners();
        await Assert.ThrowsAsync<PolicyDeniedException>(() => Tools(heard).SendMoneyAsync("shop", 5000, identity: s_identity));
        Assert.Equal([$"1 agentpolicy.outcome=denied agentpolicy.policy=limit {Tool}"], heard.Counted);
        Assert.Equal([$"0 agentpolicy.outcome=denied agentpolicy.policy=limit {Tool}"], heard.Measured);
        Assert.Equal([$"agentpolicy.deny More than 1,000 needs a person. agentpolicy.cause=Forbidden agentpolicy.outcome=denied agentpolicy.policy=limit {Tool}"], heard.Activities);
        var entry = Assert.Single(heard.Logged);
        Assert.StartsWith("Information Denied Tool send_money, called by Agent::\"assistant\" for User::\"u\": More than 1,000 needs a person. Forbidden, policy 'limit'", entry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WhoseResultIsWithheld_IsHeardAsOneThatRan()
    {
        using var heard = new Listeners();
        var tools = Tools(heard);
        tools.Send = (_, _) => Task.FromResult(new Receipt("secret-hunter2"));
        await Assert.ThrowsAsync<PolicyDeniedException>(() => tools.SendMoneyAsync("shop", 5, identity: s_identity));
        Assert.Equal([$"1 agentpolicy.outcome=allowed agentpolicy.policy=pay {Tool}", $"1 agentpolicy.outcome=withheld agentpolicy.policy=private {Tool}"], heard.Counted);
        Assert.Equal([$"0 agentpolicy.outcome=withheld agentpolicy.policy=private {Tool}"], heard.Measured);
        Assert.Contains("agentpolicy.outcome=withheld", Assert.Single(heard.Activities));
        Assert.Equal(["Debug Allowed", "Warning Withheld"], heard.Logged.Select(Head));
        Assert.Single(heard.Logged.Select(IdOf).Distinct());
        Assert.DoesNotContain(Secret, heard.All);
    }

    [Theory]
    [InlineData(false, false, "failed")]
    [InlineData(true, false, "failed")]
    [InlineData(false, true, "cancelled")]
    [InlineData(true, true, "cancelled")]
    public async Task Call_ThatFailsOrIsCancelled_IsHeardAsSuch(bool isAsync, bool isCancelled, string outcome)
    {
        using var heard = new Listeners();
        var tools = Tools(heard);
        Exception thrown = isCancelled ? new TaskCanceledException(Secret) : new InvalidTimeZoneException(Secret);
        tools.Send = async (_, _) =>
        {
            await Task.Yield();
            throw thrown;
        };
        if (!isAsync)
            tools.Send = (_, _) => throw thrown;
        Assert.Same(thrown, await Record.ExceptionAsync(() => tools.SendMoneyAsync("shop", 5, identity: s_identity)));
        Assert.Equal([$"0 agentpolicy.outcome={outcome} agentpolicy.policy=pay {Tool}"], heard.Measured);
        Assert.Contains(thrown.GetType().Name, heard.Logged.Last());
        Assert.DoesNotContain(Secret, heard.All);
    }

    [Fact]
    public async Task Stream_HoweverItEnds_IsHeardOnce()
    {
        using var heard = new Listeners();
        var tools = new HandWrittenTools(new PolicyEngine(PolicySet.Parse("permit(principal, action, resource);"), new AgentPolicyOptions { TimeProvider = _time }, heard, null));
        using var scope = AgentContext.Enter(s_identity);
        var stream = tools.ListFiles("a");
        await foreach (var _ in stream)
        {
        }

        await foreach (var _ in stream)
            break;
        tools.List = Failing;
        await Assert.ThrowsAsync<InvalidTimeZoneException>(async () =>
        {
            await foreach (var _ in tools.ListFiles("a"))
            {
            }
        });
        Assert.Equal(["succeeded", "cancelled", "failed"], heard.Measured.Select(line => Regex.Match(line, "outcome=(\\w+)").Groups[1].Value));
        Assert.Equal(2, heard.Counted.Count);

        static async IAsyncEnumerable<string> Failing()
        {
            await Task.Yield();
            yield return "a";
            throw new InvalidTimeZoneException(Secret);
        }
    }

    [Fact]
    public async Task Call_WithASecretInEveryPlace_TellsItToNobody()
    {
        using var heard = new Listeners();
        var engine = new PolicyEngine(PolicySet.Parse(
            """
            permit(principal, action, resource) when { context.input.recipient == "nobody" };
            permit(principal, action == Action::"read_file", resource);
            forbid(principal, action == Action::"send_money", resource) when { context.input.recipient == 1 || context.input.note + 1 == 2 };
            forbid(principal, action == Action::"hooked", resource) when { context.input.value == 1 };
            forbid(principal, action, resource) when { context.output == 5 || context.output like "*hunter*" };
            """), new AgentPolicyOptions(), heard, null);
        var tools = new HandWrittenTools(engine) { Read = path => path };
        using var scope = AgentContext.Enter(s_identity);
        var failures = new List<Exception?>
        {
            await Record.ExceptionAsync(() => tools.SendMoneyAsync(Secret, 5, Secret)),
            Record.Exception(() => tools.ReadFile(Secret)),
            GovernedPipeline.Deny<HookedArguments>(GovernedPipeline.Begin(engine, new HookedArguments(() => throw new InvalidOperationException(Secret)))),
            GovernedPipeline.Deny<HookedArguments>(GovernedPipeline.Begin(engine, new HookedArguments(() => Secret))),
        };
        Assert.All(failures, failure => Assert.IsType<PolicyDeniedException>(failure));
        Assert.NotEmpty(heard.Activities);
        Assert.DoesNotContain(Secret, heard.All + string.Join('\n', failures.Select(failure => failure!.Message)));
    }

    [Theory]
    [InlineData("NoIdentity")]
    [InlineData("NoEngine")]
    [InlineData("ToolMismatch")]
    public void Denial_ThatTheHostGotWrong_IsLouder(string cause)
    {
        using var heard = new Listeners(LogLevel.Warning);
        var engine = new PolicyEngine(PolicySet.Parse(""), new AgentPolicyOptions(), heard, null);
        switch (cause)
        {
            case "NoIdentity":
                GovernedPipeline.Deny<PingArguments>(GovernedPipeline.Begin(engine, default(PingArguments)));
                break;
            case "ToolMismatch":
                GovernedPipeline.Deny<OutdatedArguments>(GovernedPipeline.Begin(engine, default(OutdatedArguments), s_identity));
                break;
            default:
                GovernedPipeline.Deny<PingArguments>(GovernedPipeline.Begin(null, default(PingArguments), s_identity));
                break;
        }

        Assert.Contains($"agentpolicy.cause={cause}", Assert.Single(heard.Activities));
        Assert.Equal(cause == "NoEngine" ? 0 : 1, heard.Logged.Count);
        Assert.Single(heard.Counted);
    }

    [Fact]
    public async Task Listener_ThatThrows_ChangesNothing()
    {
        using var heard = new Listeners { Throws = true };
        using var meters = ListenToMeter();
        meters.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException());
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException());
        meters.Start();
        var tools = Tools(heard);
        Assert.Equal("to-shop", (await tools.SendMoneyAsync("shop", 5, identity: s_identity)).Id);
        await Assert.ThrowsAsync<PolicyDeniedException>(() => tools.SendMoneyAsync("shop", 5000, identity: s_identity));
        tools.Send = (_, _) => Task.FromResult(new Receipt("secret"));
        await Assert.ThrowsAsync<PolicyDeniedException>(() => tools.SendMoneyAsync("shop", 5, identity: s_identity));
    }

    // A payment that was made must not look as if it had failed: whoever is told so makes it again.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_WhoseLoggerThrowsWhenAsked_EndsAsItWould(bool fromTheStart)
    {
        using var heard = new Listeners { ThrowsWhenAsked = fromTheStart };
        var tools = Tools(heard);
        tools.Send = async (recipient, _) =>
        {
            heard.ThrowsWhenAsked = true;
            await Task.Yield();
            return recipient == "shop" ? new Receipt("paid") : throw new InvalidTimeZoneException();
        };
        Assert.Equal("paid", (await tools.SendMoneyAsync("shop", 5, identity: s_identity)).Id);
        tools.Send = (_, _) => Task.FromException<Receipt>(new InvalidTimeZoneException());
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => tools.SendMoneyAsync("shop", 5, identity: s_identity));
        await Assert.ThrowsAsync<PolicyDeniedException>(() => tools.SendMoneyAsync("shop", 5000, identity: s_identity));
        tools.Send = (_, _) => Task.FromResult(new Receipt("secret"));
        Assert.True((await Assert.ThrowsAsync<PolicyDeniedException>(() => tools.SendMoneyAsync("shop", 5, identity: s_identity))).IsResultWithheld);
    }

    [Fact]
    public void Denial_WhoseActivityListenerThrows_IsNoOtherAndLeavesNoActivityBehind()
    {
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source => source.Name == PolicyTelemetry.SourceName,
            Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) => System.Diagnostics.ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _ => throw new InvalidOperationException(),
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        var call = GovernedPipeline.Begin(new PolicyEngine(PolicySet.Parse("")), default(PingArguments), s_identity);
        Assert.IsType<PolicyDeniedException>(GovernedPipeline.Deny<PingArguments>(call));
        Assert.Null(System.Diagnostics.Activity.Current);
    }

    [Fact]
    public async Task Call_ThatFailsWithSeveralExceptions_KeepsThemAll()
    {
        using var heard = new Listeners();
        var tools = new HandWrittenTools(new PolicyEngine(PolicySet.Parse("permit(principal, action, resource);"), new AgentPolicyOptions(), heard, null));
        using var scope = AgentContext.Enter(s_identity);
        var gate = new TaskCompletionSource<Receipt>();
        tools.Send = (_, _) => gate.Task;
        var tasks = new[] { tools.SendMoneyAsync("shop", 5), tools.SendMoneyValueAsync("shop", 5).AsTask(), tools.PingAsync(gate.Task) };
        gate.SetException([new InvalidTimeZoneException(), new InvalidOperationException()]);
        foreach (var task in tasks)
        {
            await Assert.ThrowsAsync<InvalidTimeZoneException>(() => task);
            Assert.Equal(2, task.Exception!.InnerExceptions.Count);
        }

        Assert.Equal(3, heard.Measured.Count);
    }

    [Fact]
    public void Engine_MadeWithoutAHost_IsHeardToo()
    {
        using var heard = new Listeners();
        var call = GovernedPipeline.Begin(new PolicyEngine(PolicySet.Parse("")), default(PingArguments), s_identity);
        GovernedPipeline.Deny<PingArguments>(call);
        Assert.Equal(["1 agentpolicy.outcome=denied gen_ai.tool.name=ping"], heard.Counted);
        Assert.Single(heard.Activities);
        Assert.Empty(heard.Logged);
    }

    [Fact]
    public void Call_ThatNobodyListensTo_ReadsNoClockAndAllocatesNothing()
    {
        using var silent = new Listeners(LogLevel.None, listens: false);
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource);"), new AgentPolicyOptions { TimeProvider = _time }, silent, null);
        var task = Task.FromResult(new Receipt("r"));
        var tools = new HandWrittenTools(engine) { Send = (_, _) => task };
        using var scope = AgentContext.Enter(s_identity);
        Assert.Equal(0, Allocations.Bytes(() => tools.SendMoneyAsync("shop", 5, identity: s_identity)));
        Assert.Equal(0, _time.Reads);
    }

    [Fact]
    public void Call_ThatIsOnlyMeasured_AllocatesNothing()
    {
        using var meters = ListenToMeter();
        var measured = 0;
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => measured++);
        meters.Start();
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource);"));
        var task = Task.FromResult(new Receipt("r"));
        var tools = new HandWrittenTools(engine) { Send = (_, _) => task };
        using var scope = AgentContext.Enter(s_identity);
        Assert.Equal(0, Allocations.Bytes(() => tools.SendMoneyAsync("shop", 5, identity: s_identity)));
        Assert.True(measured > 0);
    }

    // Ours only: the runtime counts exceptions too, and would count those of a listener that throws without end.
    private static MeterListener ListenToMeter() => new()
    {
        InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == PolicyTelemetry.SourceName)
                listener.EnableMeasurementEvents(instrument);
        },
    };

    private HandWrittenTools Tools(Listeners heard)
    {
        var engine = new PolicyEngine(HandWrittenPolicies.Policies, new AgentPolicyOptions { TimeProvider = _time }, heard, meters: null);
        return new HandWrittenTools(engine);
    }

    private static string Head(string entry) => string.Join(' ', entry.Split(' ')[..2]);

    private static string IdOf(string entry) => Regex.Match(entry, "call ([0-9a-f-]{36})").Groups[1].Value;
}
