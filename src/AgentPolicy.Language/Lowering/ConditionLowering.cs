using System.Runtime.CompilerServices;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language.Lowering;

/// <summary>Turns expressions as written into those of the intermediate representation; derived operators become those they are derived from.</summary>
/// <remarks>Recursion goes through methods that do little else: what they keep on the stack is kept once a level.</remarks>
internal static class ConditionLowering
{
    /// <exception cref="InsufficientExecutionStackException">The thread's stack is too small for an expression nested like this.</exception>
    public static ProgramExpr Lower(ExprSyntax expr)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return expr switch
        {
            BoolLiteralSyntax or LongLiteralSyntax or StringLiteralSyntax or EntityExprSyntax or VariableSyntax => LowerLeaf(expr),
            IfSyntax node => new IfExpr(Lower(node.Condition), Lower(node.Then), Lower(node.Else)),
            OrSyntax node => Or(LowerAll(node.Operands)),
            AndSyntax node => And(LowerAll(node.Operands)),
            BinarySyntax node => MakeBinary(node.Operator, Lower(node.Left), Lower(node.Right)),
            UnarySyntax node => MakeUnary(node.Operator, Lower(node.Operand)),
            HasSyntax node => MakeHas(Lower(node.Target), node.Path),
            LikeSyntax node => new LikeExpr(Lower(node.Target), node.Pattern),
            IsSyntax node => MakeIs(Lower(node.Target), node.Type.Text, node.In is null ? null : Lower(node.In)),
            MemberSyntax node => MakeMember(Lower(node.Target), node.Name),
            MethodCallSyntax node => MakeMethodCall(node.Method, Lower(node.Target), LowerAll(node.Arguments)),
            FunctionCallSyntax node => MakeFunctionCall(node.Function, LowerAll(node.Arguments)),
            SetSyntax node => new SetExpr(LowerAll(node.Elements)),
            RecordSyntax node => LowerRecord(node),
            _ => throw new InvalidOperationException($"No such expression: {expr.GetType().Name}."),
        };
    }

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

    private static ProgramExpr LowerLeaf(ExprSyntax expr) => expr switch
    {
        BoolLiteralSyntax node => new ConstantExpr(node.Value),
        LongLiteralSyntax node => new ConstantExpr(node.Value),
        StringLiteralSyntax node => new ConstantExpr(node.Value),
        EntityExprSyntax node => new ConstantExpr(node.Uid),
        VariableSyntax node => new VariableExpr(node.Variable),
        _ => throw new InvalidOperationException($"No such expression: {expr.GetType().Name}."),
    };

    private static EquatableArray<ProgramExpr> LowerAll(EquatableArray<ExprSyntax> exprs)
    {
        var lowered = new ProgramExpr[exprs.Count];
        for (var i = 0; i < lowered.Length; i++)
            lowered[i] = Lower(exprs[i]);
        return new EquatableArray<ProgramExpr>(lowered);
    }

    private static RecordExpr LowerRecord(RecordSyntax node)
    {
        var fields = new RecordField[node.Fields.Count];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = MakeField(node.Fields[i].Name, Lower(node.Fields[i].Value));
        return new RecordExpr(new EquatableArray<RecordField>(fields));
    }

    private static RecordField MakeField(string name, ProgramExpr value) => new(new AttributeName(name), value);

    private static OrExpr Or(EquatableArray<ProgramExpr> operands) =>
        new(operands.SelectMany(operand => operand is OrExpr or ? (IEnumerable<ProgramExpr>)or.Operands : [operand]).ToEquatableArray());

    private static UnaryExpr MakeUnary(UnarySyntaxOperator @operator, ProgramExpr operand) => @operator switch
    {
        UnarySyntaxOperator.Not => new UnaryExpr(UnaryOperator.Not, operand),
        UnarySyntaxOperator.Negate => new UnaryExpr(UnaryOperator.Negate, operand),
        _ => throw new InvalidOperationException($"No such operator: {@operator}."),
    };

    private static HasAttributeExpr MakeHas(ProgramExpr target, EquatableArray<string> path) => new(target, path.Select(name => new AttributeName(name)).ToEquatableArray());

    private static ProgramExpr MakeIs(ProgramExpr operand, string type, ProgramExpr? container) =>
        container is null ? new IsExpr(operand, type) : new IsInExpr(operand, type, container);

    private static GetAttributeExpr MakeMember(ProgramExpr target, string name) => new(target, new AttributeName(name));

    private static ProgramExpr MakeBinary(BinarySyntaxOperator @operator, ProgramExpr left, ProgramExpr right) => @operator switch
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

    private static ProgramExpr MakeMethodCall(string method, ProgramExpr target, EquatableArray<ProgramExpr> arguments)
    {
        if (method == "isEmpty")
            return new UnaryExpr(UnaryOperator.IsEmpty, target);
        BinaryOperator? @operator = method switch
        {
            "contains" => BinaryOperator.Contains,
            "containsAll" => BinaryOperator.ContainsAll,
            "containsAny" => BinaryOperator.ContainsAny,
            "getTag" => BinaryOperator.GetTag,
            "hasTag" => BinaryOperator.HasTag,
            _ => null,
        };
        return @operator is { } known ? new BinaryExpr(known, target, arguments[0]) : MakeFunctionCall(method, EquatableArray.Of([target, .. arguments]));
    }

    private static ExtensionCallExpr MakeFunctionCall(string name, EquatableArray<ProgramExpr> arguments)
    {
        var signature = ExtensionSignature.Find(new TextView(name.AsSpan())) ?? throw new InvalidOperationException($"The parser lets no call of '{name}' pass.");
        return new ExtensionCallExpr(signature.Function, arguments);
    }
}
