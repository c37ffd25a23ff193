using AgentPolicy.Compiled;

namespace AgentPolicy.Interpretation;

/// <summary>A set's own policies, evaluated as they are without links, and behind them those that were linked at run time. Immutable; safe for concurrent use.</summary>
internal sealed class LinkedPolicies(CompiledPolicies own, int ownCount, Evaluator[] links) : CompiledPolicies
{
    public CompiledPolicies Own { get; } = own;

    // No code of a tool: it was made without the links. Tools' calls are decided as any request is.
    public override PolicyValue Evaluate(int policy, PolicyFrame frame) =>
        policy < ownCount ? Own.Evaluate(policy, frame) : links[policy - ownCount].Evaluate(frame);
}
