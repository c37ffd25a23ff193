using AgentPolicy.Compiled;

namespace AgentPolicy.Interpretation;

/// <summary>A set's own policies, evaluated as they are without links, and behind them those that were linked at run time. Immutable; safe for concurrent use.</summary>
internal sealed class LinkedPolicies(CompiledPolicies own, int ownCount, LinkedPolicy[] links) : CompiledPolicies
{
    private readonly Evaluator[] _links = Array.ConvertAll(links, link => link.Condition);

    /// <summary>What evaluates the set's own policies.</summary>
    public CompiledPolicies Own { get; } = own;

    public override bool ReadsTime { get; } = own.ReadsTime || links.Any(link => link.Template.ReadsTime);

    // No code of a tool: it was made without the links. Tools' calls are decided as any request is.
    public override PolicyValue Evaluate(int policy, PolicyFrame frame) =>
        policy < ownCount ? Own.Evaluate(policy, frame) : _links[policy - ownCount].Evaluate(frame);
}
