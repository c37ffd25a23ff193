using System.Globalization;

namespace AgentPolicy.Language.Text;

/// <summary>Collects the diagnostics of one compilation. Not thread-safe.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<PolicyDiagnostic> _diagnostics = [];

    /// <summary>The diagnostics in the order they were found.</summary>
    public IReadOnlyList<PolicyDiagnostic> Diagnostics => _diagnostics;

    public bool HasErrors => _diagnostics.Count > 0;

    /// <summary>True once <see cref="Limits.MaxDiagnostics"/> were reported; further ones are dropped, since nobody reads them and a hostile file could make millions.</summary>
    public bool IsFull => _diagnostics.Count >= Limits.MaxDiagnostics;

    public void Report(SourceFile file, TextSpan span, DiagnosticRule rule, params object?[] args)
    {
        if (IsFull)
            return;
        var (line, column) = file.GetLinePosition(span.Start);
        var message = string.Format(CultureInfo.InvariantCulture, rule.Format, args);
        _diagnostics.Add(new PolicyDiagnostic(rule.Id, message, file.Path, line, column, span.Start, span.Length));
    }
}
