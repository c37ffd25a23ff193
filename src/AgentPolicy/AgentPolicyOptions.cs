namespace AgentPolicy;

/// <summary>What a host allows and knows, whatever the policies. Read once, when the engine is made.</summary>
public sealed class AgentPolicyOptions
{
    /// <summary>
    /// Whether governed calls are decided on where nobody ever entered an identity (<see cref="AgentContext.Enter(AgentIdentity, IPolicyEngine?)"/>): the principal is then <c>Anonymous::""</c>, and needs a
    /// policy that permits it. What outlives the scope of an identity is denied all the same. The default is false: denied without evaluation.
    /// </summary>
    public bool AllowAnonymous { get; set; }

    /// <summary>What is known of entities, whatever the call; the schema's actions and their groups are added. The default is none.</summary>
    public EntityStore Entities { get; set; } = EntityStore.Empty;

    /// <summary>The clock by which identities expire and calls are timed. The default is null: the host's <see cref="System.TimeProvider"/> service, or the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }
}
