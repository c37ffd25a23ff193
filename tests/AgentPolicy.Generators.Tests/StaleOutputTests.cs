using AgentPolicy.Tests.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentPolicy.Generators.Tests;

/// <summary>After an edit, whatever was kept of the run before, the code is what a run from nothing would write.</summary>
public sealed class StaleOutputTests
{
    private const string Code = """
        using AgentPolicy;
        using System.Collections.Generic;
        [PolicySet] public sealed partial class Set;
        [PolicyEntity("Agent")] public sealed partial record Bot(string Id, long Level, Color Color, HashSet<string> Names) : IPolicyPrincipal;
        public enum Color { Red, Green }
        public sealed record Point(int X, int? Y);
        public sealed partial class Tools(IPolicyEngine policy)
        {
            [Governed("ask")] public partial string Ask(int n, Color color, Point point);
            private string AskCore(int n, Color color, Point point) => "ran";
        }
        """;

    private const string Policies = """
        permit(principal, action == Action::"ask", resource) when { context.input.n < 1 && principal.level == 2 };
        permit(principal, action in Action::"group", resource) when { context.input.n < 3 && principal.level == 4 };
        forbid(principal, action, resource) when { context.input has color && context.input.color == "Red" && context.input.point has x };
        """;

    private const string Schema = "entity Role; action group; action ask in [group];";

    private static readonly (string Old, string New)[] s_edits =
    [
        ("Ask(int n,", "Ask(long n,"), ("AskCore(int n,", "AskCore(long n,"), ("int? Y", "int Y"), ("int X,", "decimal X,"), ("record Point(", "class Point("), ("enum Color { Red, Green }", "enum Color { Red, Green, Crimson = 0 }"),
        ("public enum", "[System.Flags] public enum"), ("sealed partial record Bot", "partial record Bot"), ("long Level", "int? Level"), ("long Level", "string Level"), ("long Level", "[property: System.Text.Json.Serialization.JsonPropertyName(\"rank\")] long Level"),
        (", HashSet<string> Names", ""), ("HashSet<string> Names", "string[] Names"), ("[Governed(\"ask\")]", "[Governed(\"tell\")]"), ("[Governed(\"ask\")]", "[Governed(\"ask\", Resource = nameof(color), ResourceType = \"File\")]"),
        ("[PolicyEntity(\"Agent\")]", "[PolicyEntity(\"Bot\")]"), ("[PolicySet]", "[PolicySet(ErrorMode = ErrorMode.Cedar)]"), ("public sealed partial class Tools(IPolicyEngine policy)", "public sealed partial class Tools(IPolicyEngine engine)"),
        ("public sealed partial class Tools", "namespace N; public sealed partial class Tools"), ("partial string Ask", "partial System.Threading.Tasks.Task<string> Ask"), ("using AgentPolicy;", "#nullable disable\nusing AgentPolicy;"),
        ("context.input.n < 1", "context.input.n < 2"), ("context.input.n < 1", "context.input.n < 3"), ("principal.level == 2", "principal.level == 4"), ("principal.level == 2", "principal.level == \"2\""), ("== \"Red\"", "like \"Red\""),
        ("action in Action::\"group\"", "action in Action::\"ask\""), ("forbid(principal", "@id(\"x\") forbid(principal"), ("forbid(principal", "// é\nforbid(principal"), ("forbid", "permit"), ("ask in [group]", "ask"), ("action group;", "action group in [other]; action other;"),
        ("entity Role;", "entity Role { a: Long };"), ("entity Role;", "@doc(\"x\") entity Role;"),
    ];

    [Fact]
    public void Edit_OfAnything_GivesWhatARunFromNothingGives()
    {
        var driver = Run(NewDriver(Files(Policies, Schema)), Code);
        Assert.Empty(driver.GetRunResult().Diagnostics);
        foreach (var (old, @new) in s_edits)
        {
            var (code, policies, schema) = (Code.Replace(old, @new), Policies.Replace(old, @new), Schema.Replace(old, @new));
            Assert.NotEqual(Code + Policies + Schema, code + policies + schema);

            // There and back again.
            driver = AssertFresh(driver, code, policies, schema, @new);
            driver = AssertFresh(driver, Code, Policies, Schema, "without " + @new);
        }
    }

    private static GeneratorDriver AssertFresh(GeneratorDriver driver, string code, string policies, string schema, string edit)
    {
        driver = Run(driver.ReplaceAdditionalTexts(Files(policies, schema)), code);
        Assert.True(Outputs(driver) == Outputs(Run(NewDriver(Files(policies, schema)), code)), edit);
        return driver;
    }

    private static System.Collections.Immutable.ImmutableArray<AdditionalText> Files(string policies, string schema) => [new PolicyText("p.cedar", policies), new PolicyText("s.cedarschema", schema, "schema")];

    private static GeneratorDriver NewDriver(IEnumerable<AdditionalText> files) => CSharpGeneratorDriver.Create(
        [new GovernedGenerator().AsSourceGenerator(), new PolicyGenerator().AsSourceGenerator()], files, CompilationHost.ParseOptions, new PolicyTextOptions());

    private static GeneratorDriver Run(GeneratorDriver driver, string code) => driver.RunGenerators(CompilationHost.Create("Stale", code));

    private static string Outputs(GeneratorDriver driver)
    {
        var result = driver.GetRunResult();
        Assert.All(result.Results, one => Assert.Null(one.Exception));
        var sources = result.Results.SelectMany(one => one.GeneratedSources).OrderBy(source => source.HintName, StringComparer.Ordinal).Select(source => source.HintName + "\n" + source.SourceText);
        return string.Join("\n", sources.Concat(result.Diagnostics.Select(diagnostic => diagnostic.ToString()).Order(StringComparer.Ordinal)));
    }
}
