using AgentPolicy.Language;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>Conditions on attributes that are read once a decision.</summary>
internal sealed partial class ExpressionEmitter
{
    private const int MaxSteps = 8;

    /// <summary>A call that answers what policies ask most of an attribute, as a C# expression; null for anything else.</summary>
    private string? PathCondition(ProgramExpr expr) => expr switch
    {
        GetAttributeExpr when Read(expr) is { } value => $"PolicyChecks.Of({value}, {target.QueryArgument})",
        HasAttributeExpr node => HasPath(node),
        LikeExpr node when Read(node.Operand) is { } value => $"PolicyChecks.Like({value}, {constants.Pattern(node.Pattern)}, {target.FrameOfQuery})",
        BinaryExpr { Operator: BinaryOperator.Equal, Right: ConstantExpr constant } node => Equal(node.Left, constant.Value),
        BinaryExpr { Operator: BinaryOperator.Equal, Left: ConstantExpr constant } node => Equal(node.Right, constant.Value),
        BinaryExpr { Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual, Right: ConstantExpr { Value: { Kind: PolicyValueKind.Long } limit } } node when Read(node.Left) is { } value =>
            $"PolicyChecks.Long{node.Operator}({value}, {constants.Long(limit.Long)}, {target.FrameOfQuery})",
        BinaryExpr { Operator: BinaryOperator.Contains, Right: ConstantExpr { Value: var element } } node when !ValueEquality.HasParts(element) && Read(node.Left) is { } value => Contains(value, element),
        _ => null,
    };

    private string Contains(string set, in PolicyValue element) => element.Kind == PolicyValueKind.String
        ? $"PolicyChecks.ContainsText({set}, {constants.Text(element.Text.ToString())}, {target.FrameOfQuery})"
        : $"PolicyChecks.Contains({set}, {constants.Value(element)}, {target.FrameOfQuery})";

    private string? Equal(ProgramExpr operand, in PolicyValue constant)
    {
        if (ValueEquality.HasParts(constant) || (Read(operand) ?? Entity(operand)) is not { } value)
            return null;
        return constant.Kind == PolicyValueKind.String
            ? $"PolicyChecks.TextEqual({value}, {constants.Text(constant.Text.ToString())}, {target.FrameOfQuery})"
            : $"PolicyChecks.Equal({value}, {constants.Value(constant)}, {target.FrameOfQuery})";
    }

    private string? Entity(ProgramExpr expr) => expr is VariableExpr { Variable: not CedarVariable.Context and var variable } ? $"{target.FrameOfQuery}.{variable}" : null;

    // One question after the other, as the operator asks them.
    private string? HasPath(HasAttributeExpr node)
    {
        var steps = node.Path.Count <= MaxSteps && RootOf(node.Target) is { } root && target.ReadsByPath(root) ? numbers.Paths.FindSteps(node) : [];
        return steps.Length switch
        {
            0 => null,
            1 => $"PolicyChecks.Has({CSharpText.Number(steps[0])}, {target.FrameOfQuery})",
            _ => AnswerFunction("Has", () => WriteAnswerChain(Steps(node).ToEquatableArray(), 1, isAnd: true)),
        };
    }

    private static IEnumerable<ProgramExpr> Steps(HasAttributeExpr node)
    {
        var current = node.Target;
        foreach (var name in node.Path)
        {
            yield return new HasAttributeExpr(current, EquatableArray.Of(name));
            current = new GetAttributeExpr(current, name);
        }
    }

    private string? Read(ProgramExpr expr) => PathOf(expr) is { } path ? $"{target.FrameOfQuery}.Get({CSharpText.Number(path)})" : null;

    /// <summary>The number of the attribute, where this is one that is read through the frame.</summary>
    private int? PathOf(ProgramExpr expr) => RootOf(expr) is { } root && target.ReadsByPath(root) && numbers.Paths.Find(expr) is var path and >= 0 ? path : null;

    private static CedarVariable? RootOf(ProgramExpr expr)
    {
        while (expr is GetAttributeExpr node)
            expr = node.Target;
        return expr is VariableExpr variable ? variable.Variable : null;
    }
}
