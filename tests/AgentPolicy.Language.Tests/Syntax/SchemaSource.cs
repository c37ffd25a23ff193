using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Tests.Syntax;

/// <summary>Parses and compiles schemas in memory.</summary>
internal static class SchemaSource
{
    public const string FileName = "test.cedarschema";

    public static SchemaSyntax Parse(string text)
    {
        var bag = new DiagnosticBag();
        var syntax = SchemaParser.Parse(new SourceFile(FileName, text), bag);
        Assert.Empty(bag.Diagnostics);
        return syntax;
    }

    public static IReadOnlyList<PolicyDiagnostic> ParseErrors(string text, out SchemaSyntax syntax)
    {
        var bag = new DiagnosticBag();
        syntax = SchemaParser.Parse(new SourceFile(FileName, text), bag);
        return bag.Diagnostics;
    }

    public static SchemaModel Compile(params string[] texts)
    {
        var schema = TryCompile(out var diagnostics, texts);
        Assert.Empty(diagnostics);
        return schema!;
    }

    public static IReadOnlyList<PolicyDiagnostic> Errors(params string[] texts)
    {
        Assert.Null(TryCompile(out var diagnostics, texts));
        return diagnostics;
    }

    /// <summary>The one error of a schema, checked for its id, its place and parts of its message.</summary>
    public static void AssertError(string text, string id, int line, int column, params string[] parts)
    {
        var diagnostic = Assert.Single(Errors(text));
        Assert.True(diagnostic.Id == id, diagnostic.ToString());
        Assert.True((line, column) == (diagnostic.Line, diagnostic.Column), diagnostic.ToString());
        foreach (var part in parts)
            Assert.Contains(part, diagnostic.Message, StringComparison.Ordinal);
    }

    private static SchemaModel? TryCompile(out IReadOnlyList<PolicyDiagnostic> diagnostics, string[] texts)
    {
        var bag = new DiagnosticBag();
        var files = texts.Select((text, index) => new SourceFile(index == 0 ? FileName : $"test{index}.cedarschema", text)).ToArray();
        var schema = SchemaCompiler.Compile(files, bag);
        diagnostics = bag.Diagnostics;
        return schema;
    }
}
