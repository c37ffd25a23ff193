using AgentPolicy.Language;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Interpretation;

internal sealed partial class EvaluatorBuilder
{
    /// <summary>An evaluator made for what policies ask most, which makes no value of what it reads; null for anything else.</summary>
    private Evaluator? BuildCondition(ProgramExpr expr, int depth) => expr switch
    {
        LikeExpr node when PathOf(node.Operand) is { } path => new PathLikeEvaluator(path, node.Pattern),
        BinaryExpr { Operator: BinaryOperator.Equal, Right: ConstantExpr { Value: var constant } } node => BuildEqual(node.Left, constant),
        BinaryExpr { Operator: BinaryOperator.Equal, Left: ConstantExpr { Value: var constant } } node => BuildEqual(node.Right, constant),
        BinaryExpr { Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual, Right: ConstantExpr { Value: { Kind: PolicyValueKind.Long } limit } } node
            when PathOf(node.Left) is { } path => new PathLessEvaluator(path, limit, node.Operator == BinaryOperator.LessOrEqual),
        BinaryExpr { Operator: BinaryOperator.Contains, Right: ConstantExpr { Value: var element } } node when PathOf(node.Left) is { } path && !ValueEquality.HasParts(element) =>
            new PathContainsEvaluator(path, element),
        _ => null,
    };

    // Sets and records are compared part by part, which is left to the operator.
    private Evaluator? BuildEqual(ProgramExpr operand, in PolicyValue constant)
    {
        if (ValueEquality.HasParts(constant))
            return null;
        if (operand is VariableExpr { Variable: CedarVariable.Principal } && constant.Kind == PolicyValueKind.Entity)
            return new IsPrincipalEvaluator(constant);
        return PathOf(operand) is { } path ? new PathEqualEvaluator(path, constant) : null;
    }

    private int? PathOf(ProgramExpr expr) => paths.Find(expr) is var path and >= 0 ? path : null;
}
