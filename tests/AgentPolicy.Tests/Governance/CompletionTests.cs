using AgentPolicy.Compiled;

namespace AgentPolicy.Tests.Governance;

/// <summary>What a call gives is handed out as it is, or withheld by policies on the output.</summary>
public sealed class CompletionTests
{
    private const string Plain = "permit(principal, action, resource);";
    private const string OnReceipts = Plain + "@id(\"private\") @reason(\"Not for agents.\") forbid(principal, action == Action::\"send_money\", resource) when { context.output.id like \"secret*\" };";
    private const string OnFiles = Plain + "@id(\"private\") forbid(principal, action == Action::\"read_file\", resource == File::\"a.txt\") when { context.output like \"*secret*\" };";

    private static readonly AgentIdentity s_identity = new(new EntityUid("Agent", "assistant"));

    [Fact]
    public void Complete_WhereNobodyAsks_HandsOnTheVeryTask()
    {
        var call = GovernedPipeline.Begin(new PolicyEngine(PolicySet.Parse(Plain)), new SendMoneyArguments("shop", 1, null), s_identity);
        var pending = new TaskCompletionSource<Receipt>().Task;
        Assert.Same(pending, GovernedPipeline.CompleteAsync<SendMoneyArguments>(call, (Task)pending));
        Assert.Same(pending, GovernedPipeline.CompleteAsync<SendMoneyArguments, Receipt>(call, pending));
        Assert.Same(pending, GovernedPipeline.CompleteOutputAsync(call, new SendMoneyArguments("shop", 1, null), pending));
    }

    [Fact]
    public async Task Complete_ResultThatAPolicyForbids_IsWithheld()
    {
        foreach (var engine in Engines(OnReceipts))
        {
            var tools = new HandWrittenTools(engine);
            using var scope = AgentContext.Enter(s_identity);
            foreach (var yields in new[] { false, true })
            {
                tools.Send = async (recipient, _) =>
                {
                    if (yields)
                        await Task.Yield();
                    return new Receipt(recipient);
                };
                var denial = await Assert.ThrowsAsync<PolicyDeniedException>(() => tools.SendMoneyAsync("secret-1", 1));
                Assert.True(denial.IsResultWithheld);
                Assert.Equal(("private", "send_money"), (denial.Decision.Policy.Id, denial.Tool));
                Assert.Equal("The tool ran; its result is withheld. Not for agents.", denial.Message);
                Assert.True((await Assert.ThrowsAsync<PolicyDeniedException>(async () => await tools.SendMoneyValueAsync("secret-1", 1))).IsResultWithheld);
                Assert.Equal("open", (await tools.SendMoneyAsync("open", 1)).Id);
                Assert.Equal("open", (await tools.SendMoneyValueAsync("open", 1)).Id);
            }

            Assert.Equal(8, tools.Runs);
        }
    }

    [Fact]
    public void Complete_ValueThatAPolicyForbids_IsWithheld()
    {
        foreach (var engine in Engines(OnFiles))
        {
            var tools = new HandWrittenTools(engine) { Read = path => $"secret of {path}" };
            using var scope = AgentContext.Enter(s_identity);
            Assert.True(Assert.Throws<PolicyDeniedException>(() => tools.ReadFile("a.txt")).IsResultWithheld);
            Assert.Equal("secret of b.txt", tools.ReadFile("b.txt"));
        }
    }

    [Fact]
    public async Task Complete_ResultThatIsNull_FailsThePolicyThatReadsIt()
    {
        var tools = new HandWrittenTools(new PolicyEngine(PolicySet.Parse(OnReceipts))) { Send = (_, _) => Task.FromResult<Receipt>(null!) };
        using var scope = AgentContext.Enter(s_identity);
        Assert.Equal(DecisionCause.ForbidFailed, (await Assert.ThrowsAsync<PolicyDeniedException>(() => tools.SendMoneyAsync("a", 1))).Decision.Cause);
    }

    [Fact]
    public async Task Complete_ResultThatNoPolicyCanRead_IsWithheldByThePoliciesThatApply()
    {
        foreach (var engine in new IPolicyEngine[] { new PolicyEngine(PolicySet.Parse(OnFiles)), new ForeignEngine(new PolicyEngine(PolicySet.Parse(OnFiles))) })
        {
            var tools = new HandWrittenTools(engine);
            using var scope = AgentContext.Enter(s_identity);
            var denial = await Assert.ThrowsAsync<PolicyDeniedException>(() => tools.OpenFileAsync("a.txt"));
            Assert.True(denial.IsResultWithheld);
            Assert.Equal((DecisionCause.ForbidFailed, PolicyErrorKind.UnreadableInput), (denial.Decision.Cause, denial.Decision.Error.Kind));

            // Of another tool: not concerned, though its method returns nothing.
            tools.Ping();
            await tools.PingAsync(Task.CompletedTask);
        }
    }

    [Fact]
    public async Task Complete_ResultThatNoPolicyCanRead_OfAnotherToolsPolicies_IsHandedOut()
    {
        foreach (var engine in new IPolicyEngine[] { new PolicyEngine(PolicySet.Parse(OnReceipts)), new ForeignEngine(new PolicyEngine(PolicySet.Parse(OnReceipts))) })
        {
            using var scope = AgentContext.Enter(s_identity);
            Assert.Same(Stream.Null, await new HandWrittenTools(engine).OpenFileAsync("a.txt"));
        }
    }

    [Theory]
    [InlineData("context.output == 1", true)]
    [InlineData("context has output", false)]
    public void Complete_MethodThatReturnsNothing_HasNoOutput(string condition, bool isDenied)
    {
        var tools = new HandWrittenTools(new PolicyEngine(PolicySet.Parse(Plain + $"forbid(principal, action == Action::\"ping\", resource) when {{ {condition} && context.output == 1 }};")));
        using var scope = AgentContext.Enter(s_identity);
        Assert.Equal(isDenied, Record.Exception(tools.Ping) is PolicyDeniedException { IsResultWithheld: true });
        Assert.Equal(1, tools.Runs);
    }

    [Fact]
    public void Complete_ForeignEngineThatLosesThePhase_Withholds()
    {
        var tools = new HandWrittenTools(new ForeignEngine(new PolicyEngine(PolicySet.Parse(OnFiles))) { LosesPhase = true });
        using var scope = AgentContext.Enter(s_identity);
        Assert.Equal(DecisionCause.EngineFailed, Assert.Throws<PolicyDeniedException>(() => tools.ReadFile("a.txt")).Decision.Cause);
    }

    [Fact]
    public void Complete_PoliciesSwappedWhileTheCallRan_DecideOnTheResult()
    {
        var engine = new PolicyEngine(PolicySet.Parse(Plain));
        var tools = new HandWrittenTools(engine)
        {
            Read = path =>
            {
                engine.Swap(PolicySet.Parse(OnFiles));
                return "secret";
            },
        };
        using var scope = AgentContext.Enter(s_identity);
        Assert.True(Assert.Throws<PolicyDeniedException>(() => tools.ReadFile("a.txt")).IsResultWithheld);
    }

    [Fact]
    public async Task Complete_CoreThatThrows_ThrowsTheSame()
    {
        var thrown = new InvalidTimeZoneException("own");
        foreach (var engine in Engines(OnReceipts).Append(new PolicyEngine(PolicySet.Parse(Plain))))
        {
            var tools = new HandWrittenTools(engine);
            using var scope = AgentContext.Enter(s_identity);
            tools.Send = (_, _) => throw thrown;
            Assert.Same(thrown, await Record.ExceptionAsync(() => tools.SendMoneyAsync("a", 1)));
            tools.Send = (_, _) => Task.FromException<Receipt>(thrown);
            Assert.Same(thrown, await Record.ExceptionAsync(() => tools.SendMoneyAsync("a", 1)));
            Assert.Same(thrown, await Record.ExceptionAsync(async () => await tools.SendMoneyValueAsync("a", 1)));
            tools.Send = (_, _) => Task.FromCanceled<Receipt>(new CancellationToken(canceled: true));
            var task = tools.SendMoneyAsync("a", 1);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
            Assert.True(task.IsCanceled);
        }
    }

    [Fact]
    public async Task Denial_OfATask_SurfacesInTheTask()
    {
        var task = new HandWrittenTools(new PolicyEngine(PolicySet.Parse(""))).SendMoneyAsync("a", 1);
        Assert.True(task.IsFaulted);
        Assert.False((await Assert.ThrowsAsync<PolicyDeniedException>(() => task)).IsResultWithheld);
    }

    private static IEnumerable<IPolicyEngine> Engines(string policies)
    {
        var own = new PolicyEngine(PolicySet.Parse(policies));
        return [own, new ForeignEngine(own), new ForeignEngine(own) { Rewrites = true }];
    }
}
