using AgentPolicy.Tests.Compilation;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Tests.Analysis;

/// <summary>Which classes can be policy sets, and which files are in them.</summary>
public sealed class PolicySetClassTests
{
    private const string Permit = "permit(principal, action, resource);";

    [Theory]
    [InlineData("AGP0501", "S", "[AgentPolicy.PolicySet] public class S { }")]
    [InlineData("AGP0501", "S", "public class Outer { [AgentPolicy.PolicySet] public partial class S { } }")]
    [InlineData("AGP0502", "S", "[AgentPolicy.PolicySet] public partial class S<T> { }")]
    [InlineData("AGP0502", "S", "public partial class Outer<T> { [AgentPolicy.PolicySet] public partial class S { } }")]
    [InlineData("AGP0503", "S", "[AgentPolicy.PolicySet] public static partial class S { }")]
    [InlineData("AGP0503", "S", "[AgentPolicy.PolicySet] public partial struct S { }")]
    [InlineData("AGP0503", "S", "[AgentPolicy.PolicySet] file partial class S { }")]
    public void Class_ThatCannotBeASet_IsAnErrorAtItsName(string id, string name, string source)
    {
        var run = PolicySetRun.Of(source, new PolicyText("a.cedar", Permit));
        var error = Assert.Single(run.Diagnostics, diagnostic => diagnostic.Id == id);
        AssertIsFixedError(error);
        var span = error.Location.SourceSpan;
        Assert.Equal(name, source.Substring(span.Start, span.Length));
        Assert.Empty(run.Result.GeneratedSources);
    }

    [Theory]
    [InlineData("S", "[AgentPolicy.PolicySet] partial class S;")]
    [InlineData("A.@event.S", "namespace A.@event { [AgentPolicy.PolicySet] internal abstract partial class S; }")]
    [InlineData("N.Outer+Inner+@class", "namespace N; partial struct Outer { partial interface Inner { [AgentPolicy.PolicySet] private partial record @class; } }")]
    [InlineData("Outer+S", "partial record struct Outer { [AgentPolicy.PolicySet] protected internal sealed partial class S; }")]
    public void Class_OfAnyOtherForm_GetsItsPolicies(string type, string source)
    {
        var run = PolicySetRun.Of(source.Replace("protected internal", "internal"), new PolicyText("a.cedar", Permit));
        Assert.Empty(run.Diagnostics);
        Assert.Equal("policy0", Assert.Single(run.Load(type.Replace("@", "")).Policies).Id);
    }

    [Fact]
    public void Classes_ThatDifferByLetterCaseOnly_GetTheirOwnPolicies()
    {
        const string Source = "[AgentPolicy.PolicySet(\"a\")] partial class Bank; [AgentPolicy.PolicySet(\"b\")] partial class bank; namespace N { [AgentPolicy.PolicySet(\"c\")] partial class S; }";
        var run = PolicySetRun.Of(Source, new PolicyText("a/x.cedar", Permit), new PolicyText("b/y.cedar", Permit), new PolicyText("c/z.cedar", Permit));
        Assert.Empty(run.Diagnostics);
        Assert.Equal(["x.cedar", "y.cedar", "z.cedar"], new[] { "Bank", "bank", "N.S" }.Select(type => run.Load(type).Policies[0].Path));
    }

    [Fact]
    public void File_InNoSet_IsAnErrorInTheFile()
    {
        var run = PolicySetRun.Of("[AgentPolicy.PolicySet(\"a\")] partial class S;", new PolicyText("a/x.cedar", Permit), new PolicyText("ab/y.cedar", Permit), new PolicyText("z.cedarschema", "", "schema"));
        Assert.Equal(["/project/ab/y.cedar(1,1): AGP0504", "/project/z.cedarschema(1,1): AGP0504"], Places(run));
        Assert.All(run.Diagnostics, AssertIsFixedError);
    }

    [Fact]
    public void File_InSeveralSets_IsAnErrorThatNamesThem()
    {
        var run = PolicySetRun.Of("[AgentPolicy.PolicySet] partial class All; [AgentPolicy.PolicySet(\"a\")] partial class Some;", new PolicyText("a/x.cedar", Permit), new PolicyText("y.cedar", Permit));
        Assert.Equal(["/project/a/x.cedar(1,1): AGP0505"], Places(run));
        Assert.Contains("'All', 'Some'", Assert.Single(run.Diagnostics).GetMessage());
    }

    [Theory]
    [InlineData("rules/x.cedar")]
    [InlineData("x.Cedar")]
    [InlineData("policies/x.CEDARSCHEMA")]
    public void File_NotListedAsAPolicyFile_IsAnErrorInTheFile(string path)
    {
        foreach (var source in new[] { "[AgentPolicy.PolicySet] partial class S;", "" })
        {
            var run = PolicySetRun.Of(source, new PolicyText(path, "forbid(principal, action, resource);", kind: null), new PolicyText("cedar", "", kind: null), new PolicyText("a.cedar.txt", "", kind: null));
            Assert.Equal([$"/project/{path}(1,1): AGP0507"], Places(run).Where(place => !place.Contains("AGP0506")));
            AssertIsFixedError(run.Diagnostics.Single(error => error.Id == "AGP0507"));
        }
    }

    [Theory]
    [InlineData("[AgentPolicy.PolicySet(\"b\")] partial class S;", "the folder 'b'")]
    [InlineData("[AgentPolicy.PolicySet] partial class S;", "the project")]
    public void Set_WithoutPolicyFiles_IsAnErrorAtTheClassAndDenies(string source, string where)
    {
        var run = PolicySetRun.Of(source, new PolicyText("b/x.cedarschema", "", "schema"), new PolicyText("b/readme.md", "", kind: null));
        var error = Assert.Single(run.Diagnostics);
        AssertIsFixedError(error);
        Assert.Equal(("AGP0506", "S"), (error.Id, source.Substring(error.Location.SourceSpan.Start, error.Location.SourceSpan.Length)));
        Assert.Contains(where, error.GetMessage());
        Assert.Equal("deny-all", run.Load("S").Policies[0].Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("// forbid(principal, action, resource);")]
    public void File_WithoutAPolicy_IsAnErrorInTheFileAndTheSetDenies(string text)
    {
        var run = PolicySetRun.Of("[AgentPolicy.PolicySet(\"a\")] partial class S;", new PolicyText("a/x.cedar", Permit), new PolicyText("a/y.cedar", text));
        Assert.Equal(["/project/a/y.cedar(1,1): AGP0508"], Places(run));
        AssertIsFixedError(run.Diagnostics[0]);
        Assert.Contains("'y.cedar'", run.Diagnostics[0].GetMessage());
        Assert.Equal("deny-all", run.Load("S").Policies[0].Id);
        Assert.Empty(PolicySetRun.Of("[AgentPolicy.PolicySet(ErrorMode = AgentPolicy.ErrorMode.Cedar)] partial class S;", new PolicyText("y.cedar", text)).Diagnostics);
    }

    [Fact]
    public void Set_OfAFolder_HasItsFilesInOrderOfTheirPathsBelowIt()
    {
        var run = PolicySetRun.Of(
            "[AgentPolicy.PolicySet(\"policies\\\\bank/\")] partial class S;",
            new PolicyText("policies\\bank\\sub\\b.cedar", Permit), new PolicyText("policies/bank/a.cedar", Permit), new PolicyText("policies/bank/Z.cedar", Permit));
        Assert.Empty(run.Diagnostics);
        Assert.Equal(["Z.cedar", "a.cedar", "sub/b.cedar"], run.Load("S").Policies.Select(policy => policy.Path));
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("team,owner")]
    [InlineData("team; owner")]
    public void Annotation_ThatTheProjectDeclares_IsKnown(string declared)
    {
        var file = new PolicyText("a.cedar", "@owner(\"x\") " + Permit);
        Assert.Equal(["/project/a.cedar(1,1): AGP0202"], Places(PolicySetRun.Of("[AgentPolicy.PolicySet] partial class S;", file)));
        Assert.Empty(PolicySetRun.Of("[AgentPolicy.PolicySet] partial class S;", [file], ("build_property.AgentPolicyAnnotations", declared)).Diagnostics);
    }

    private static IEnumerable<string> Places(PolicySetRun run) => run.Diagnostics.Select(diagnostic =>
    {
        var place = diagnostic.Location.GetLineSpan();
        return $"{place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): {diagnostic.Id}";
    });

    private static void AssertIsFixedError(Diagnostic diagnostic)
    {
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, diagnostic.Descriptor.CustomTags);
    }
}
