using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Collections;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Analysis;

/// <summary>The errors found in one declaration.</summary>
internal sealed class Findings
{
    private readonly List<DiagnosticInfo> _errors = [];

    public bool IsEmpty => _errors.Count == 0;

    public EquatableArray<DiagnosticInfo> ToErrors() => _errors.ToEquatableArray();

    public void Report(DiagnosticDescriptor descriptor, Location location, params string[] arguments) =>
        _errors.Add(new DiagnosticInfo(descriptor.Id, new(arguments), Place(location)));

    public static LocationInfo Place(Location location)
    {
        var span = location.GetLineSpan();
        return new LocationInfo(
            span.Path,
            location.SourceSpan.Start,
            location.SourceSpan.Length,
            span.StartLinePosition.Line,
            span.StartLinePosition.Character,
            span.EndLinePosition.Line,
            span.EndLinePosition.Character);
    }

    public static Location Of(ISymbol symbol, Location otherwise) => symbol.Locations.FirstOrDefault(location => location.IsInSource) ?? otherwise;
}
