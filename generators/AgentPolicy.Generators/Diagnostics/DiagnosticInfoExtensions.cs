using AgentPolicy.Generators.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AgentPolicy.Generators.Diagnostics;

internal static class DiagnosticInfoExtensions
{
    public static Diagnostic ToDiagnostic(this DiagnosticInfo info)
    {
        var arguments = new object[info.Arguments.Count];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = info.Arguments[i];
        return Diagnostic.Create(GovernedDiagnostics.Find(info.Id), info.Location.ToLocation(), arguments);
    }

    private static Location ToLocation(this LocationInfo? info) => info is null
        ? Location.None
        : Location.Create(
            info.Path,
            new TextSpan(info.Start, info.Length),
            new LinePositionSpan(new LinePosition(info.StartLine, info.StartColumn), new LinePosition(info.EndLine, info.EndColumn)));
}
