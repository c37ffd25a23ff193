using System.Diagnostics.Metrics;
using AgentPolicy.Compiled;
using AgentPolicy.Governance;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Records;
using AgentPolicy.Telemetry;
using AgentPolicy.Validation;
using Microsoft.Extensions.Logging;

namespace AgentPolicy;

/// <summary>Decides requests by a policy set and a store of entities. Has no other state: reads no clock, does no I/O, takes no lock. Safe for concurrent use.</summary>
/// <remarks>Governed calls are reported as <see cref="PolicyTelemetry"/> says, by the enforcement point, which also takes the time where an identity expires.</remarks>
public sealed partial class PolicyEngine : IPolicyEngine
{
    private volatile EngineSnapshot _snapshot;

    /// <summary>Makes an engine that knows no entities but those of a request, and the schema's actions.</summary>
    /// <param name="policies">The policies.</param>
    /// <exception cref="ArgumentNullException"><paramref name="policies"/> is null.</exception>
    public PolicyEngine(PolicySet policies)
        : this(policies, EntityStore.Empty)
    {
    }

    /// <summary>Makes an engine.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="entities">What is known of entities, whatever the request; the schema's actions and their groups are added. Null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="policies"/> is null.</exception>
    /// <exception cref="ArgumentException">An action among the entities is in a group in which the schema does not put it.</exception>
    public PolicyEngine(PolicySet policies, EntityStore? entities)
    {
        ArgumentNullException.ThrowIfNull(policies);
        _snapshot = new EngineSnapshot(policies, entities ?? EntityStore.Empty);
        Services = CallServices.Default;
        Telemetry = Services.Telemetry;
    }

    /// <summary>Makes an engine of a host's choices.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="options">What the host allows and knows. Read once, here.</param>
    /// <exception cref="ArgumentNullException"><paramref name="policies"/>, <paramref name="options"/> or the options' entities are null.</exception>
    /// <exception cref="ArgumentException">An action among the entities is in a group in which the schema does not put it.</exception>
    public PolicyEngine(PolicySet policies, AgentPolicyOptions options)
        : this(policies, options, loggers: null, meters: null)
    {
    }

    /// <summary>Makes an engine that reports to a host's logs and meters, where it has any.</summary>
    internal PolicyEngine(PolicySet policies, AgentPolicyOptions options, ILoggerFactory? loggers, IMeterFactory? meters)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Entities, nameof(options));
        _snapshot = new EngineSnapshot(policies, options.Entities);
        var telemetry = loggers is null && meters is null ? CallTelemetry.Shared : new CallTelemetry(meters, loggers);
        Services = new CallServices(options.AllowAnonymous, options.TimeProvider ?? TimeProvider.System, telemetry);
        Telemetry = telemetry;
    }

    /// <summary>What governed calls need beside the decision.</summary>
    internal CallServices Services { get; }

    /// <summary>The services', at hand.</summary>
    internal CallTelemetry Telemetry { get; }

    /// <inheritdoc/>
    public PolicyDecision Evaluate(in PolicyRequest request)
    {
        var snapshot = _snapshot;
        var frame = PolicyFrame.Rent();
        PolicyDecision decision;
        try
        {
            if (TryPrepare(snapshot, frame, request))
                PolicyDecider.Evaluate(snapshot, request.Phase, frame, out decision);
            else
                decision = Unusable(snapshot, frame.Fault);
        }
        catch (Exception exception)
        {
            decision = Faulted(snapshot, exception);
        }

        frame.Return();
        return decision;
    }

    /// <inheritdoc/>
    public PolicyDecision Evaluate<TContext>(in PolicyRequest<TContext> request)
        where TContext : IPolicyRecord
    {
        // A governed call that came by an engine of the host's own: what stands between changes nothing of how it is read.
        if (typeof(TContext).IsValueType && request.Context is IToolCall call
            && call.TryDecide(this, request.Phase, request.Principal, request.Action, request.Resource, request.Entities, out var known))
        {
            return known;
        }

        var snapshot = _snapshot;
        var frame = PolicyFrame.Rent();
        PolicyDecision decision;
        try
        {
            if (TryPrepare(snapshot, frame, request))
                PolicyDecider.Evaluate(snapshot, request.Phase, frame, out decision);
            else
                decision = Unusable(snapshot, frame.Fault);
        }
        catch (Exception exception)
        {
            decision = Faulted(snapshot, exception);
        }

        frame.Return();
        return decision;
    }

    /// <inheritdoc/>
    public PolicyExplanation Explain(in PolicyRequest request)
    {
        var snapshot = _snapshot;
        var frame = PolicyFrame.Rent();
        try
        {
            return TryPrepare(snapshot, frame, request) ? PolicyDecider.Explain(snapshot, request.Phase, frame) : Explained(Unusable(snapshot, frame.Fault));
        }
        catch (Exception exception)
        {
            return Explained(Faulted(snapshot, exception));
        }
        finally
        {
            frame.Return();
        }
    }

    /// <inheritdoc/>
    public PolicyExplanation Explain<TContext>(in PolicyRequest<TContext> request)
        where TContext : IPolicyRecord
    {
        var snapshot = _snapshot;
        var frame = PolicyFrame.Rent();
        try
        {
            return TryPrepare(snapshot, frame, request) ? PolicyDecider.Explain(snapshot, request.Phase, frame) : Explained(Unusable(snapshot, frame.Fault));
        }
        catch (Exception exception)
        {
            return Explained(Faulted(snapshot, exception));
        }
        finally
        {
            frame.Return();
        }
    }

    /// <summary>Decides by other policies from now on. Decisions that run already end by those they began with.</summary>
    internal void Swap(PolicySet policies) => _snapshot = new EngineSnapshot(policies, _snapshot.OwnEntities);

    /// <summary>Gives the frame all of a request; false, and the frame's fault says why, where the request cannot be decided.</summary>
    private static bool TryPrepare(EngineSnapshot snapshot, PolicyFrame frame, in PolicyRequest request)
    {
        if (!TryPrepareRest(snapshot, frame, request.Principal, request.Action, request.Resource, request.Entities, out var contextType))
            return false;
        if (contextType is null && request.Context.Source is Dictionary<string, object?> dictionary && frame.TrySetContext(dictionary))
            return true;
        frame.SetContext(RecordReading.ReadContext(request.Context, contextType, snapshot.Policies.ErrorMode, frame.Scratch));
        return IsUsable(frame);
    }

    private static bool TryPrepare<TContext>(EngineSnapshot snapshot, PolicyFrame frame, in PolicyRequest<TContext> request)
        where TContext : IPolicyRecord
    {
        if (!TryPrepareRest(snapshot, frame, request.Principal, request.Action, request.Resource, request.Entities, out var contextType))
            return false;
        frame.SetContext(RecordReading.ReadContext(request.Context, contextType, snapshot.Policies.ErrorMode, frame.Scratch));
        return IsUsable(frame);
    }

    private static bool IsUsable(PolicyFrame frame)
    {
        if (!frame.Context.IsError)
            return true;
        frame.Fail(frame.Context);
        return false;
    }

    /// <summary>Gives the frame all of a request but its context, and tells the context's type; false, and the frame's fault says why, where the request cannot be decided.</summary>
    private static bool TryPrepareRest(
        EngineSnapshot snapshot, PolicyFrame frame, EntityUid principal, EntityUid action, EntityUid resource, EntityStore? entities, out SchemaType.Record? contextType)
    {
        contextType = null;

        // The default uid names nobody. A policy without a scope would match it, so it never gets that far.
        if (principal.Type.Length == 0 || action.Type.Length == 0 || resource.Type.Length == 0)
            return Refuse(frame, "the request lacks a principal, an action or a resource");
        if (snapshot.Policies.Schema?.Model is { Actions.IsEmpty: false } schema)
        {
            var declared = schema.FindAction(action);
            contextType = declared?.Context;

            // Policies are written for the requests that the schema declares: without a type the context would be read otherwise than they expect, and of another
            // principal than they expect a rule might know nothing.
            if (snapshot.Policies.ErrorMode == ErrorMode.FailClosed)
            {
                var fault = declared is null ? "the schema does not declare the request's action" : RequestRules.FindFault(schema, declared, principal, resource);
                if (fault is not null)
                    return Refuse(frame, fault);
            }
        }

        frame.SetRequest(principal, action, resource);
        frame.Entities.Set(snapshot.Entities, entities);
        return true;
    }

    private static bool Refuse(PolicyFrame frame, string why)
    {
        frame.Fail(PolicyValue.Unreadable(why));
        return false;
    }

    private static PolicyDecision Unusable(EngineSnapshot snapshot, in PolicyValue error) =>
        new(snapshot.Policies, DecisionCause.UnusableInput, null, new PolicyError(PolicyInfo.None, error));

    // Deny: whatever an input throws when it is read, no decision may come of it but this one. The exception's own text may hold arguments, so only its type is told.
    private static PolicyDecision Faulted(EngineSnapshot snapshot, Exception exception) =>
        Unusable(snapshot, PolicyValue.Error(PolicyErrorKind.Fault, exception.GetType().Name));

    private static PolicyExplanation Explained(PolicyDecision decision) => new(decision, [], [decision.Error]);
}
