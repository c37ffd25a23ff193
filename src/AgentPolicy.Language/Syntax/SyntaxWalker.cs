namespace AgentPolicy.Language.Syntax;

/// <summary>Walks expressions. The depth is bounded by the parser, so recursion is safe.</summary>
internal static class SyntaxWalker
{
    /// <summary>The direct operands of an expression, in the order written.</summary>
    public static IEnumerable<ExprSyntax> Children(ExprSyntax expr) => expr switch
    {
        BoolLiteralSyntax or LongLiteralSyntax or StringLiteralSyntax or EntityExprSyntax or VariableSyntax => [],
        IfSyntax node => [node.Condition, node.Then, node.Else],
        OrSyntax node => node.Operands,
        AndSyntax node => node.Operands,
        BinarySyntax node => [node.Left, node.Right],
        UnarySyntax node => [node.Operand],
        HasSyntax node => [node.Target],
        LikeSyntax node => [node.Target],
        IsSyntax node => node.In is null ? [node.Target] : [node.Target, node.In],
        MemberSyntax node => [node.Target],
        MethodCallSyntax node => [node.Target, .. node.Arguments],
        FunctionCallSyntax node => node.Arguments,
        SetSyntax node => node.Elements,
        RecordSyntax node => node.Fields.Select(field => field.Value),
        _ => throw new InvalidOperationException($"No such expression: {expr.GetType().Name}."),
    };

    /// <summary>An expression and all within it, parents first.</summary>
    public static IEnumerable<ExprSyntax> DescendantsAndSelf(ExprSyntax root)
    {
        var stack = new Stack<ExprSyntax>();
        stack.Push(root);
        while (stack.Count > 0)
        {
            var expr = stack.Pop();
            yield return expr;
            foreach (var child in Children(expr).Reverse())
                stack.Push(child);
        }
    }
}
