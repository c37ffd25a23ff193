using AgentPolicy.Compiled;
using AgentPolicy.Interpretation;
using AgentPolicy.Language;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;
using AgentPolicy.Tests.Compiled;

namespace AgentPolicy.Tests.Interpretation;

public sealed class ExpressionTests
{
    public static TheoryData<string, string, string, string> Cases()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var (kind, isTrue, isFalse, error) in ExpressionCases.All)
            data.Add(kind, isTrue, isFalse, error);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_EveryExpressionInEveryFormOfContext_GivesItsAnswer(string kind, string isTrue, string isFalse, string error)
    {
        foreach (var (condition, cause, errs) in new[] { (isTrue, DecisionCause.Permitted, false), (isFalse, DecisionCause.NotPermitted, false), (error, DecisionCause.NotPermitted, true) })
        {
            foreach (var decision in Decide(CompiledCases.Permit(condition)))
            {
                Assert.True(cause == decision.Cause, $"{kind}: {condition} gave {decision}");
                Assert.True(errs == (decision.Error.Kind != PolicyErrorKind.None), $"{kind}: {condition} gave {decision}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_ForbidWithEveryExpression_DeniesWhatIsTrueOrErrs(string kind, string isTrue, string isFalse, string error)
    {
        foreach (var (condition, cause) in new[] { (isTrue, DecisionCause.Forbidden), (isFalse, DecisionCause.Permitted), (error, DecisionCause.ForbidFailed) })
        {
            foreach (var decision in Decide(CompiledCases.PermitAndForbid(condition)))
                Assert.True(cause == decision.Cause, $"{kind}: {condition} gave {decision}");
        }
    }

    [Fact]
    public void Build_EveryNodeAndOperator_GivesAnEvaluator()
    {
        var one = new ConstantExpr(1L);
        var many = new AgentPolicy.Language.Collections.EquatableArray<ProgramExpr>([one, one]);
        var samples = new List<ProgramExpr>
        {
            one, new IfExpr(one, one, one), new AndExpr(many), new OrExpr(many), new SetExpr(many), new GetAttributeExpr(one, new AttributeName("a")),
            new HasAttributeExpr(one, new([new AttributeName("a")])), new LikeExpr(one, new LikePattern(new([""]))), new IsExpr(one, "T"), new IsInExpr(one, "T", one),
            new RecordExpr(new([new RecordField(new AttributeName("a"), one)])),
        };
        samples.AddRange(Enum.GetValues<CedarVariable>().Select(variable => new VariableExpr(variable)));
        samples.AddRange(Enum.GetValues<UnaryOperator>().Select(@operator => new UnaryExpr(@operator, one)));
        samples.AddRange(Enum.GetValues<BinaryOperator>().Select(@operator => new BinaryExpr(@operator, one, one)));
        samples.AddRange(Enum.GetValues<ExtensionFunction>().Select(function => new ExtensionCallExpr(function, many)));

        var kinds = typeof(ProgramExpr).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ProgramExpr)));
        Assert.Empty(kinds.Except(samples.Select(sample => sample.GetType())));
        var frame = PolicyFrame.Rent();
        foreach (var sample in samples)
            Assert.True(sample is VariableExpr || new EvaluatorBuilder(new AttributePaths()).Build(sample).Evaluate(frame).Kind != PolicyValueKind.Absent, sample.ToString());
        frame.Return();
    }

    private static IEnumerable<PolicyDecision> Decide(string policies) => CompiledCases.InBothBackEnds(policies).SelectMany(Decide);

    private static IEnumerable<PolicyDecision> Decide(PolicySet policies)
    {
        var engine = new PolicyEngine(policies, ExpressionCases.Entities);
        foreach (var context in new PolicyRecord[] { ExpressionCases.JsonContext, ExpressionCases.DictionaryContext, PolicyRecord.From(ExpressionCases.Struct) })
        {
            var request = new PolicyRequest(ExpressionCases.Principal, ExpressionCases.Action, ExpressionCases.Resource, context);
            yield return engine.Evaluate(request);
            yield return engine.Explain(request).Decision;
        }

        var typed = new PolicyRequest<StructContext>(ExpressionCases.Principal, ExpressionCases.Action, ExpressionCases.Resource, ExpressionCases.Struct);
        yield return engine.Evaluate(typed);
        yield return engine.Explain(typed).Decision;
    }
}
