using AgentPolicy.Language;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Interpretation;

/// <summary>Decides by evaluating a policy program's expressions. Immutable; safe for concurrent use.</summary>
internal sealed class PolicyInterpreter
{
    private readonly Entry[] _policies;
    private readonly Entry[] _forbids;
    private readonly Entry[] _permits;

    public PolicyInterpreter(PolicyProgram program, IReadOnlyList<PolicyInfo> policies)
    {
        _policies = [.. program.Policies.Select((policy, index) => new Entry(index, policies[index], EvaluatorBuilder.Build(policy.Condition)))];
        _forbids = [.. _policies.Where(entry => entry.Policy.Effect == PolicyEffect.Forbid)];
        _permits = [.. _policies.Where(entry => entry.Policy.Effect == PolicyEffect.Permit)];
    }

    /// <summary>Stops as soon as the decision and the policy it names are settled: forbids first, each kind in the order of the set.</summary>
    public PolicyDecision Evaluate(PolicySet set, EvaluationFrame frame)
    {
        var failsClosed = set.ErrorMode == ErrorMode.FailClosed;
        var error = default(PolicyError);
        var errorPosition = int.MaxValue;
        foreach (var entry in _forbids)
        {
            var value = entry.Evaluate(frame);
            if (value.IsTrue)
                return new PolicyDecision(set, DecisionCause.Forbidden, entry.Policy, default);
            if (!value.IsError)
                continue;

            // Deny: a rule meant to stop calls does not let one through because it could not be evaluated.
            if (failsClosed)
                return new PolicyDecision(set, DecisionCause.ForbidFailed, entry.Policy, new PolicyError(entry.Policy, value));
            if (errorPosition == int.MaxValue)
                (error, errorPosition) = (new PolicyError(entry.Policy, value), entry.Position);
        }

        foreach (var entry in _permits)
        {
            var value = entry.Evaluate(frame);
            if (value.IsTrue)
                return new PolicyDecision(set, DecisionCause.Permitted, entry.Policy, default);
            if (value.IsError && entry.Position < errorPosition)
                (error, errorPosition) = (new PolicyError(entry.Policy, value), entry.Position);
        }

        return new PolicyDecision(set, DecisionCause.NotPermitted, null, error);
    }

    /// <summary>Evaluates every policy: nothing is left out because an earlier policy settled the decision.</summary>
    public PolicyExplanation Explain(PolicySet set, EvaluationFrame frame)
    {
        var forbids = new List<PolicyInfo>();
        var permits = new List<PolicyInfo>();
        var errors = new List<PolicyError>();
        foreach (var entry in _policies)
        {
            var value = entry.Evaluate(frame);
            var isForbid = entry.Policy.Effect == PolicyEffect.Forbid;
            if (value.IsError)
                errors.Add(new PolicyError(entry.Policy, value));
            if (value.IsTrue || (value.IsError && isForbid && set.ErrorMode == ErrorMode.FailClosed))
                (isForbid ? forbids : permits).Add(entry.Policy);
        }

        if (forbids.Count > 0)
        {
            var failed = errors.Find(error => error.Policy == forbids[0]);
            var cause = failed.Kind == PolicyErrorKind.None ? DecisionCause.Forbidden : DecisionCause.ForbidFailed;
            return new PolicyExplanation(new PolicyDecision(set, cause, forbids[0], failed), forbids, errors);
        }

        var decision = permits.Count > 0
            ? new PolicyDecision(set, DecisionCause.Permitted, permits[0], default)
            : new PolicyDecision(set, DecisionCause.NotPermitted, null, errors.FirstOrDefault());
        return new PolicyExplanation(decision, permits, errors);
    }

    private readonly record struct Entry(int Position, PolicyInfo Policy, Evaluator Condition)
    {
        /// <summary>True, false or an error. What one policy rents is given back before the next is evaluated.</summary>
        public PolicyValue Evaluate(EvaluationFrame frame)
        {
            var mark = frame.Scratch.Mark();
            var value = Condition.Evaluate(frame).Expect(PolicyValueKind.Bool);
            frame.Scratch.Release(mark);
            return value;
        }
    }
}
