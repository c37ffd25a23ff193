using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Language.Tests.Lowering;

/// <summary>Expressions as S-expressions, which say their shape and nothing else.</summary>
internal static class ProgramText
{
    public static string Of(ProgramExpr expr) => expr switch
    {
        ConstantExpr node => node.Value.ToString(),
        VariableExpr node => node.Variable.ToString().ToLowerInvariant(),
        IfExpr node => $"(if {Of(node.Condition)} {Of(node.Then)} {Of(node.Else)})",
        AndExpr node => $"(and {All(node.Operands)})",
        OrExpr node => $"(or {All(node.Operands)})",
        UnaryExpr node => $"({node.Operator} {Of(node.Operand)})",
        BinaryExpr node => $"({node.Operator} {Of(node.Left)} {Of(node.Right)})",
        GetAttributeExpr node => $"(get {Of(node.Target)} {node.Name})",
        HasAttributeExpr node => $"(has {Of(node.Target)} {string.Join(" ", node.Path)})",
        LikeExpr node => $"(like {Of(node.Operand)} {node.Pattern})",
        IsExpr node => $"(is {Of(node.Operand)} {node.Type})",
        IsInExpr node => $"(isin {Of(node.Operand)} {node.Type} {Of(node.Container)})",
        SetExpr node => $"(set{string.Concat(node.Elements.Select(x => " " + Of(x)))})",
        RecordExpr node => $"(record{string.Concat(node.Fields.Select(x => $" {x.Name}:{Of(x.Value)}"))})",
        ExtensionCallExpr node => $"({node.Function}{string.Concat(node.Arguments.Select(x => " " + Of(x)))})",
        _ => throw new InvalidOperationException($"No such expression: {expr.GetType().Name}."),
    };

    private static string All(EquatableArray<ProgramExpr> exprs) => string.Join(" ", exprs.Select(Of));
}
