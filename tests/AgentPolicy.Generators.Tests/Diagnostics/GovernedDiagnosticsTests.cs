using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Collections;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Tests.Diagnostics;

public sealed class GovernedDiagnosticsTests
{
    [Fact]
    public void Rules_OfGovernedCode_AreErrorsThatNobodySwitchesOff() =>
        Assert.All(GovernedDiagnostics.All, rule =>
        {
            AssertCannotBeSwitchedOff(rule);
            Assert.Same(rule, GovernedDiagnostics.Find(rule.Id));
        });

    [Fact]
    public void Rules_OfPolicies_AreErrorsThatNobodySwitchesOff()
    {
        var ofTheFrontEnd = PolicyDiagnostics.Create(new DiagnosticInfo("AGP0101", EquatableArray.Of("wrong"), null)).Descriptor;

        Assert.All(PolicyDiagnostics.Own.Append(ofTheFrontEnd), AssertCannotBeSwitchedOff);
    }

    [Fact]
    public void Rules_Declared_AreAllListedOnce()
    {
        var declared = typeof(GovernedDiagnostics).GetFields().Select(field => (DiagnosticDescriptor)field.GetValue(null)!).ToArray();

        Assert.Equal(declared.Select(rule => rule.Id).Order(StringComparer.Ordinal), GovernedDiagnostics.All.Select(rule => rule.Id).Order(StringComparer.Ordinal));
        Assert.Equal(declared.Length, declared.Select(rule => rule.Id).Distinct(StringComparer.Ordinal).Count());
    }

    private static void AssertCannotBeSwitchedOff(DiagnosticDescriptor rule)
    {
        Assert.Equal(DiagnosticSeverity.Error, rule.DefaultSeverity);
        Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, rule.CustomTags);
        Assert.Contains(WellKnownDiagnosticTags.Compiler, rule.CustomTags);
    }

    [Fact]
    public void Rules_Declared_AreEachTested()
    {
        var tested = RefusalTests.Members.Concat(RefusalTests.Files).Select(row => (string)row[0]).Append(GovernedDiagnostics.OutdatedReference.Id);

        Assert.Empty(GovernedDiagnostics.All.Select(rule => rule.Id).Except(tested, StringComparer.Ordinal));
    }
}
