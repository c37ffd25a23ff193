using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language.Lowering;

/// <summary>Turns expressions as written into those of the intermediate representation; derived operators become those they are derived from.</summary>
internal static class ConditionLowering
{
    public static ProgramExpr Lower(ExprSyntax expr) => expr switch
    {
        BoolLiteralSyntax node => new ConstantExpr(node.Value),
        LongLiteralSyntax node => new ConstantExpr(node.Value),
        StringLiteralSyntax node => new ConstantExpr(node.Value),
        EntityExprSyntax node => new ConstantExpr(node.Uid),
        VariableSyntax node => new VariableExpr(node.Variable),
        IfSyntax node => new IfExpr(Lower(node.Condition), Lower(node.Then), Lower(node.Else)),
        OrSyntax node => LowerOr(node),
        AndSyntax node => LowerAnd(node),
        BinarySyntax node => LowerBinary(node.Operator, Lower(node.Left), Lower(node.Right)),
        UnarySyntax node => new UnaryExpr(node.Operator == UnarySyntaxOperator.Not ? UnaryOperator.Not : UnaryOperator.Negate, Lower(node.Operand)),
        HasSyntax node => new HasAttributeExpr(Lower(node.Target), node.Path.Select(name => new AttributeName(name)).ToEquatableArray()),
        LikeSyntax node => new LikeExpr(Lower(node.Target), node.Pattern),
        IsSyntax { In: null } node => new IsExpr(Lower(node.Target), node.Type.Text),
        IsSyntax node => new IsInExpr(Lower(node.Target), node.Type.Text, Lower(node.In)),
        MemberSyntax node => new GetAttributeExpr(Lower(node.Target), new AttributeName(node.Name)),
        MethodCallSyntax node => LowerMethod(node),
        FunctionCallSyntax node => new ExtensionCallExpr(LowerFunction(node.Function), LowerAll(node.Arguments)),
        SetSyntax node => new SetExpr(LowerAll(node.Elements)),
        RecordSyntax node => new RecordExpr(node.Fields.Select(field => new RecordField(new AttributeName(field.Name), Lower(field.Value))).ToEquatableArray()),
        _ => throw new InvalidOperationException($"No such expression: {expr.GetType().Name}."),
    };

    public static ProgramExpr Not(ProgramExpr operand) => new UnaryExpr(UnaryOperator.Not, operand);

    /// <summary>All of these, in this order; a conjunction within is taken apart, which changes no answer since operands are evaluated from the left either way.</summary>
    public static ProgramExpr And(IReadOnlyList<ProgramExpr> operands)
    {
        var flat = operands.SelectMany(operand => operand is AndExpr and ? (IEnumerable<ProgramExpr>)and.Operands : [operand]).ToEquatableArray();
        return flat.Count switch
        {
            0 => new ConstantExpr(true),
            1 => flat[0],
            _ => new AndExpr(flat),
        };
    }

    private static EquatableArray<ProgramExpr> LowerAll(EquatableArray<ExprSyntax> exprs)
    {
        var lowered = new ProgramExpr[exprs.Count];
        for (var i = 0; i < lowered.Length; i++)
            lowered[i] = Lower(exprs[i]);
        return new EquatableArray<ProgramExpr>(lowered);
    }

    private static ProgramExpr LowerAnd(AndSyntax node) => And(LowerAll(node.Operands));

    private static OrExpr LowerOr(OrSyntax node) =>
        new(LowerAll(node.Operands).SelectMany(operand => operand is OrExpr or ? (IEnumerable<ProgramExpr>)or.Operands : [operand]).ToEquatableArray());

    private static ProgramExpr LowerBinary(BinarySyntaxOperator @operator, ProgramExpr left, ProgramExpr right) => @operator switch
    {
        BinarySyntaxOperator.Equal => new BinaryExpr(BinaryOperator.Equal, left, right),
        BinarySyntaxOperator.NotEqual => Not(new BinaryExpr(BinaryOperator.Equal, left, right)),
        BinarySyntaxOperator.Less => new BinaryExpr(BinaryOperator.Less, left, right),
        BinarySyntaxOperator.LessOrEqual => new BinaryExpr(BinaryOperator.LessOrEqual, left, right),
        BinarySyntaxOperator.Greater => Not(new BinaryExpr(BinaryOperator.LessOrEqual, left, right)),
        BinarySyntaxOperator.GreaterOrEqual => Not(new BinaryExpr(BinaryOperator.Less, left, right)),
        BinarySyntaxOperator.In => new BinaryExpr(BinaryOperator.In, left, right),
        BinarySyntaxOperator.Add => new BinaryExpr(BinaryOperator.Add, left, right),
        BinarySyntaxOperator.Subtract => new BinaryExpr(BinaryOperator.Subtract, left, right),
        BinarySyntaxOperator.Multiply => new BinaryExpr(BinaryOperator.Multiply, left, right),
        _ => throw new InvalidOperationException($"No such operator: {@operator}."),
    };

    private static ProgramExpr LowerMethod(MethodCallSyntax node)
    {
        var target = Lower(node.Target);
        if (node.Method == "isEmpty")
            return new UnaryExpr(UnaryOperator.IsEmpty, target);
        BinaryOperator? @operator = node.Method switch
        {
            "contains" => BinaryOperator.Contains,
            "containsAll" => BinaryOperator.ContainsAll,
            "containsAny" => BinaryOperator.ContainsAny,
            "getTag" => BinaryOperator.GetTag,
            "hasTag" => BinaryOperator.HasTag,
            _ => null,
        };
        return @operator is { } known
            ? new BinaryExpr(known, target, Lower(node.Arguments[0]))
            : new ExtensionCallExpr(LowerFunction(node.Method), EquatableArray.Of([target, .. LowerAll(node.Arguments)]));
    }

    private static ExtensionFunction LowerFunction(string name) => name switch
    {
        "decimal" => ExtensionFunction.ParseDecimal,
        "lessThan" => ExtensionFunction.DecimalLess,
        "lessThanOrEqual" => ExtensionFunction.DecimalLessOrEqual,
        "greaterThan" => ExtensionFunction.DecimalGreater,
        "greaterThanOrEqual" => ExtensionFunction.DecimalGreaterOrEqual,
        _ => throw new InvalidOperationException($"The binder lets no call of '{name}' pass."),
    };
}
