using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Language.Tests.Syntax;

public sealed class CedarCorpusTests
{
    [SkippableTheory]
    [InlineData("conformance/cedar/corpus-public.tar.gz")]
    [InlineData("conformance/cedar/generated-public.tar.gz")]
    public void Parser_ArchivedCorpus_ParsesAndPrintsEveryPolicy(string archive)
    {
        var policies = SharedData.ReadArchive(archive, ".cedar").ToList();
        Assert.True(policies.Count >= 300, $"only {policies.Count} policies in {archive}");
        Assert.All(policies, policy => AssertRoundTrip(policy.Name, policy.Text));
    }

    [SkippableTheory]
    [InlineData("conformance/cedar/tests")]
    [InlineData("workloads")]
    public void Parser_CorpusFolder_ParsesAndPrintsEveryPolicy(string folder)
    {
        var files = SharedData.ReadFiles(folder, "*.cedar").ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => AssertRoundTrip(file.Name, file.Text));
    }

    private static void AssertRoundTrip(string name, string text)
    {
        var bag = new DiagnosticBag();
        var first = CedarParser.Parse(new SourceFile(name, text), bag);
        var printed = CedarPrinter.Print(first);
        var second = CedarParser.Parse(new SourceFile(name + " printed", printed), bag);
        Assert.True(!bag.HasErrors, string.Join('\n', bag.Diagnostics));
        Assert.NotEmpty(first.Policies);
        Assert.Equal(first, second);
        Assert.Equal(printed, CedarPrinter.Print(second));
    }
}
