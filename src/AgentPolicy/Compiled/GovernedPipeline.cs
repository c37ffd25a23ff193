using System.ComponentModel;

namespace AgentPolicy.Compiled;

/// <summary>The enforcement point: what every governed method goes through, written once.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class GovernedPipeline
{
    /// <summary>Decides on a call. Never throws.</summary>
    /// <param name="engine">The engine; null denies.</param>
    /// <param name="arguments">The arguments, which are those the method will run with.</param>
    /// <param name="identity">Who calls, where the call itself says it; null for whoever is acting (<see cref="AgentContext"/>).</param>
    public static GovernedCall Begin<TArguments>(IPolicyEngine? engine, in TArguments arguments, AgentIdentity? identity = null)
        where TArguments : struct, IToolArguments => Decide(engine, arguments, identity, default);

    /// <summary>As <see cref="Begin"/>, of a method whose Core is told the time of the call.</summary>
    /// <param name="engine">The engine; null denies.</param>
    /// <param name="arguments">The arguments, which are those the method will run with.</param>
    /// <param name="identity">Who calls, where the call itself says it; null for whoever is acting (<see cref="AgentContext"/>).</param>
    public static GovernedCall BeginTimed<TArguments>(IPolicyEngine? engine, in TArguments arguments, AgentIdentity? identity = null)
        where TArguments : struct, IToolArguments => Decide(engine, arguments, identity, TimeProvider.System.GetUtcNow());

    /// <summary>What a denied call throws, or puts into its task.</summary>
    public static Exception Deny<TArguments>(in GovernedCall call)
        where TArguments : struct, IToolArguments => new PolicyDeniedException(TArguments.Tool.Name, call.Decision);

    /// <summary>Records that a call threw.</summary>
    public static void Fail<TArguments>(in GovernedCall call, Exception exception)
        where TArguments : struct, IToolArguments
    {
    }

    private static GovernedCall Decide<TArguments>(IPolicyEngine? engine, in TArguments arguments, AgentIdentity? identity, DateTimeOffset time)
        where TArguments : struct, IToolArguments
    {
        identity ??= AgentContext.Identity;
        var decision = engine is not PolicyEngine known ? new PolicyDecision(null, DecisionCause.NoEngine, null, default)
            : identity is null ? new PolicyDecision(null, DecisionCause.NoIdentity, null, default)
            : known.EvaluateCall(arguments, identity);
        return new GovernedCall(decision, identity, time, engine, 0);
    }
}
