using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Generators.Tests;

public sealed class PolicyGeneratorTests
{
    private const string Set = "namespace Shop { [AgentPolicy.PolicySet] public sealed partial class BankPolicies; }";

    [Fact]
    public void Set_OfOneFile_DecidesAsItsPoliciesSay()
    {
        var run = PolicySetRun.Of(Set, new PolicyText("policies/bank.cedar", "@id(\"pay\") permit(principal, action == Action::\"pay\", resource) when { context.amount < 5 };"));
        Assert.Empty(run.Diagnostics);
        var engine = new PolicyEngine(run.Load("Shop.BankPolicies"));
        var decision = engine.Evaluate(Request(4));
        Assert.Equal((DecisionCause.Permitted, "pay", "policies/bank.cedar"), (decision.Cause, decision.Policy.Id, decision.Policy.Path));
        Assert.Equal(DecisionCause.NotPermitted, engine.Evaluate(Request(5)).Cause);
    }

    private static PolicyRequest Request(long amount) =>
        new(new("Agent", "a"), new("Action", "pay"), new("Tool", "bank"), new Dictionary<string, object?> { ["amount"] = amount });
}
