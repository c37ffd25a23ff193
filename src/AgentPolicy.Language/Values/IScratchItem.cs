namespace AgentPolicy.Language;

/// <summary>Something that <see cref="PolicyScratch"/> lends to a decision.</summary>
internal interface IScratchItem
{
    /// <summary>Drops every reference to the decision's data, and memory beyond the pool's bound.</summary>
    void Reset();
}
