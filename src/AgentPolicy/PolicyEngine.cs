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
        frame.Context = RecordReading.ReadContext(request.Context, ContextType(request.Action), _policies.ErrorMode, frame.Scratch);
        return PrepareRest(frame, frame.Context, request.Principal, request.Action, request.Resource, request.Entities);
    }

    private PolicyValue Prepare<TContext>(EvaluationFrame frame, in PolicyRequest<TContext> request)
        where TContext : IPolicyRecord
    {
        frame.Context = request.Context is null ? PolicyValue.Unreadable("the context is null") : frame.Scratch.Record(request.Context);
        return PrepareRest(frame, frame.Context, request.Principal, request.Action, request.Resource, request.Entities);
    }

    /// <summary>Gives the frame the rest of the request. The answer is an error where the request cannot be decided.</summary>
    private PolicyValue PrepareRest(EvaluationFrame frame, in PolicyValue context, EntityUid principal, EntityUid action, EntityUid resource, EntityStore? entities)
    {
        // The default uid names nobody. A policy without a scope would match it, so it never gets that far.
        if (principal.Type.Length == 0 || action.Type.Length == 0 || resource.Type.Length == 0)
            return PolicyValue.Unreadable("the request lacks a principal, an action or a resource");
        frame.Principal = principal;
        frame.Action = action;
        frame.Resource = resource;
        frame.Entities.Set(_entities, entities);
        return context;
    }

    private SchemaType.Record? ContextType(EntityUid action) => _policies.Schema?.Model.FindAction(action)?.Context;

    private PolicyDecision Unusable(in PolicyValue error) => new(_policies, DecisionCause.UnusableInput, null, new PolicyError(PolicyInfo.None, error));

    // Deny: whatever an input throws when it is read, no decision may come of it but this one. The exception's own text may hold arguments, so only its type is told.
    private PolicyDecision Faulted(Exception exception) => Unusable(PolicyValue.Error(PolicyErrorKind.Fault, exception.GetType().Name));

    private static PolicyExplanation Explained(PolicyDecision decision) => new(decision, [], [decision.Error]);
}
