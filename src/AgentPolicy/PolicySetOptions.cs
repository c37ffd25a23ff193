namespace AgentPolicy;

/// <summary>How a policy set is compiled and evaluated.</summary>
public sealed record PolicySetOptions
{
    /// <summary>What an error in a condition does. The default is <see cref="ErrorMode.FailClosed"/>.</summary>
    public ErrorMode ErrorMode { get; init; }

    /// <summary>The schema: types contexts and entities, and says which groups an action is in. The default is none.</summary>
    public CedarSchema? Schema { get; init; }

    /// <summary>
    /// The names of further annotations that policies may carry without effect, such as <c>owner</c>. The default is none: an unknown annotation is an error, so
    /// that a mistyped one is not ignored. <see cref="ErrorMode.Cedar"/> carries all.
    /// </summary>
    public IReadOnlyCollection<string> Annotations { get; init; } = [];
}
