using System.ComponentModel;
using System.Runtime.CompilerServices;
using AgentPolicy.Language;

namespace AgentPolicy.Compiled;

/// <summary>
/// Adds up what policies answer, until the decision is settled: forbids first, then permits, each kind in the order of the set. The rule that decides stands here
/// and nowhere else; both back ends use it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct PolicyVerdict
{
    private readonly bool _failsClosed;
    private DecisionCause _cause;
    private int _policy;

    internal PolicyVerdict(ErrorMode mode)
    {
        _failsClosed = mode == ErrorMode.FailClosed;
        _cause = DecisionCause.NotPermitted;
        _policy = -1;
    }

    /// <summary>Whether a permit settled the decision.</summary>
    internal readonly bool IsPermitted => _cause == DecisionCause.Permitted;

    /// <summary>Takes in a forbid's answer about a tool call: true where that settles the decision.</summary>
    /// <param name="policy">Its position in the set.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="query">What was asked, which knows the error.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Forbid(int policy, PolicyAnswer answer, ref PolicyQuery query) => answer != PolicyAnswer.False && Forbid(policy, answer, answer == PolicyAnswer.Error ? query.Frame : null);

    /// <summary>Takes in a permit's answer about a tool call: true where that settles the decision.</summary>
    /// <param name="policy">Its position in the set.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="query">What was asked, which knows the error.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Permit(int policy, PolicyAnswer answer, ref PolicyQuery query)
    {
        if (answer == PolicyAnswer.True)
            return Settle(DecisionCause.Permitted, policy);
        return answer == PolicyAnswer.Error && Note(policy, query.Frame);
    }

    /// <summary>As the other, about any request.</summary>
    internal bool Permit(int policy, PolicyAnswer answer, PolicyFrame frame)
    {
        if (answer == PolicyAnswer.True)
            return Settle(DecisionCause.Permitted, policy);
        return answer == PolicyAnswer.Error && Note(policy, frame);
    }

    /// <summary>As the other, about any request.</summary>
    internal bool Forbid(int policy, PolicyAnswer answer, PolicyFrame? frame)
    {
        if (answer == PolicyAnswer.True)
            return Settle(DecisionCause.Forbidden, policy);
        if (answer == PolicyAnswer.False)
            return false;
        if (!_failsClosed)
            return Note(policy, frame!);

        // Deny: a rule meant to stop calls does not let one through because it could not be evaluated.
        frame!.NoteError();
        return Settle(DecisionCause.ForbidFailed, policy);
    }

    /// <param name="set">The policies.</param>
    /// <param name="frame">Where errors were noted; null where there were none.</param>
    internal readonly PolicyDecision Conclude(PolicySet set, PolicyFrame? frame)
    {
        var policy = _policy < 0 ? null : set.Policies[_policy];
        var error = policy is not null && _cause is DecisionCause.ForbidFailed or DecisionCause.NotPermitted ? new PolicyError(policy!, frame!.NotedError) : default;
        return new PolicyDecision(set, _cause, _cause == DecisionCause.NotPermitted ? null : policy, error);
    }

    /// <summary>What is decided after a call, where no policy is needed for the result to be handed out.</summary>
    internal readonly PolicyDecision ConcludeOutput(PolicySet set, PolicyFrame? frame) =>
        _cause == DecisionCause.NotPermitted ? new PolicyDecision(set, DecisionCause.NotForbidden, null, default) : Conclude(set, frame);

    private bool Settle(DecisionCause cause, int policy)
    {
        (_cause, _policy) = (cause, policy);
        return true;
    }

    // Until something settles, the policy is the first, by position, whose error stood in the way.
    private bool Note(int policy, PolicyFrame frame)
    {
        if (_policy >= 0 && policy > _policy)
            return false;
        _policy = policy;
        frame.NoteError();
        return false;
    }
}
