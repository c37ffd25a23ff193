using System.ComponentModel;
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
    private PolicyValue _error;

    internal PolicyVerdict(ErrorMode mode)
    {
        _failsClosed = mode == ErrorMode.FailClosed;
        _cause = DecisionCause.NotPermitted;
        _policy = -1;
    }

    /// <summary>Takes in a forbid's answer: true where that settles the decision.</summary>
    /// <param name="policy">Its position in the set.</param>
    /// <param name="answer">True, false or an error.</param>
    public bool Forbid(int policy, in PolicyValue answer)
    {
        if (answer.IsTrue)
            return Settle(DecisionCause.Forbidden, policy, default);
        if (!answer.IsError)
            return false;
        if (!_failsClosed)
            return Note(policy, answer);

        // Deny: a rule meant to stop calls does not let one through because it could not be evaluated.
        return Settle(DecisionCause.ForbidFailed, policy, answer);
    }

    /// <summary>Takes in a permit's answer: true where that settles the decision.</summary>
    /// <param name="policy">Its position in the set.</param>
    /// <param name="answer">True, false or an error.</param>
    public bool Permit(int policy, in PolicyValue answer)
    {
        if (answer.IsTrue)
            return Settle(DecisionCause.Permitted, policy, default);
        return answer.IsError && Note(policy, answer);
    }

    internal readonly PolicyDecision Conclude(PolicySet set)
    {
        var policy = _policy < 0 ? null : set.Policies[_policy];
        return _cause == DecisionCause.NotPermitted
            ? new PolicyDecision(set, _cause, null, _error.IsError ? new PolicyError(policy!, _error) : default)
            : new PolicyDecision(set, _cause, policy, _error.IsError ? new PolicyError(policy!, _error) : default);
    }

    /// <summary>What is decided after a call, where no policy is needed for the result to be handed out.</summary>
    internal readonly PolicyDecision ConcludeOutput(PolicySet set) =>
        _cause == DecisionCause.NotPermitted ? new PolicyDecision(set, DecisionCause.NotForbidden, null, default) : Conclude(set);

    private bool Settle(DecisionCause cause, int policy, in PolicyValue error)
    {
        (_cause, _policy, _error) = (cause, policy, error);
        return true;
    }

    // Until something settles, the policy is the first, by position, whose error stood in the way.
    private bool Note(int policy, in PolicyValue error)
    {
        if (_policy < 0 || policy < _policy)
            (_policy, _error) = (policy, error);
        return false;
    }
}
