namespace AgentPolicy;

/// <summary>Decides requests. Safe for concurrent use.</summary>
public interface IPolicyEngine
{
    /// <summary>
    /// Decides a request. Never throws for what a request contains: whatever cannot be read or evaluated denies, and the decision says why.
    /// Allocates nothing, once the thread's working memory has grown to what the policies need; what is beyond its bounds is allocated.
    /// </summary>
    /// <remarks>
    /// A thread keeps for its next decision: of each kind of view 256, of a set or record that is compared or made 1,024 parts, of a text whose escapes had to be
    /// resolved 16 KB. Beyond these, for collections that <see cref="PolicyScratch.Read(object?)"/> does not name, for entities in JSON that no schema types, and
    /// for an input that throws, a decision allocates.
    /// </remarks>
    PolicyDecision Evaluate(in PolicyRequest request);

    /// <summary>Decides a request whose context is a struct or class of the caller's, read in place and never boxed.</summary>
    PolicyDecision Evaluate<TContext>(in PolicyRequest<TContext> request)
        where TContext : IPolicyRecord;

    /// <summary>Decides a request as <see cref="Evaluate(in PolicyRequest)"/> does, evaluates every policy and tells all that determined the decision and all that failed. Allocates.</summary>
    PolicyExplanation Explain(in PolicyRequest request);

    /// <summary>Explains a request whose context is a struct or class of the caller's.</summary>
    PolicyExplanation Explain<TContext>(in PolicyRequest<TContext> request)
        where TContext : IPolicyRecord;
}
