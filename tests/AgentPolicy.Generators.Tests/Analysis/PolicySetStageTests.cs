using System.Text;
using AgentPolicy.Generators.Analysis;
using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;
using AgentPolicy.Tests.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AgentPolicy.Generators.Tests.Analysis;

/// <summary>Whatever is wrong, the set denies and the build fails.</summary>
public sealed class PolicySetStageTests
{
    private const string Set = "[AgentPolicy.PolicySet] public partial class S;";

    [Theory]
    [InlineData("permit(principal, action, resource)", "a.cedar", 1, 36, "AGP0101")]
    [InlineData("permit(principal, action, resource);\n  @aproval(\"x\")\npermit(principal, action, resource);", "a.cedar", 2, 3, "AGP0202")]
    [InlineData("permit(principal, action, resource)\r\nwhen { resource.addr == ipaddr(\"127.0.0.1\") };", "a.cedar", 2, 25, "AGP0130")]
    public void Policy_WithAnError_IsReportedAtItsPlaceAndTheSetDenies(string text, string path, int line, int column, string id)
    {
        var run = PolicySetRun.Of(Set, new PolicyText(path, text), new PolicyText("good.cedar", "permit(principal, action, resource);"));
        var error = Assert.Single(run.Diagnostics);
        var place = error.Location.GetLineSpan();
        Assert.Equal((id, "/project/" + path, line, column), (error.Id, place.Path, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1));
        Assert.Equal((DiagnosticSeverity.Error, true), (error.Severity, error.Descriptor.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable)));
        AssertDenies(run.Load("S"));
    }

    [Theory]
    [InlineData("forbid(principal, action, resource) when { principal has \"M\u00FCller\" };", "latin1", false)]
    [InlineData("forbid(principal, action, resource) when { principal has \"M\u00FCller\" };", "utf-8", true)]
    [InlineData("forbid(principal, action, resource) when { principal has \"\uFFFD\" };", "utf-8", false)]
    [InlineData("forbid(principal, action, resource) when { principal has \"\\u{fffd}\" };", "utf-8", true)]
    [InlineData("forbid(principal, action, resource);", "utf-16", false)]
    public void File_OnDisk_IsReadAsUtf8OrNotAtAll(string text, string encoding, bool isRead)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".cedar");
        try
        {
            File.WriteAllText(path, text, Encoding.GetEncoding(encoding));
            var file = Assert.Single(PolicyFiles.Read(new FileText(path), new PolicyTextOptions().GetOptions(new PolicyText("a.cedar", text)), default));
            Assert.Equal(isRead ? text : null, file.Text);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Policy_WithTheCharacterForBytesThatAreNoUtf8_IsReportedAndTheSetDenies()
    {
        var run = PolicySetRun.Of(Set, new PolicyText("a.cedar", "forbid(principal, action, resource) when { principal has \"M\uFFFDller\" };"));
        var error = Assert.Single(run.Diagnostics);
        Assert.Equal(("AGP0305", "/project/a.cedar"), (error.Id, error.Location.GetLineSpan().Path));
        Assert.Contains("\\u{fffd}", error.GetMessage());
        AssertDenies(run.Load("S"));
    }

    [Fact]
    public void Schema_WithAnError_IsReportedAtItsPlaceAndTheSetDenies()
    {
        var run = PolicySetRun.Of(Set, new PolicyText("a.cedar", "permit(principal, action, resource);"), new PolicyText("a.cedarschema", "entity A in [B];", "schema"));
        var error = Assert.Single(run.Diagnostics);
        Assert.Equal("/project/a.cedarschema", error.Location.GetLineSpan().Path);
        AssertDenies(run.Load("S"));
    }

    [Fact]
    public void Emit_WhatTheEmitterCannotWrite_IsAnErrorAndTheSetDenies()
    {
        var declaration = new PolicySetDeclaration("", EquatableArray.Of("partial class S"), "S", "", false);
        var broken = new ProgramPolicy("policy0", "a", default, default, null!, null, "a.cedar", 1, "");
        var set = PolicySetModel.DenyAll(declaration) with { Program = new PolicyProgram(EquatableArray.Of(broken), default, ProgramIndex.Empty) };
        var result = PolicySetStages.Emit(set);
        Assert.Equal("AGP0599", Assert.Single(result.Diagnostics).Id);
        Assert.Equal(PolicySetStages.Emit(PolicySetModel.DenyAll(declaration)).Value, result.Value);
        Assert.Contains("DenyAll(", result.Value.Text);
        Assert.Equal(DiagnosticSeverity.Error, PolicyDiagnostics.Create(result.Diagnostics[0]).Severity);
    }

    [Fact]
    public void Guard_Cancellation_IsNoFailure()
    {
        var declaration = new PolicySetDeclaration("", EquatableArray.Of("partial class S"), "S", "", false);
        Assert.Throws<OperationCanceledException>(() => PolicySetStages.Guard<int>(declaration, 0, () => throw new OperationCanceledException()));
    }

    [Fact]
    public void Own_Descriptors_AreErrorsThatCannotBeConfigured() => Assert.All(PolicyDiagnostics.Own, rule =>
    {
        Assert.StartsWith("AGP05", rule.Id);
        Assert.Equal(DiagnosticSeverity.Error, rule.DefaultSeverity);
        Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, rule.CustomTags);
    });

    /// <summary>A file as the compiler reads it, where no other encoding is the system's: whatever is no UTF-8 is replaced.</summary>
    private sealed class FileText(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default)
        {
            using var stream = File.OpenRead(path);
            return SourceText.From(stream);
        }
    }

    private static void AssertDenies(PolicySet set)
    {
        var decision = new PolicyEngine(set).Evaluate(new PolicyRequest(new("Agent", "a"), new("Action", "x"), new("Tool", "t")));
        Assert.Equal((false, DecisionCause.Forbidden), (decision.IsAllowed, decision.Cause));
        Assert.Equal("Denied: the policies were not compiled, since they have errors.", decision.Message);
        Assert.Equal(["Forbid Input", "Forbid Output"], set.Policies.Select(policy => $"{policy.Effect} {policy.Phase}"));
    }
}
