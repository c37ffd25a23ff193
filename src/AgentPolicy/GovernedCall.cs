using AgentPolicy.Telemetry;

namespace AgentPolicy;

/// <summary>
/// A governed call that was decided on: who called, when, and what was decided. A method's <c>…Core</c> may take one as its first parameter; only the enforcement
/// point makes one, so whoever holds one was let through. The default value stands for no call.
/// </summary>
public readonly struct GovernedCall
{
    private readonly long _utcTicks;

    internal GovernedCall(PolicyDecision decision, AgentIdentity? identity, DateTimeOffset time, IPolicyEngine? engine, CallTrace trace)
    {
        Decision = decision;
        Identity = identity;
        _utcTicks = time.UtcTicks;
        Engine = engine;
        Trace = trace;
    }

    /// <summary>Whether the call may run.</summary>
    public bool IsAllowed => Decision.IsAllowed;

    /// <summary>The decision.</summary>
    public PolicyDecision Decision { get; }

    /// <summary>Who calls; null only where nobody was known to, which denies.</summary>
    public AgentIdentity? Identity { get; }

    /// <summary>When the call was decided on, in UTC, by the engine's <see cref="TimeProvider"/>. Set where a method's <c>…Core</c> takes the call, the identity expires, or a policy may ask for the time.</summary>
    public DateTimeOffset Time => new(_utcTicks, TimeSpan.Zero);

    internal IPolicyEngine? Engine { get; }

    /// <summary>What joins the decision and how the call ended.</summary>
    internal CallTrace Trace { get; }

    /// <summary>Whether what the call gives has to come by the enforcement point before it is handed out.</summary>
    internal bool NeedsCompletion => DecidesOutput || Trace.IsObserved || !IsAllowed;

    /// <summary>Whether there may be policies on the output. Those of an engine of the host's own are not known before it is asked.</summary>
    internal bool DecidesOutput => Engine is not PolicyEngine own || own.HasOutputPolicies;
}
