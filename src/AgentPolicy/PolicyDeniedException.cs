namespace AgentPolicy;

/// <summary>That a governed call was denied, or its result withheld. The message is the decision's: it contains no argument's value.</summary>
public sealed class PolicyDeniedException : Exception
{
    /// <summary>Reports a denial.</summary>
    /// <param name="tool">The tool's name.</param>
    /// <param name="decision">The decision, a denial.</param>
    public PolicyDeniedException(string tool, PolicyDecision decision)
        : base(decision.Message)
    {
        ArgumentNullException.ThrowIfNull(tool);
        Tool = tool;
        Decision = decision;
    }

    /// <summary>Reports that a call ran, and that its result is withheld: nobody must take it for one that did nothing.</summary>
    internal PolicyDeniedException(string tool, PolicyDecision decision, bool isResultWithheld)
        : base(isResultWithheld ? $"The tool ran; its result is withheld. {decision.Message}" : decision.Message)
    {
        Tool = tool;
        Decision = decision;
        IsResultWithheld = isResultWithheld;
    }

    /// <summary>The tool's name.</summary>
    public string Tool { get; }

    /// <summary>Whether the tool ran, and its result, or the rest of its stream, is not handed out. False where it never ran.</summary>
    public bool IsResultWithheld { get; }

    /// <summary>The decision, and with it the policy and its reason.</summary>
    public PolicyDecision Decision { get; }
}
