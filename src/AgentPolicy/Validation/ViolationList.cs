using AgentPolicy.Json;
using AgentPolicy.Language;

namespace AgentPolicy.Validation;

/// <summary>Collects what is wrong, up to <see cref="Limits.MaxDiagnostics"/>: nobody reads more.</summary>
internal sealed class ViolationList
{
    private readonly List<SchemaViolation> _violations = [];

    public IReadOnlyList<SchemaViolation> Violations => _violations;

    public bool IsFull => _violations.Count >= Limits.MaxDiagnostics;

    public void Add(JsonPath path, string message)
    {
        if (!IsFull)
            _violations.Add(new SchemaViolation(path.ToString(), message));
    }
}
