using AgentPolicy.Language;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

internal sealed partial class ExpressionEmitter
{
    /// <summary>The expression without a function of its own; null where it needs one.</summary>
    private string? Inline(ProgramExpr expr, int depth) => expr switch
    {
        UnaryExpr node => $"PolicyOps.{node.Operator}({Emit(node.Operand, depth)})",
        BinaryExpr node when CanBeInline(node) => Binary(node.Operator, Emit(node.Left, depth), Emit(node.Right, depth)),
        GetAttributeExpr node => GetAttribute(node, depth),
        HasAttributeExpr node => HasAttribute(node, depth),
        LikeExpr node => $"PolicyOps.Like({Emit(node.Operand, depth)}, {constants.Pattern(node.Pattern)})",
        IsExpr node => $"PolicyOps.Is({Emit(node.Operand, depth)}, {CSharpText.Literal(node.Type)})",
        ExtensionCallExpr node when node.Arguments.Count == ExtensionSignature.Of(node.Function).Parameters.Count =>
            $"PolicyOps.{node.Function}({string.Join(", ", node.Arguments.Select(argument => Emit(argument, depth)))}{(node.Function == ExtensionFunction.ParseIpAddress ? ", frame" : "")})",
        _ => null,
    };

    // The right operand is evaluated only if the left one does not err: where neither can tell, or both are at hand anyway, an expression will do.
    private static bool CanBeInline(BinaryExpr node) => ExpressionFacts.IsAtHand(node.Left) || ExpressionFacts.IsAtHand(node.Right);

    private static string Binary(BinaryOperator @operator, string left, string right) => @operator switch
    {
        BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply =>
            $"PolicyOps.{@operator}({left}, {right})",
        BinaryOperator.Equal or BinaryOperator.In or BinaryOperator.Contains or BinaryOperator.ContainsAll or BinaryOperator.ContainsAny
            or BinaryOperator.GetTag or BinaryOperator.HasTag => $"PolicyOps.{@operator}({left}, {right}, frame)",
        _ => throw new InvalidOperationException($"No such operator: {@operator}."),
    };

    private string GetAttribute(GetAttributeExpr node, int depth)
    {
        if (target.Tool is not null && ExpressionFacts.IsInput(node.Target))
        {
            var slot = target.SlotOf(node.Name.Text);
            return slot < 0 ? $"PolicyOps.Missing({CSharpText.Literal(node.Name.Text)})" : $"PolicyOps.Require({Slot(slot)}, {CSharpText.Literal(node.Name.Text)})";
        }

        return target.Tool is not null && ExpressionFacts.IsOutput(node)
            ? "PolicyOps.Require(frame.Output, \"output\")"
            : PathOf(node) is { } path ? $"frame.Get({CSharpText.Number(path)})" : $"PolicyOps.Get({Emit(node.Target, depth)}, {constants.Name(node.Name)}, frame)";
    }

    private string HasAttribute(HasAttributeExpr node, int depth)
    {
        if (target.Tool is not null && ExpressionFacts.IsInput(node.Target))
            return HasInput(node.Path);
        if (target.Tool is not null && node is { Target: VariableExpr { Variable: CedarVariable.Context }, Path: { Count: > 1 } path } && path[0].Text == "input")
            return HasInput(path.Skip(1).ToEquatableArray());
        if (node.Path.Count == 1 && PathOf(new GetAttributeExpr(node.Target, node.Path[0])) is { } attribute)
            return $"frame.Has({CSharpText.Number(attribute)})";
        var value = Emit(node.Target, depth);
        return node.Path.Count == 1 ? $"PolicyOps.Has({value}, {constants.Name(node.Path[0])}, frame)" : $"PolicyOps.Has({value}, {constants.Path(node.Path)}, frame)";
    }

    private string HasInput(EquatableArray<AttributeName> path)
    {
        var slot = target.SlotOf(path[0].Text);
        if (slot < 0)
            return "false";
        return path.Count == 1 ? $"PolicyOps.IsPresent({Slot(slot)})" : $"PolicyOps.IsPresent({Slot(slot)}, {constants.Path(path.Skip(1))}, frame)";
    }

    private static string Slot(int slot) => $"arguments.GetValue({CSharpText.Number(slot)}, frame.Scratch)";
}
