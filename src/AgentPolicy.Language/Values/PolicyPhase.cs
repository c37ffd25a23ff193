namespace AgentPolicy;

/// <summary>When a policy is evaluated.</summary>
#if AGENTPOLICY_GENERATOR
internal
#else
public
#endif
enum PolicyPhase
{
    /// <summary>Before a call: every policy that does not mention <c>context.output</c>.</summary>
    Input,

    /// <summary>After a call, on what it returned: every policy that mentions <c>context.output</c>, each a <c>forbid</c>.</summary>
    Output,
}
