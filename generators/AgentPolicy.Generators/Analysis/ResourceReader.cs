using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Models;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Reads what a tool's calls are about.</summary>
internal static class ResourceReader
{
    public static ResourceModel Read(IMethodSymbol method, string? parameter, string? type, Location location, Findings findings)
    {
        if (parameter is null && type is null)
            return new ResourceModel("Tool", method.ContainingType.Name, null);
        if (!TypeNames.IsEntityType(type))
            findings.Report(GovernedDiagnostics.ResourceType, location, type ?? "", method.Name);
        var named = method.Parameters.FirstOrDefault(candidate => string.Equals(candidate.Name, parameter, StringComparison.Ordinal));
        if (named?.Type.SpecialType != SpecialType.System_String)
            findings.Report(GovernedDiagnostics.ResourceParameter, location, parameter ?? "", method.Name);
        return new ResourceModel(type ?? "", "", parameter);
    }
}
