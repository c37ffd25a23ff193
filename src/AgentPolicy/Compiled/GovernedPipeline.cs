using System.ComponentModel;
using AgentPolicy.Governance;
using AgentPolicy.Telemetry;

namespace AgentPolicy.Compiled;

/// <summary>
/// The enforcement point: what every governed method goes through, written once. A generated method begins a call; where it is denied, it throws what <see cref="Deny"/>
/// gives, or puts it into its task; otherwise it runs, and its result goes by <c>Complete…</c>, or what it threw by <see cref="Fail"/>.
/// </summary>
/// <remarks>
/// Safe for concurrent use. Where nobody listens, no policy is on outputs or asks for the time and no identity expires, it costs the decision and nothing else: no allocation, no clock, and results
/// and tasks are handed on as they are. An engine of the host's own, which decorates ours, is told of the call as a request, which allocates.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class GovernedPipeline
{
    /// <summary>
    /// Whether a call may run at once: it is allowed, nobody listens, and nothing has to be seen of what it gives. False is not yet a denial: <see cref="Begin"/> decides, and says
    /// why. Never throws.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="arguments">The arguments, which are those the method will run with.</param>
    public static bool Permits<TArguments>(IPolicyEngine? engine, in TArguments arguments)
        where TArguments : struct, IToolArguments => PolicyEngine.Permits(EnteredCall.Enter(engine), arguments);

    /// <summary>As <see cref="Permits"/>, of a method with a parameter that says who calls.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="arguments">The arguments, which are those the method will run with.</param>
    /// <param name="identity">Who calls.</param>
    public static bool PermitsAs<TArguments>(IPolicyEngine? engine, in TArguments arguments, AgentIdentity? identity)
        where TArguments : struct, IToolArguments => PolicyEngine.Permits(EnteredCall.EnterAs(engine, identity), arguments);

    /// <summary>Decides on a call. Throws nothing but what a <see cref="TimeProvider"/> of the host's throws, and only where an identity expires or a policy asks for the time.</summary>
    /// <param name="engine">The engine; null denies.</param>
    /// <param name="arguments">The arguments, which are those the method will run with.</param>
    /// <param name="identity">Who calls, where the call itself says it; null for whoever is acting (<see cref="AgentContext"/>).</param>
    public static GovernedCall Begin<TArguments>(IPolicyEngine? engine, in TArguments arguments, AgentIdentity? identity = null)
        where TArguments : struct, IToolArguments => CallDecider.Decide(engine, arguments, identity, timed: false);

    /// <summary>As <see cref="Begin"/>, and tells the time of the call, for methods that take it. Throws what a <see cref="TimeProvider"/> of the host's throws.</summary>
    /// <param name="engine">The engine; null denies.</param>
    /// <param name="arguments">The arguments, which are those the method will run with.</param>
    /// <param name="identity">Who calls, where the call itself says it; null for whoever is acting (<see cref="AgentContext"/>).</param>
    public static GovernedCall BeginTimed<TArguments>(IPolicyEngine? engine, in TArguments arguments, AgentIdentity? identity = null)
        where TArguments : struct, IToolArguments => CallDecider.Decide(engine, arguments, identity, timed: true);

    /// <summary>As <see cref="Begin"/>, of a method with a parameter that says who calls: null is nobody and denies, whoever is acting and whatever the host allows.</summary>
    /// <param name="engine">The engine; null denies.</param>
    /// <param name="arguments">The arguments, which are those the method will run with.</param>
    /// <param name="identity">Who calls; null denies.</param>
    public static GovernedCall BeginAs<TArguments>(IPolicyEngine? engine, in TArguments arguments, AgentIdentity? identity)
        where TArguments : struct, IToolArguments => CallDecider.DecideAs(engine, arguments, identity, timed: false);

    /// <summary>As <see cref="BeginAs"/>, and tells the time of the call, for methods that take it. Throws what a <see cref="TimeProvider"/> of the host's throws.</summary>
    /// <param name="engine">The engine; null denies.</param>
    /// <param name="arguments">The arguments, which are those the method will run with.</param>
    /// <param name="identity">Who calls; null denies.</param>
    public static GovernedCall BeginTimedAs<TArguments>(IPolicyEngine? engine, in TArguments arguments, AgentIdentity? identity)
        where TArguments : struct, IToolArguments => CallDecider.DecideAs(engine, arguments, identity, timed: true);

    /// <summary>What a denied call throws, or puts into its task. Reports the denial.</summary>
    public static Exception Deny<TArguments>(in GovernedCall call)
        where TArguments : struct, IToolArguments
    {
        CallServices.Of(call.Engine).Telemetry.Denied(TArguments.Tool.Name, call);
        return new PolicyDeniedException(TArguments.Tool.Name, call.Decision);
    }

    /// <summary>Reports that a call ended with an exception, which the caller lets through.</summary>
    public static void Fail<TArguments>(in GovernedCall call, Exception exception)
        where TArguments : struct, IToolArguments
    {
        if (call.Trace.IsObserved)
            End<TArguments>(call, exception is OperationCanceledException ? CallOutcome.Cancelled : CallOutcome.Failed, exception);
    }

    /// <summary>What stands in the way of handing out what a call gave, or null where nothing does. Reports how the call ended.</summary>
    internal static Exception? Finish<TArguments, TOutput>(in GovernedCall call, in TArguments arguments, in TOutput output)
        where TArguments : struct, IToolArguments
        where TOutput : struct, ICallOutput
    {
        if (Refuse(call, arguments, output) is { } refusal)
            return refusal;
        if (call.Trace.IsObserved)
            End<TArguments>(call, CallOutcome.Succeeded);
        return null;
    }

    /// <summary>What stands in the way of handing out a result, or one of many, or null where nothing does. Reports what does.</summary>
    internal static Exception? Refuse<TArguments, TOutput>(in GovernedCall call, in TArguments arguments, in TOutput output)
        where TArguments : struct, IToolArguments
        where TOutput : struct, ICallOutput
    {
        // Deny: nothing is handed out by a call that was not let through, even if somebody ran it.
        if (!call.IsAllowed)
            return Deny<TArguments>(call);
        if (!call.DecidesOutput)
            return null;
        var decision = CallDecider.DecideOutput(call, arguments, output);
        return decision.IsAllowed ? null : Withhold<TArguments>(call, decision);
    }

    /// <summary>What a call throws whose result is withheld. Reports it.</summary>
    internal static Exception Withhold<TArguments>(in GovernedCall call, in PolicyDecision decision)
        where TArguments : struct, IToolArguments
    {
        CallServices.Of(call.Engine).Telemetry.Withheld(TArguments.Tool.Name, call, decision);
        return new PolicyDeniedException(TArguments.Tool.Name, decision, isResultWithheld: true);
    }

    internal static void End<TArguments>(in GovernedCall call, string outcome, Exception? exception = null)
        where TArguments : struct, IToolArguments => CallServices.Of(call.Engine).Telemetry.Ended(TArguments.Tool.Name, call, outcome, exception);
}
