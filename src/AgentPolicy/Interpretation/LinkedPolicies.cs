using AgentPolicy.Compiled;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Interpretation;

/// <summary>A set's own policies, evaluated as they are without links, and behind them those that were linked at run time. Immutable; safe for concurrent use.</summary>
internal sealed class LinkedPolicies(CompiledPolicies own, int ownCount, LinkedPolicy[] links) : CompiledPolicies
{
    private readonly Evaluator[] _links = Array.ConvertAll(links, link => link.Condition);

    /// <summary>What evaluates the set's own policies.</summary>
    public CompiledPolicies Own { get; } = own;

    public override bool ReadsTime { get; } = own.ReadsTime || links.Any(link => link.Template.ReadsTime);

    // Made anew each time, so that links one after the other do not each make one.
    internal override ProgramIndex? Index => Own.Index is { } index ? index with { Heads = index.Heads.Concat(links.Select(link => link.Head)).ToEquatableArray() } : null;

    // No code of a tool: it was made without the links. Tools' calls are decided as any request is.
    public override PolicyAnswer Evaluate(int policy, PolicyFrame frame) =>
        policy < ownCount ? Own.Evaluate(policy, frame) : _links[policy - ownCount].Answer(frame);
}
