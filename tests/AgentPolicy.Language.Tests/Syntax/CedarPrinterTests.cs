using AgentPolicy.Language.Syntax;
using FsCheck.Xunit;

namespace AgentPolicy.Language.Tests.Syntax;

public sealed class CedarPrinterTests
{
    [Property(Arbitrary = [typeof(SyntaxGenerator)], MaxTest = 700, EndSize = 60)]
    public void Printer_AnyPolicies_ParseBackToAnEqualTree(PolicyFileWrapper generated) =>
        Assert.Equal(generated.File, Parsing.File(CedarPrinter.Print(generated.File)));

    [Property(Arbitrary = [typeof(SyntaxGenerator)], MaxTest = 1200, EndSize = 60)]
    public void Printer_AnyExpression_ParsesBackToAnEqualTree(ExpressionWrapper generated) =>
        Assert.Equal(generated.Expression, Parsing.Expression(CedarPrinter.Print(generated.Expression)));

    [Theory]
    [InlineData("((context.b || true)) && !(1 in 2)", "(context.b || true) && !(1 in 2)")]
    [InlineData("((1 + 2)) - (3 + 4) * 5", "1 + 2 - (3 + 4) * 5")]
    [InlineData("1 - (2 - 3)", "1 - (2 - 3)")]
    [InlineData("1 - 2 - 3", "1 - 2 - 3")]
    [InlineData("(1 < 2) == (3 < 4)", "(1 < 2) == (3 < 4)")]
    [InlineData("(true || false) || true", "(true || false) || true")]
    [InlineData("-(1)", "-(1)")]
    [InlineData("--1", "--1")]
    [InlineData("(-1).a", "(-1).a")]
    [InlineData("-1.a", "-1.a")]
    [InlineData("!!!!(!true)", "!!!!(!true)")]
    [InlineData("(if true then 1 else 2) + 3", "(if true then 1 else 2) + 3")]
    [InlineData("if true then (if false then 1 else 2) else (3)", "if true then if false then 1 else 2 else 3")]
    [InlineData("""{"a": 1, "if": [2], "b c": {}}""", """{a: 1, "if": [2], "b c": {}}""")]
    [InlineData("""context["a"]["b c"].contains( 1, )""", """context.a["b c"].contains(1)""")]
    [InlineData("""principal has "a" """, "principal has a")]
    [InlineData("""(principal is A::B in resource) && "x" like "*\*" """, """principal is A::B in resource && "x" like "*\*" """)]
    public void Printer_Expression_HasOnlyTheParenthesesItNeeds(string text, string expected) =>
        Assert.Equal(expected.Trim(), CedarPrinter.Print(Parsing.Expression(text)));

    [Fact]
    public void Printer_Policy_PutsEveryClauseOnALine()
    {
        var policy = Parsing.Policy("""
            @id("x") @flag permit(principal == User::"a", action in [Action::"b", Action::"c"], resource is Doc in ?resource)
            when { principal.a && (resource.b || true) && 1 < 2 } unless { context.c || false } when { true };
            """);
        Assert.Equal(
            """
            @id("x")
            @flag
            permit (
                principal == User::"a",
                action in [Action::"b", Action::"c"],
                resource is Doc in ?resource
            )
            when {
                principal.a &&
                (resource.b || true) &&
                1 < 2
            }
            unless {
                context.c ||
                false
            }
            when {
                true
            };

            """,
            CedarPrinter.Print(policy));
    }

    [Fact]
    public void Printer_PlainHead_StaysOnOneLine() =>
        Assert.Equal("forbid (principal, action, resource);\n", CedarPrinter.Print(Parsing.File("forbid(principal,action,resource);")));
}
