namespace AgentPolicy;

/// <summary>What decided. Only <see cref="Permitted"/> and <see cref="NotForbidden"/> allow.</summary>
public enum DecisionCause
{
    /// <summary>Nothing was evaluated: the decision's default value. Denies.</summary>
    NoDecision,

    /// <summary>A <c>permit</c> is satisfied and no <c>forbid</c> is. Allows.</summary>
    Permitted,

    /// <summary>A <c>forbid</c> is satisfied. Denies.</summary>
    Forbidden,

    /// <summary>A <c>forbid</c> could not be evaluated, in <see cref="ErrorMode.FailClosed"/>. Denies.</summary>
    ForbidFailed,

    /// <summary>No <c>permit</c> is satisfied. Denies.</summary>
    NotPermitted,

    /// <summary>The request could not be read: a part is missing, the context is no object, an input threw an exception, or the schema does not declare such a request. Denies.</summary>
    UnusableInput,

    /// <summary>After a call (<see cref="PolicyPhase.Output"/>): no <c>forbid</c> is satisfied, so the result may be handed out. Allows.</summary>
    NotForbidden,

    /// <summary>A governed call without an identity, or after the scope of one ended. Denies; no policy was evaluated.</summary>
    NoIdentity,

    /// <summary>A governed call without an engine to ask. Denies.</summary>
    NoEngine,

    /// <summary>A tool whose generated code does not fit the library or the compiled policies: something was not rebuilt. Denies.</summary>
    ToolMismatch,

    /// <summary>A governed call with an identity past its <see cref="AgentIdentity.ExpiresAt"/>. Denies; no policy was evaluated.</summary>
    IdentityExpired,

    /// <summary>An engine of the host's own threw an exception, or answered for another <see cref="PolicyPhase"/> than it was asked for. Denies.</summary>
    EngineFailed,
}
