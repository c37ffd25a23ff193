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

    /// <summary>The tool's name.</summary>
    public string Tool { get; }

    /// <summary>The decision, and with it the policy and its reason.</summary>
    public PolicyDecision Decision { get; }
}
