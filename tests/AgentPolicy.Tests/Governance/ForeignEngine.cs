namespace AgentPolicy.Tests.Governance;

/// <summary>An engine of the host's own, before ours or instead of it.</summary>
internal sealed class ForeignEngine(IPolicyEngine? inner) : IPolicyEngine
{
    public List<PolicyPhase> Asked { get; } = [];

    public Exception? Failure { get; set; }

    public bool LosesPhase { get; set; }

    /// <summary>Hands the request on as another one, so that nothing can tell that it was a governed call's.</summary>
    public bool Rewrites { get; set; }

    public PolicyDecision Evaluate(in PolicyRequest request) => throw new NotSupportedException();

    public PolicyDecision Evaluate<TContext>(in PolicyRequest<TContext> request)
        where TContext : IPolicyRecord
    {
        Asked.Add(request.Phase);
        if (Failure is not null)
            throw Failure;
        if (inner is null)
            return default;
        if (LosesPhase)
            return inner.Evaluate(new PolicyRequest<TContext>(request.Principal, request.Action, request.Resource, request.Context, request.Entities));
        if (Rewrites)
            return inner.Evaluate(new PolicyRequest(request.Principal, request.Action, request.Resource, PolicyRecord.From(request.Context), request.Entities) { Phase = request.Phase });
        return inner.Evaluate(request);
    }

    public PolicyExplanation Explain(in PolicyRequest request) => throw new NotSupportedException();

    public PolicyExplanation Explain<TContext>(in PolicyRequest<TContext> request)
        where TContext : IPolicyRecord => throw new NotSupportedException();
}
