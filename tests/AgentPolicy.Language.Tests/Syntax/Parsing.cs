using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Tests.Syntax;

/// <summary>Parses for tests: what should parse does or fails with its diagnostics, what should not yields them.</summary>
internal static class Parsing
{
    public static ExprSyntax Expression(string text)
    {
        var bag = new DiagnosticBag();
        var expression = CedarParser.ParseExpression(new SourceFile("test.cedar", text), bag);
        AssertNone(text, bag);
        return Assert.IsAssignableFrom<ExprSyntax>(expression);
    }

    public static PolicyFileSyntax File(string text)
    {
        var bag = new DiagnosticBag();
        var file = CedarParser.Parse(new SourceFile("test.cedar", text), bag);
        AssertNone(text, bag);
        return file;
    }

    public static PolicySyntax Policy(string text) => Assert.Single(File(text).Policies);

    public static IReadOnlyList<PolicyDiagnostic> ExpressionErrors(string text)
    {
        var bag = new DiagnosticBag();
        Assert.Null(CedarParser.ParseExpression(new SourceFile("test.cedar", text), bag));
        return bag.Diagnostics;
    }

    public static (PolicyFileSyntax File, IReadOnlyList<PolicyDiagnostic> Errors) WithErrors(string text)
    {
        var bag = new DiagnosticBag();
        var file = CedarParser.Parse(new SourceFile("test.cedar", text), bag);
        return (file, bag.Diagnostics);
    }

    private static void AssertNone(string text, DiagnosticBag bag) =>
        Assert.True(!bag.HasErrors, string.Join('\n', bag.Diagnostics) + "\n" + text[..Math.Min(text.Length, 2000)]);
}
