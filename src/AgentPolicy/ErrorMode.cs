namespace AgentPolicy;

/// <summary>What an error in a policy's condition does. In either mode a policy that errs is not satisfied, so an erring <c>permit</c> never allows.</summary>
public enum ErrorMode
{
    /// <summary>A <c>forbid</c> that errs denies. The default: a rule meant to stop a call does not let it through because an input was missing or malformed.</summary>
    FailClosed,

    /// <summary>
    /// A <c>forbid</c> that errs is skipped, as the Cedar specification says; JSON is read as Cedar reads it, annotations of any name are carried, and templates too.
    /// For comparison with other Cedar engines.
    /// </summary>
    Cedar,
}
