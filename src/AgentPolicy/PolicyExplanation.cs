namespace AgentPolicy;

/// <summary>A decision with all that led to it. Every policy was evaluated, none was skipped.</summary>
public sealed class PolicyExplanation
{
    internal PolicyExplanation(PolicyDecision decision, IReadOnlyList<PolicyInfo> determining, IReadOnlyList<PolicyError> errors)
    {
        Decision = decision;
        DeterminingPolicies = determining;
        Errors = errors;
    }

    /// <summary>The decision, the same that <see cref="IPolicyEngine.Evaluate(in PolicyRequest)"/> gives.</summary>
    public PolicyDecision Decision { get; }

    /// <summary>
    /// The policies that determined the decision, in the order of the set: satisfied forbids (and in <see cref="ErrorMode.FailClosed"/> those that failed) on a
    /// denial, satisfied permits when allowed, none where nothing permits.
    /// </summary>
    public IReadOnlyList<PolicyInfo> DeterminingPolicies { get; }

    /// <summary>Every policy that could not be evaluated, whether or not it would have mattered, in the order of the set.</summary>
    public IReadOnlyList<PolicyError> Errors { get; }
}
