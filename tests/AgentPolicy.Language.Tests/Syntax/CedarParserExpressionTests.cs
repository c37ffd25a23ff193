using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language.Tests.Syntax;

public sealed class CedarParserExpressionTests
{
    private static readonly ExprSyntax Context = new VariableSyntax(CedarVariable.Context);
    private static readonly ExprSyntax True = new BoolLiteralSyntax(true);

    public static TheoryData<string, object> Expressions => new()
    {
        { "true", True },
        { "false", new BoolLiteralSyntax(false) },
        { "007", Long(7) },
        { "9223372036854775807", Long(long.MaxValue) },
        { "-9223372036854775808", Long(long.MinValue) },
        { "- 1", Long(-1) },
        { "--9223372036854775808", Negate(Long(long.MinValue)) },
        { "----1", Negate(Negate(Negate(Long(-1)))) },
        { "-(1)", Negate(Long(1)) },
        { "-1.a", Negate(new MemberSyntax(Long(1), "a")) },
        { "-1[\"a\"]", Negate(new MemberSyntax(Long(1), "a")) },
        { "-context", Negate(Context) },
        { "!!!!true", Not(Not(Not(Not(True)))) },
        { "!(-1)", Not(Long(-1)) },
        { "((((true))))", True },
        { "principal", new VariableSyntax(CedarVariable.Principal) },
        { "action", new VariableSyntax(CedarVariable.Action) },
        { "resource", new VariableSyntax(CedarVariable.Resource) },
        { "A :: \"x\"", new EntityExprSyntax(new EntityUid("A", "x")) },
        { "A :: B\n::\t\"\"", new EntityExprSyntax(new EntityUid("A::B", "")) },
        { "principal::\"x\"", new EntityExprSyntax(new EntityUid("principal", "x")) },
        { "when::\"x\"", new EntityExprSyntax(new EntityUid("when", "x")) },
        { "if true then 1 else 2", new IfSyntax(True, Long(1), Long(2)) },
        { "if if true then true else true then 1 else if true then 2 else 3", new IfSyntax(new IfSyntax(True, True, True), Long(1), new IfSyntax(True, Long(2), Long(3))) },
        { "1 || 2 || 3", new OrSyntax(Exprs(Long(1), Long(2), Long(3))) },
        { "1 || (2 || 3)", new OrSyntax(Exprs(Long(1), new OrSyntax(Exprs(Long(2), Long(3))))) },
        { "(1 || 2) || 3", new OrSyntax(Exprs(new OrSyntax(Exprs(Long(1), Long(2))), Long(3))) },
        { "1 && 2 || 3 && 4 && 5", new OrSyntax(Exprs(new AndSyntax(Exprs(Long(1), Long(2))), new AndSyntax(Exprs(Long(3), Long(4), Long(5))))) },
        { "1 == 2 && 3 < 4", new AndSyntax(Exprs(Binary(BinarySyntaxOperator.Equal, 1, 2), Binary(BinarySyntaxOperator.Less, 3, 4))) },
        { "1 != 2", Binary(BinarySyntaxOperator.NotEqual, 1, 2) },
        { "1 <= 2", Binary(BinarySyntaxOperator.LessOrEqual, 1, 2) },
        { "1 > 2", Binary(BinarySyntaxOperator.Greater, 1, 2) },
        { "1 >= 2", Binary(BinarySyntaxOperator.GreaterOrEqual, 1, 2) },
        { "1 in 2", Binary(BinarySyntaxOperator.In, 1, 2) },
        { "1 + 2 - 3", Binary(BinarySyntaxOperator.Subtract, Binary(BinarySyntaxOperator.Add, 1, 2), Long(3)) },
        { "1 - 2 * 3", Binary(BinarySyntaxOperator.Subtract, Long(1), Binary(BinarySyntaxOperator.Multiply, 2, 3)) },
        { "1 * 2 * 3", Binary(BinarySyntaxOperator.Multiply, Binary(BinarySyntaxOperator.Multiply, 1, 2), Long(3)) },
        { "1--1", Binary(BinarySyntaxOperator.Subtract, Long(1), Long(-1)) },
        { "1 + 2 == 3 * 4", Binary(BinarySyntaxOperator.Equal, Binary(BinarySyntaxOperator.Add, 1, 2), Binary(BinarySyntaxOperator.Multiply, 3, 4)) },
        { "(1 < 2) == true", Binary(BinarySyntaxOperator.Equal, Binary(BinarySyntaxOperator.Less, 1, 2), True) },
        { "context has a", new HasSyntax(Context, EquatableArray.Of("a")) },
        { "context has principal.permit.a", new HasSyntax(Context, EquatableArray.Of("principal", "permit", "a")) },
        { "context has \"if\"", new HasSyntax(Context, EquatableArray.Of("if")) },
        { "context has a && true", new AndSyntax(Exprs(new HasSyntax(Context, EquatableArray.Of("a")), True)) },
        { "context like \"a*\\*\"", new LikeSyntax(Context, new LikePattern(EquatableArray.Of("a", "*"))) },
        { "context is A::B", new IsSyntax(Context, new NameSyntax("A::B"), null) },
        { "context is action", new IsSyntax(Context, new NameSyntax("action"), null) },
        { "context is A in 1 + 2", new IsSyntax(Context, new NameSyntax("A"), Binary(BinarySyntaxOperator.Add, 1, 2)) },
        { "context.a.permit", new MemberSyntax(new MemberSyntax(Context, "a"), "permit") },
        { "context[\"a b\"].contains", new MemberSyntax(new MemberSyntax(Context, "a b"), "contains") },
        { "1.a", new MemberSyntax(Long(1), "a") },
        { "\"\".a", new MemberSyntax(new StringLiteralSyntax(""), "a") },
        { "context.contains(1,)", new MethodCallSyntax(Context, "contains", Exprs(Long(1))) },
        { "context . isEmpty ( )", new MethodCallSyntax(Context, "isEmpty", default) },
        { "decimal(\"1.0\").lessThan(context)", new MethodCallSyntax(new FunctionCallSyntax("decimal", Exprs(new StringLiteralSyntax("1.0"))), "lessThan", Exprs(Context)) },
        { "[]", new SetSyntax(default) },
        { "[1, true,]", new SetSyntax(Exprs(Long(1), True)) },
        { "{}", new RecordSyntax(default) },
        { "{a: 1, \"b c\": {}, principal: 2,}", new RecordSyntax(EquatableArray.Of(Field("a", Long(1)), Field("b c", new RecordSyntax(default)), Field("principal", Long(2)))) },
        { "{\"if\": 1}", new RecordSyntax(EquatableArray.Of(Field("if", Long(1)))) },
    };

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Parser_Expression_IsRead(string text, object expected) => Assert.Equal(expected, Parsing.Expression(text));

    public static TheoryData<string> FunctionNames => new(CedarFunctions.All.Select(x => x.Name));

    [Theory]
    [MemberData(nameof(FunctionNames))]
    public void Parser_EveryFunction_IsKnownInItsStyle(string name)
    {
        var function = CedarFunctions.Find(name)!;
        var arguments = string.Join(", ", Enumerable.Repeat("1", function.ArgumentCount));
        var isMethod = function.Style == CedarCallStyle.Method;
        var (right, wrong) = ($"context.{name}({arguments})", $"{name}({arguments})");
        Parsing.Expression(isMethod ? right : wrong);
        Assert.Equal(isMethod ? "AGP0132" : "AGP0133", Assert.Single(Parsing.ExpressionErrors(isMethod ? wrong : right)).Id);
    }

    [Theory]
    [InlineData("decimal()")]
    [InlineData("ip(1, 2)")]
    [InlineData("context.lessThan()")]
    [InlineData("context.isIpv4(1)")]
    [InlineData("context.isInRange(1, 2)")]
    public void Parser_ExtensionWithWrongArity_IsNotItsMatter(string text) => Parsing.Expression(text);

    private static ExprSyntax Long(long value) => new LongLiteralSyntax(value);

    private static RecordFieldSyntax Field(string name, ExprSyntax value) => new(name, value);

    private static ExprSyntax Not(ExprSyntax operand) => new UnarySyntax(UnarySyntaxOperator.Not, operand);

    private static ExprSyntax Negate(ExprSyntax operand) => new UnarySyntax(UnarySyntaxOperator.Negate, operand);

    private static ExprSyntax Binary(BinarySyntaxOperator operation, ExprSyntax left, ExprSyntax right) => new BinarySyntax(operation, left, right);

    private static ExprSyntax Binary(BinarySyntaxOperator operation, long left, long right) => Binary(operation, Long(left), Long(right));

    private static EquatableArray<ExprSyntax> Exprs(params ExprSyntax[] items) => new(items);
}
