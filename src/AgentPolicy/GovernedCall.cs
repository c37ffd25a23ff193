namespace AgentPolicy;

/// <summary>
/// A governed call that was decided on: who called, when, and what was decided. A method's <c>…Core</c> may take one as its first parameter; only the enforcement
/// point makes one, so whoever holds one was let through. The default value stands for no call.
/// </summary>
public readonly struct GovernedCall
{
    private readonly DateTimeOffset _time;

    internal GovernedCall(PolicyDecision decision, AgentIdentity? identity, DateTimeOffset time, IPolicyEngine? engine, long start)
    {
        Decision = decision;
        Identity = identity;
        _time = time;
        Engine = engine;
        Start = start;
    }

    /// <summary>Whether the call may run.</summary>
    public bool IsAllowed => Decision.IsAllowed;

    /// <summary>The decision.</summary>
    public PolicyDecision Decision { get; }

    /// <summary>Who calls; null only where nobody was known to, which denies.</summary>
    public AgentIdentity? Identity { get; }

    /// <summary>When the call was decided on, in UTC.</summary>
    public DateTimeOffset Time => _time;

    internal IPolicyEngine? Engine { get; }

    /// <summary>A time stamp of the engine's time provider, or 0 where nobody asks for durations.</summary>
    internal long Start { get; }
}
