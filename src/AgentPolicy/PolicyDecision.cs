namespace AgentPolicy;

/// <summary>The answer to a request. The default value denies and can be read safely.</summary>
public readonly struct PolicyDecision
{
    private readonly PolicySet? _set;
    private readonly PolicyInfo? _policy;

    internal PolicyDecision(PolicySet? set, DecisionCause cause, PolicyInfo? policy, PolicyError error)
    {
        _set = set;
        _policy = policy;
        Cause = cause;
        Error = error;
    }

    /// <summary>Whether the call may run.</summary>
    public bool IsAllowed => Cause is DecisionCause.Permitted or DecisionCause.NotForbidden;

    /// <summary>What decided.</summary>
    public DecisionCause Cause { get; }

    /// <summary>The first policy, by position in the set, that determined the decision; <see cref="PolicyInfo.None"/> where none did.</summary>
    public PolicyInfo Policy => _policy ?? PolicyInfo.None;

    /// <summary>
    /// On a denial, the first error that stood in the way of another answer: of the forbid that failed, of a policy that might have permitted, or of the request.
    /// Otherwise the default value.
    /// </summary>
    public PolicyError Error { get; }

    /// <summary>The version of the policy set that decided; empty in the default value.</summary>
    public string Version => _set?.Version ?? "";

    /// <summary>The decision in words, for callers and logs; it contains no argument's value. Made when asked for.</summary>
    public string Message => Cause switch
    {
        DecisionCause.NoDecision => "Denied: nothing was decided.",
        DecisionCause.Permitted => $"Allowed by policy '{Policy.Id}'.",
        DecisionCause.Forbidden => Policy.Reason ?? $"Denied by policy '{Policy.Id}'.",
        DecisionCause.ForbidFailed when Policy.Reason is { } reason => $"{reason} (Policy '{Policy.Id}' could not be evaluated: {Error.Message}.)",
        DecisionCause.ForbidFailed => $"Denied: policy '{Policy.Id}' could not be evaluated ({Error.Message}).",
        DecisionCause.NotPermitted when Error.Kind != PolicyErrorKind.None =>
            $"Denied: no policy permits this, and policy '{Error.Policy.Id}' could not be evaluated ({Error.Message}).",
        DecisionCause.NotPermitted => "Denied: no policy permits this.",
        DecisionCause.NotForbidden => "Allowed: no policy forbids the result.",
        DecisionCause.NoIdentity => "Denied: nobody is acting; the call was made outside AgentContext.Enter, or after its scope ended.",
        DecisionCause.NoEngine => "Denied: there is no policy engine to ask.",
        DecisionCause.IdentityExpired => "Denied: the identity that this call was made with has expired.",
        DecisionCause.EngineFailed when Error.Kind != PolicyErrorKind.None => $"Denied: the policy engine threw an exception ({Error.Detail}).",
        DecisionCause.EngineFailed => "Denied: the policy engine did not answer what it was asked.",
        DecisionCause.ToolMismatch => "Denied: the tool, the policies and AgentPolicy were not built together; rebuild them.",
        _ => $"Denied: the request cannot be read ({Error.Message}).",
    };

    /// <inheritdoc/>
    public override string ToString() => Message;
}
