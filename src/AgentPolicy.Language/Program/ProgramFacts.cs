namespace AgentPolicy.Language.Program;

/// <summary>What can be told of policies without evaluating them.</summary>
internal static class ProgramFacts
{
    /// <inheritdoc cref="ReadsTime(ProgramExpr)"/>
    public static bool ReadsTime(PolicyProgram program) => program.Policies.Any(policy => ReadsTime(policy.Condition));

    /// <summary>
    /// Whether a policy may look at <c>context.system</c>, so that a governed call has to take the time. Whoever takes the context as a whole may; the safe side is
    /// that it does.
    /// </summary>
    public static bool ReadsTime(ProgramExpr condition)
    {
        var open = new Stack<ProgramExpr>();
        open.Push(condition);
        while (open.Count > 0)
        {
            switch (open.Pop())
            {
                case GetAttributeExpr { Target: VariableExpr { Variable: CedarVariable.Context } } node:
                    if (IsSystem(node.Name))
                        return true;
                    break;
                case HasAttributeExpr { Target: VariableExpr { Variable: CedarVariable.Context } } node:
                    if (IsSystem(node.Path[0]))
                        return true;
                    break;
                case VariableExpr { Variable: CedarVariable.Context }:
                    return true;
                case var other:
                    foreach (var child in Children(other))
                        open.Push(child);
                    break;
            }
        }

        return false;
    }

    /// <summary>The expressions that a node holds directly, in the order in which they are evaluated.</summary>
    public static IEnumerable<ProgramExpr> Children(ProgramExpr expr) => expr switch
    {
        ConstantExpr or VariableExpr => [],
        IfExpr node => [node.Condition, node.Then, node.Else],
        AndExpr node => node.Operands,
        OrExpr node => node.Operands,
        UnaryExpr node => [node.Operand],
        BinaryExpr node => [node.Left, node.Right],
        GetAttributeExpr node => [node.Target],
        HasAttributeExpr node => [node.Target],
        LikeExpr node => [node.Operand],
        IsExpr node => [node.Operand],
        IsInExpr node => [node.Operand, node.Container],
        SetExpr node => node.Elements,
        RecordExpr node => node.Fields.Select(field => field.Value),
        ExtensionCallExpr node => node.Arguments,
        _ => throw new InvalidOperationException($"No such expression: {expr.GetType().Name}."),
    };

    private static bool IsSystem(AttributeName name) => string.Equals(name.Text, "system", StringComparison.Ordinal);
}
