namespace AgentPolicy;

/// <summary>That policies or a schema cannot be used, with every diagnostic.</summary>
public sealed class PolicySetException : Exception
{
    internal PolicySetException(IReadOnlyList<PolicyDiagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics))
    {
        Diagnostics = diagnostics;
    }

    /// <summary>What is wrong, where, and what would be right; at least one.</summary>
    public IReadOnlyList<PolicyDiagnostic> Diagnostics { get; }
}
