namespace AgentPolicy.Language.Syntax;

/// <summary>Walks expressions and types, without recursion.</summary>
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
    public static IEnumerable<ExprSyntax> DescendantsAndSelf(ExprSyntax root) => Walk(root, Children);

    /// <summary>The names that a type is made of, in the order written.</summary>
    public static IEnumerable<SchemaNamedTypeSyntax> NamesIn(SchemaTypeSyntax root) => Walk(root, Children).OfType<SchemaNamedTypeSyntax>();

    private static IEnumerable<SchemaTypeSyntax> Children(SchemaTypeSyntax type) => type switch
    {
        SchemaNamedTypeSyntax => [],
        SchemaSetTypeSyntax node => [node.Element],
        SchemaRecordTypeSyntax node => node.Attributes.Select(attribute => attribute.Type),
        _ => throw new InvalidOperationException($"No such type: {type.GetType().Name}."),
    };

    // A stack of our own: the thread's may be small.
    private static IEnumerable<T> Walk<T>(T root, Func<T, IEnumerable<T>> children)
    {
        var stack = new Stack<T>();
        stack.Push(root);
        while (stack.Count > 0)
        {
            var node = stack.Pop();
            yield return node;
            foreach (var child in children(node).Reverse())
                stack.Push(child);
        }
    }
}
