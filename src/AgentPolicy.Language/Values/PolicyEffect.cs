namespace AgentPolicy;

/// <summary>What a satisfied policy does. The zero value denies.</summary>
#if AGENTPOLICY_GENERATOR
internal
#else
public
#endif
enum PolicyEffect
{
    /// <summary>A satisfied <c>forbid</c> denies, whatever else is satisfied.</summary>
    Forbid,

    /// <summary>A satisfied <c>permit</c> allows where no <c>forbid</c> is satisfied.</summary>
    Permit,
}
