using AgentPolicy.Compiled;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Tests.Governance;

/// <summary>A governed call that nobody observes leaves nothing on the heap, allowed or denied, whichever back end decides.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private static readonly AgentIdentity s_identity = new(new EntityUid("Agent", "assistant"), new EntityUid("User", "u"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Begin_AllowedOrDenied_AllocatesNothing(bool isCompiled)
    {
        var engine = new PolicyEngine(isCompiled ? HandWrittenPolicies.Policies : HandWrittenPolicies.Interpreted);
        using var scope = AgentContext.Enter(s_identity);
        Assert.True(GovernedPipeline.Begin(engine, new SendMoneyArguments("shop", 5, null)).IsAllowed);
        Assert.False(GovernedPipeline.Begin(engine, new SendMoneyArguments("shop", 5000, null)).IsAllowed);
        Assert.Equal(0, Allocations.Bytes(() => GovernedPipeline.Begin(engine, new SendMoneyArguments("shop", 5, null))));
        Assert.Equal(0, Allocations.Bytes(() => GovernedPipeline.Begin(engine, new SendMoneyArguments("shop", 5000, null))));
        Assert.Equal(0, Allocations.Bytes(() => GovernedPipeline.Begin(engine, new SendMoneyArguments("elsewhere", 5, null))));
        Assert.Equal(0, Allocations.Bytes(() => GovernedPipeline.Begin(engine, new ReadFileArguments("b.txt"))));
        Assert.Equal(0, Allocations.Bytes(() => GovernedPipeline.BeginTimed(engine, default(PingArguments))));
        Assert.Equal(0, Allocations.Bytes(() => GovernedPipeline.Begin(null, default(PingArguments))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Complete_WithPoliciesOnTheOutput_AllocatesNothingForWhatIsThere(bool isCompiled)
    {
        var engine = new PolicyEngine(isCompiled ? HandWrittenPolicies.Policies : HandWrittenPolicies.Interpreted);
        var arguments = new SendMoneyArguments("shop", 5, null);
        var call = GovernedPipeline.Begin(engine, arguments, s_identity);
        var receipt = new Receipt("r");
        var task = Task.FromResult(receipt);
        Assert.True(call.NeedsCompletion);
        if (!isCompiled)
            Assert.Equal(0, Allocations.Bytes(() => GovernedPipeline.CompleteOutput(call, arguments, receipt)));
        else
            Assert.Same(receipt, GovernedPipeline.CompleteOutput(call, arguments, receipt));
        Assert.Same(task, GovernedPipeline.CompleteOutputAsync(call, arguments, task));
    }

    [Fact]
    public void Call_ThatNobodyObserves_AllocatesNoMoreThanTheMethod()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource);"));
        var task = Task.FromResult(new Receipt("r"));
        var tools = new HandWrittenTools(engine) { Send = (_, _) => task };
        using var scope = AgentContext.Enter(s_identity);
        Assert.Equal(0, Allocations.Bytes(() => tools.SendMoneyAsync("shop", 5)));
    }
}
