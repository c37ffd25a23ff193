using AgentPolicy.Entities;
using AgentPolicy.Interpretation;
using AgentPolicy.Language.Binding;
using AgentPolicy.Records;

namespace AgentPolicy;

/// <summary>Decides requests by a policy set and a store of entities. Has no other state: reads no clock, does no I/O, takes no lock. Safe for concurrent use.</summary>
public sealed class PolicyEngine : IPolicyEngine
{
    private readonly PolicySet _policies;
    private readonly EntityStore _entities;

    /// <summary>Makes an engine.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="entities">What is known of entities, whatever the request; the schema's actions and their groups are added. The default is none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="policies"/> is null.</exception>
    /// <exception cref="ArgumentException">An action among the entities is in a group in which the schema does not put it.</exception>
    public PolicyEngine(PolicySet policies, EntityStore? entities = null)
    {
        ArgumentNullException.ThrowIfNull(policies);
        _policies = policies;
        _entities = (entities ?? EntityStore.Empty).WithActionsOf(policies.Schema?.Model ?? SchemaModel.Empty);
    }

    /// <inheritdoc/>
    public PolicyDecision Evaluate(in PolicyRequest request)
    {
        using var frame = EvaluationFrame.Rent();
        try
        {
            return Decide(frame, Prepare(frame, request));
        }
        catch (Exception exception)
        {
            return Faulted(exception);
        }
    }

    /// <inheritdoc/>
    public PolicyDecision Evaluate<TContext>(in PolicyRequest<TContext> request)
        where TContext : IPolicyRecord
    {
        using var frame = EvaluationFrame.Rent();
        try
        {
            return Decide(frame, Prepare(frame, request));
        }
        catch (Exception exception)
        {
            return Faulted(exception);
        }
    }

    /// <inheritdoc/>
    public PolicyExplanation Explain(in PolicyRequest request)
    {
        using var frame = EvaluationFrame.Rent();
        try
        {
            return DecideAll(frame, Prepare(frame, request));
        }
        catch (Exception exception)
        {
            return Explained(Faulted(exception));
        }
    }

    /// <inheritdoc/>
    public PolicyExplanation Explain<TContext>(in PolicyRequest<TContext> request)
        where TContext : IPolicyRecord
    {
        using var frame = EvaluationFrame.Rent();
        try
        {
            return DecideAll(frame, Prepare(frame, request));
        }
        catch (Exception exception)
        {
            return Explained(Faulted(exception));
        }
    }

    private PolicyDecision Decide(EvaluationFrame frame, PolicyValue prepared) =>
        prepared.IsError ? Unusable(prepared) : _policies.Interpreter.Evaluate(_policies, frame);

    private PolicyExplanation DecideAll(EvaluationFrame frame, PolicyValue prepared) =>
        prepared.IsError ? Explained(Unusable(prepared)) : _policies.Interpreter.Explain(_policies, frame);

    private PolicyValue Prepare(EvaluationFrame frame, in PolicyRequest request)
    {
        var error = PrepareRest(frame, request.Principal, request.Action, request.Resource, request.Entities, out var contextType);
        return error.IsError ? error : frame.Context = RecordReading.ReadContext(request.Context, contextType, _policies.ErrorMode, frame.Scratch);
    }

    private PolicyValue Prepare<TContext>(EvaluationFrame frame, in PolicyRequest<TContext> request)
        where TContext : IPolicyRecord
    {
        var error = PrepareRest(frame, request.Principal, request.Action, request.Resource, request.Entities, out var contextType);
        return error.IsError ? error : frame.Context = RecordReading.ReadContext(request.Context, contextType, _policies.ErrorMode, frame.Scratch);
    }

    /// <summary>Gives the frame all of a request but its context, and tells the context's type. The answer is an error where the request cannot be decided.</summary>
    private PolicyValue PrepareRest(EvaluationFrame frame, EntityUid principal, EntityUid action, EntityUid resource, EntityStore? entities, out SchemaType.Record? contextType)
    {
        contextType = null;

        // The default uid names nobody. A policy without a scope would match it, so it never gets that far.
        if (principal.Type.Length == 0 || action.Type.Length == 0 || resource.Type.Length == 0)
            return PolicyValue.Unreadable("the request lacks a principal, an action or a resource");
        if (_policies.Schema?.Model is { Actions.IsEmpty: false } schema)
        {
            var declared = schema.FindAction(action);
            contextType = declared?.Context;

            // Without a type the context would be read otherwise than the policies expect.
            if (declared is null && _policies.ErrorMode == ErrorMode.FailClosed)
                return PolicyValue.Unreadable("the schema does not declare the request's action");
        }

        frame.Principal = principal;
        frame.Action = action;
        frame.Resource = resource;
        frame.Entities.Set(_entities, entities);
        return true;
    }

    private PolicyDecision Unusable(in PolicyValue error) => new(_policies, DecisionCause.UnusableInput, null, new PolicyError(PolicyInfo.None, error));

    // Deny: whatever an input throws when it is read, no decision may come of it but this one. The exception's own text may hold arguments, so only its type is told.
    private PolicyDecision Faulted(Exception exception) => Unusable(PolicyValue.Error(PolicyErrorKind.Fault, exception.GetType().Name));

    private static PolicyExplanation Explained(PolicyDecision decision) => new(decision, [], [decision.Error]);
}
