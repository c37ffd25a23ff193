using System.ComponentModel;

namespace AgentPolicy.Compiled;

/// <summary>The enforcement point: what every governed method goes through, written once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class GovernedPipeline
{
    /// <summary>Decides on a call. Never throws.</summary>
    /// <param name="engine">The engine; null denies.</param>
    /// <param name="arguments">The arguments, which are those the method will run with.</param>
    /// <param name="identity">Who calls, where the call itself says it; null for whoever is acting (<see cref="AgentContext"/>).</param>
    public static GovernedCall Begin<TArguments>(IPolicyEngine? engine, in TArguments arguments, AgentIdentity? identity = null)
        where TArguments : struct, IToolArguments
    {
        identity ??= AgentContext.Identity;
        if (engine is null)
            return Deny(DecisionCause.NoEngine, identity, engine);
        if (identity is null)
            return Deny(DecisionCause.NoIdentity, identity, engine);
        var decision = ((PolicyEngine)engine).EvaluateCall(arguments, identity);
        return new GovernedCall(decision, identity, default, engine, 0);
    }

    private static GovernedCall Deny(DecisionCause cause, AgentIdentity? identity, IPolicyEngine? engine) =>
        new(new PolicyDecision(null, cause, null, default), identity, default, engine, 0);
}
