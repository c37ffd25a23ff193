using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Text;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Language.Tests.Binding;

/// <summary>Every schema of the conformance corpora is valid.</summary>
public sealed class SchemaCorpusTests
{
    private const string Conformance = "conformance/cedar/";

    [SkippableTheory]
    [InlineData("corpus-public.tar.gz", 3_000)]
    [InlineData("generated-public.tar.gz", 300)]
    public void Corpus_EverySchema_ResolvesWithoutDiagnostics(string archive, int atLeast)
    {
        var count = 0;
        var problems = new List<string>();
        foreach (var (name, text) in SharedData.ReadArchive(Conformance + archive, ".cedarschema"))
        {
            count++;
            Check(name, text, problems);
        }

        Assert.True(problems.Count == 0, $"{problems.Count} problems:\n" + string.Join("\n", problems.Take(20)));
        Assert.True(count >= atLeast, $"only {count} schemas in {archive}");
    }

    [SkippableFact]
    public void SampleData_EverySchema_ResolvesWithoutDiagnostics()
    {
        var files = Directory.GetFiles(SharedData.Require(Conformance), "*.cedarschema", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        var problems = new List<string>();
        foreach (var file in files)
            Check(file, File.ReadAllText(file), problems);
        Assert.Empty(problems);
    }

    private static void Check(string name, string text, List<string> problems)
    {
        var bag = new DiagnosticBag();
        var schema = SchemaCompiler.Compile([new SourceFile(name, text)], bag);
        problems.AddRange(bag.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        if (schema is null && bag.Diagnostics.Count == 0)
            problems.Add(name + ": no schema and no diagnostic");
        if (schema is null)
            return;
        if (!schema.Equals(SchemaCompiler.Compile([new SourceFile(name, text)], new DiagnosticBag())))
            problems.Add(name + ": two compilations differ");
    }
}
