using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentPolicy.Generators.Tests.Analysis;

public sealed class IncrementalTests
{
    private const string Source = """
        public sealed partial class Tools(IPolicyEngine policy)
        {
            [Governed("pay")] public partial Task<string> PayAsync(string to, decimal amount, string[]? tags = null);
            private Task<string> PayAsyncCore(string to, decimal amount, string[]? tags) => Task.FromResult(to);
        }

        [PolicyEntity("Agent")] public sealed partial record Bot(string Id, IReadOnlySet<string> Payees) : IPolicyPrincipal;
        """;

    private static readonly string[] s_models = [GovernedTrackingNames.Types, GovernedTrackingNames.EntityTypes, GovernedTrackingNames.ReferencedTools, GovernedTrackingNames.Methods];

    [Fact]
    public void UnrelatedFile_Added_NothingIsMadeAnew()
    {
        var run = GeneratorRun.Of(Source);

        run.AssertCached(run.Input.AddSyntaxTrees(Compiling.Parse("class Unrelated;", "Other.cs")), GovernedTrackingNames.All);
    }

    [Fact]
    public void Comment_AboveTheTypes_NoModelIsMadeAnew()
    {
        var run = GeneratorRun.Of(Source);

        run.AssertCached(Edit(run, "// A comment.\n\n" + Source), s_models);
    }

    [Fact]
    public void Core_Edited_NoModelIsMadeAnew()
    {
        var run = GeneratorRun.Of(Source);

        run.AssertCached(Edit(run, Source.Replace("FromResult(to)", "FromResult(to + to)", StringComparison.Ordinal)), s_models);
    }

    [Theory]
    [InlineData("\"pay\"", "\"paid\"", "GovernedTypes")]
    [InlineData("decimal amount", "long amount", "GovernedTypes")]
    [InlineData("\"Agent\"", "\"Bot\"", "PolicyEntityTypes")]
    [InlineData("Payees", "Friends", "PolicyEntityTypes")]
    public void WhatIsGenerated_Edited_IsMadeAnew(string old, string edited, string stage)
    {
        var run = GeneratorRun.Of(Source);

        Assert.True(run.IsRemade(Edit(run, Source.Replace(old, edited, StringComparison.Ordinal)), stage));
    }

    [Fact]
    public void Comment_AboveAnError_NoModelIsMadeAnew()
    {
        const string Refused = Source + "\npublic partial class Bad(IPolicyEngine e) { [Governed] public partial int M(ref int n); }";
        var run = GeneratorRun.Of(Refused);

        run.AssertCached(Edit(run, "\n" + Refused), s_models);
    }

    private static Compilation Edit(GeneratorRun run, string source) =>
        run.Input.ReplaceSyntaxTree(run.Input.SyntaxTrees.First(), Compiling.Parse(Compiling.Usings + source, "Tools.cs"));
}
