using AgentPolicy.Compiled;

namespace AgentPolicy.Governance;

/// <summary>Decides on governed calls, whatever the engine, and on what they give.</summary>
internal static class CallDecider
{
    /// <summary>Decides on a call before it runs, for whoever is acting where no identity is given.</summary>
    public static GovernedCall Decide<TArguments>(IPolicyEngine? engine, in TArguments arguments, AgentIdentity? identity, bool timed)
        where TArguments : struct, IToolArguments => DecideAs(engine, arguments, identity ?? FindIdentity(CallServices.Of(engine)), timed);

    /// <summary>Decides on a call before it runs, for the identity given and nobody else: null denies.</summary>
    public static GovernedCall DecideAs<TArguments>(IPolicyEngine? engine, in TArguments arguments, AgentIdentity? identity, bool timed)
        where TArguments : struct, IToolArguments
    {
        // Nearly every call: by our own engine, for somebody whose identity does not expire, nobody listens, and no policy asks for the time.
        if (!timed && engine is PolicyEngine own && identity is { ExpiresAt: null } && !own.Services.Telemetry.IsListenedTo && !own.ReadsTime)
            return new GovernedCall(own.EvaluateCall(arguments, identity), identity, default, engine, default);
        return DecideObserved(engine, arguments, identity, timed);
    }

    private static GovernedCall DecideObserved<TArguments>(IPolicyEngine? engine, in TArguments arguments, AgentIdentity? identity, bool timed)
        where TArguments : struct, IToolArguments
    {
        var services = CallServices.Of(engine);
        var trace = services.Telemetry.Begin(services.Time);
        var time = timed || NeedsTime(engine, identity) ? services.Time.GetUtcNow() : default;
        var call = new GovernedCall(Decide(engine, arguments, identity, time), identity, time, engine, trace);
        services.Telemetry.Decided<TArguments>(call);
        return call;
    }

    /// <summary>Decides on a call anew, for whoever called the first time: policies may have been swapped, the identity may have expired.</summary>
    public static GovernedCall DecideAgain<TArguments>(in GovernedCall call, in TArguments arguments)
        where TArguments : struct, IToolArguments
    {
        // Deny: what was denied once is not let through by asking again.
        if (!call.IsAllowed)
            return call;
        var services = CallServices.Of(call.Engine);
        var trace = services.Telemetry.Begin(services.Time).Of(call.Trace);
        var time = NeedsTime(call.Engine, call.Identity) ? services.Time.GetUtcNow() : call.Time;
        var again = new GovernedCall(Decide(call.Engine, arguments, call.Identity, time), call.Identity, time, call.Engine, trace);

        // One call is one decision that was counted, unless it turns out otherwise.
        if (!again.IsAllowed)
            services.Telemetry.Decided<TArguments>(again);
        return again;
    }

    /// <summary>Decides whether what a call gave may be handed out.</summary>
    public static PolicyDecision DecideOutput<TArguments, TOutput>(in GovernedCall call, in TArguments arguments, in TOutput output)
        where TArguments : struct, IToolArguments
        where TOutput : struct, ICallOutput =>
        call.Engine is PolicyEngine own
            ? own.EvaluateCall(PolicyPhase.Output, arguments, output, call.Identity!, own.ReadsTime ? TimeOf(call) : null)
            : Ask(call.Engine!, PolicyPhase.Output, arguments, output, call.Identity!, TimeOf(call));

    /// <summary>Whether the identity of whoever called has expired since. Reads the clock only where there is something to compare.</summary>
    public static bool HasExpired(in GovernedCall call) =>
        call.Identity?.ExpiresAt is { } expiry && CallServices.Of(call.Engine).Time.GetUtcNow() >= expiry;

    public static PolicyDecision Denied(DecisionCause cause) => new(null, cause, null, default);

    // Anonymous is who calls where nobody ever entered; what outlives a scope, or was told to run as nobody, is denied.
    private static AgentIdentity? FindIdentity(CallServices services) =>
        AgentContext.Identity ?? (services.AllowAnonymous && !AgentContext.IsInScope ? AgentIdentity.Anonymous : null);

    // An engine of the host's own does not tell what its policies ask for.
    private static bool NeedsTime(IPolicyEngine? engine, AgentIdentity? identity) =>
        identity?.ExpiresAt is not null || (engine is PolicyEngine own ? own.ReadsTime : engine is not null);

    // Other policies than those that decided on the call may ask now.
    private static DateTimeOffset TimeOf(in GovernedCall call) => call.Time != default ? call.Time : CallServices.Of(call.Engine).Time.GetUtcNow();

    private static PolicyDecision Decide<TArguments>(IPolicyEngine? engine, in TArguments arguments, AgentIdentity? identity, DateTimeOffset time)
        where TArguments : struct, IToolArguments
    {
        if (engine is null)
            return Denied(DecisionCause.NoEngine);
        if (identity is null)
            return Denied(DecisionCause.NoIdentity);
        if (identity.ExpiresAt is { } expiry && time >= expiry)
            return Denied(DecisionCause.IdentityExpired);
        if (engine is not PolicyEngine own)
            return Ask(engine, PolicyPhase.Input, arguments, default(NoOutput), identity, time);

        // Deny: where the policies that ask for the time have come since it was not taken, asking is an error.
        return own.ReadsTime ? own.EvaluateCall(PolicyPhase.Input, arguments, default(NoOutput), identity, time == default ? null : time) : own.EvaluateCall(arguments, identity);
    }

    /// <summary>Asks an engine of the host's own. Allocates: it is told of the tool and the identity as of any other entities.</summary>
    private static PolicyDecision Ask<TArguments, TOutput>(IPolicyEngine engine, PolicyPhase phase, in TArguments arguments, in TOutput output, AgentIdentity identity, DateTimeOffset time)
        where TArguments : struct, IToolArguments
        where TOutput : struct, ICallOutput
    {
        try
        {
            var tool = TArguments.Tool;
            if (tool.Format != ToolDescriptor.CurrentFormat)
                return Denied(DecisionCause.ToolMismatch);
            var entities = EntityStore.Create([.. identity.Entities.Entities, tool.ActionEntity]);
            var context = new ToolCallContext<TArguments, TOutput>(phase, arguments, output, identity, time, entities);
            var decision = engine.Evaluate(new PolicyRequest<ToolCallContext<TArguments, TOutput>>(identity.Agent, tool.Action, arguments.Resource, context, entities) { Phase = phase });

            // Deny: an engine that loses the phase on the way has asked the policies another question.
            var allows = phase == PolicyPhase.Input ? DecisionCause.Permitted : DecisionCause.NotForbidden;
            return decision.IsAllowed && decision.Cause != allows ? Denied(DecisionCause.EngineFailed) : decision;
        }
        catch (Exception exception)
        {
            // Deny. The exception's own text may hold arguments, so only its type is told.
            var error = new PolicyError(PolicyInfo.None, PolicyValue.Error(PolicyErrorKind.Fault, exception.GetType().Name));
            return new PolicyDecision(null, DecisionCause.EngineFailed, null, error);
        }
    }
}
