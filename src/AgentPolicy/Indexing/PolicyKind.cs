namespace AgentPolicy.Indexing;

/// <summary>What policies are asked together.</summary>
internal enum PolicyKind
{
    /// <summary>Forbids, before a call.</summary>
    Forbid,

    /// <summary>Permits.</summary>
    Permit,

    /// <summary>Forbids, of what a call gave.</summary>
    OutputForbid,
}
