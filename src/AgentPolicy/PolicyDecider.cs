using AgentPolicy.Compiled;
using AgentPolicy.Language;

namespace AgentPolicy;

/// <summary>Decides by asking a set's policies one by one, whichever back end evaluates them.</summary>
internal static class PolicyDecider
{
    /// <summary>Stops as soon as the decision and the policy it names are settled: forbids first, each kind in the order of the set.</summary>
    public static PolicyDecision Evaluate(PolicySet set, PolicyPhase phase, PolicyFrame frame)
    {
        var verdict = new PolicyVerdict(set.ErrorMode);
        AddUp(set, phase, frame, ref verdict);
        return phase == PolicyPhase.Input ? verdict.Conclude(set, frame) : verdict.ConcludeOutput(set, frame);
    }

    /// <summary>Evaluates every policy of the phase: nothing is left out because an earlier policy settled the decision.</summary>
    public static PolicyExplanation Explain(PolicySet set, PolicyPhase phase, PolicyFrame frame)
    {
        var forbids = new List<PolicyInfo>();
        var permits = new List<PolicyInfo>();
        var errors = new List<PolicyError>();
        foreach (var policy in set.InPhase(phase))
        {
            var value = Evaluate(set, policy, frame);
            var info = set.Policies[policy];
            var isForbid = info.Effect == PolicyEffect.Forbid;
            if (value.IsError)
                errors.Add(new PolicyError(info, value));
            if (value.IsTrue || (value.IsError && isForbid && set.ErrorMode == ErrorMode.FailClosed))
                (isForbid ? forbids : permits).Add(info);
        }

        if (forbids.Count > 0)
        {
            var failed = errors.Find(error => error.Policy == forbids[0]);
            var cause = failed.Kind == PolicyErrorKind.None ? DecisionCause.Forbidden : DecisionCause.ForbidFailed;
            return new PolicyExplanation(new PolicyDecision(set, cause, forbids[0], failed), forbids, errors);
        }

        if (phase == PolicyPhase.Output)
            return new PolicyExplanation(new PolicyDecision(set, DecisionCause.NotForbidden, null, default), [], errors);
        var decision = permits.Count > 0
            ? new PolicyDecision(set, DecisionCause.Permitted, permits[0], default)
            : new PolicyDecision(set, DecisionCause.NotPermitted, null, errors.FirstOrDefault());
        return new PolicyExplanation(decision, permits, errors);
    }

    private static void AddUp(PolicySet set, PolicyPhase phase, PolicyFrame frame, ref PolicyVerdict verdict)
    {
        foreach (var forbid in set.ForbidsIn(phase))
        {
            if (verdict.Forbid(forbid, Evaluate(set, forbid, frame), frame))
                return;
        }

        if (phase == PolicyPhase.Output)
            return;
        foreach (var permit in set.Permits)
        {
            if (verdict.Permit(permit, Evaluate(set, permit, frame), frame))
                return;
        }
    }

    /// <summary>True, false or an error. What one policy rents is given back before the next is evaluated.</summary>
    private static PolicyValue Evaluate(PolicySet set, int policy, PolicyFrame frame)
    {
        var mark = frame.Scratch.Mark();
        var value = set.Code.Evaluate(policy, frame).Expect(PolicyValueKind.Bool);
        frame.Scratch.Release(mark);
        return value;
    }
}
