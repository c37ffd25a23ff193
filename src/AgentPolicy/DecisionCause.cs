namespace AgentPolicy;

/// <summary>What decided. Only <see cref="Permitted"/> allows.</summary>
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

    /// <summary>The request could not be read: a part is missing, the context is no object, or an input threw an exception. Denies.</summary>
    UnusableInput,
}
