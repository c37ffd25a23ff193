using AgentPolicy.Tests.Interpretation;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AgentPolicy.Tests;

/// <summary><c>Evaluate</c>, which stops early, and <c>Explain</c>, which never does, agree on random sets in both error modes.</summary>
public sealed class EquivalenceTests
{
    [Property(MaxTest = 300)]
    public Property Evaluate_RandomSets_AgreesWithExplain() => Prop.ForAll(
        Arb.From(Gen.ListOf(GenPolicy())),
        Arb.From(Gen.Elements(ErrorMode.FailClosed, ErrorMode.Cedar)),
        (policies, mode) =>
        {
            var engine = new PolicyEngine(PolicySet.Parse(string.Join("\n", policies), new PolicySetOptions { ErrorMode = mode }), ExpressionCases.Entities);
            foreach (var context in new PolicyRecord[] { ExpressionCases.DictionaryContext, PolicyRecord.From(ExpressionCases.Struct) })
            {
                var request = new PolicyRequest(ExpressionCases.Principal, ExpressionCases.Action, ExpressionCases.Resource, context);
                var decision = engine.Evaluate(request);
                var explanation = engine.Explain(request);
                Assert.Equal(explanation.Decision, decision);
                Assert.Same(explanation.Decision.Policy, decision.Policy);
                Assert.Equal(explanation.DeterminingPolicies.FirstOrDefault() ?? PolicyInfo.None, decision.Policy);
                AssertAsCedarSays(explanation, mode);
            }
        });

    // The specification, said again in the plainest way: what is satisfied and what errs decides.
    private static void AssertAsCedarSays(PolicyExplanation explanation, ErrorMode mode)
    {
        var forbids = explanation.DeterminingPolicies.Any(policy => policy.Effect == PolicyEffect.Forbid);
        var permits = explanation.DeterminingPolicies.Any(policy => policy.Effect == PolicyEffect.Permit);
        Assert.False(forbids && permits);
        Assert.Equal(permits, explanation.Decision.IsAllowed);
        if (mode == ErrorMode.FailClosed && explanation.Errors.Any(error => error.Policy.Effect == PolicyEffect.Forbid))
            Assert.False(explanation.Decision.IsAllowed);
        if (mode == ErrorMode.Cedar)
            Assert.Empty(explanation.Errors.Select(error => error.Policy).Intersect(explanation.DeterminingPolicies));
    }

    private static Gen<string> GenPolicy() =>
        from effect in Gen.Elements("permit", "forbid")
        from row in Gen.Elements(ExpressionCases.All)
        from condition in Gen.Frequency((2, Gen.Constant(row.True)), (4, Gen.Constant(row.False)), (1, Gen.Constant(row.Error)))
        from kind in Gen.Elements("when", "unless")
        select $"{effect}(principal, action, resource) {kind} {{ {condition} }};";
}
