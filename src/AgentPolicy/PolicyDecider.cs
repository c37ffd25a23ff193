using AgentPolicy.Compiled;
using AgentPolicy.Indexing;
using AgentPolicy.Language;
using AgentPolicy.Language.Program;

namespace AgentPolicy;

/// <summary>Decides by asking the policies that could matter one by one, whichever back end evaluates them.</summary>
internal static class PolicyDecider
{
    /// <summary>Stops as soon as the decision and the policy it names are settled: forbids first, each kind in the order of the set.</summary>
    public static void Evaluate(EngineSnapshot snapshot, PolicyPhase phase, PolicyFrame frame, out PolicyDecision decision)
    {
        var set = snapshot.Policies;
        var verdict = new PolicyVerdict(set.ErrorMode);
        var index = Start(snapshot, frame);
        if (phase == PolicyPhase.Output)
        {
            Forbid(set, index, Find(set, index, PolicyKind.OutputForbid, frame), frame, ref verdict);
            decision = verdict.ConcludeOutput(set, frame);
            return;
        }

        if (!Forbid(set, index, Find(set, index, PolicyKind.Forbid, frame), frame, ref verdict))
            Permit(set, index, Find(set, index, PolicyKind.Permit, frame), frame, ref verdict);
        decision = verdict.Conclude(set, frame);
    }

    /// <summary>Evaluates every policy of the phase that could matter: none is left out because an earlier policy settled the decision.</summary>
    public static PolicyExplanation Explain(EngineSnapshot snapshot, PolicyPhase phase, PolicyFrame frame)
    {
        var set = snapshot.Policies;
        var forbids = new List<PolicyInfo>();
        var permits = new List<PolicyInfo>();
        var errors = new List<PolicyError>();
        var index = Start(snapshot, frame);
        foreach (var policy in FindAll(set, phase, index, frame))
        {
            var answer = Answer(set, policy, index, frame);
            var info = set.Policies[policy];
            var isForbid = info.Effect == PolicyEffect.Forbid;
            if (answer == PolicyAnswer.Error)
                errors.Add(new PolicyError(info, frame.Fault));
            if (answer == PolicyAnswer.True || (answer == PolicyAnswer.Error && isForbid && set.ErrorMode == ErrorMode.FailClosed))
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

    /// <summary>The index, ready to be asked; null where every policy has to be: there is none, or something that heads ask about is an error.</summary>
    private static SnapshotIndex? Start(EngineSnapshot snapshot, PolicyFrame frame)
    {
        frame.Keep();
        frame.Attributes.Start(snapshot.Policies.Paths);
        if (snapshot.Index is not { } index || !frame.Search.CanSearch)
            return null;
        frame.Search.Start(index);
        return index;
    }

    private static ReadOnlySpan<int> Find(PolicySet set, SnapshotIndex? index, PolicyKind kind, PolicyFrame frame) => index is null ? set.OfKind(kind) : frame.Search.Search(kind);

    private static List<int> FindAll(PolicySet set, PolicyPhase phase, SnapshotIndex? index, PolicyFrame frame)
    {
        var found = new List<int>();
        if (phase == PolicyPhase.Output)
        {
            found.AddRange(Find(set, index, PolicyKind.OutputForbid, frame));
            return found;
        }

        found.AddRange(Find(set, index, PolicyKind.Forbid, frame));
        found.AddRange(Find(set, index, PolicyKind.Permit, frame));
        found.Sort();
        return found;
    }

    private static bool Forbid(PolicySet set, SnapshotIndex? index, ReadOnlySpan<int> policies, PolicyFrame frame, ref PolicyVerdict verdict)
    {
        foreach (var policy in policies)
        {
            if (verdict.Forbid(policy, Answer(set, policy, index, frame), frame))
                return true;
        }

        return false;
    }

    private static void Permit(PolicySet set, SnapshotIndex? index, ReadOnlySpan<int> policies, PolicyFrame frame, ref PolicyVerdict verdict)
    {
        foreach (var policy in policies)
        {
            if (verdict.Permit(policy, Answer(set, policy, index, frame), frame))
                return;
        }
    }

    /// <summary>What one policy takes of the working memory is given back before the next is evaluated.</summary>
    private static PolicyAnswer Answer(PolicySet set, int policy, SnapshotIndex? index, PolicyFrame frame)
    {
        if (index is null && !IsAboutAction(set, policy, frame))
            return PolicyAnswer.False;
        var answer = set.Code.Evaluate(policy, frame);
        frame.Release();
        return answer;
    }

    // What the index has found out already of those it finds. No error: an action is always an entity.
    private static bool IsAboutAction(PolicySet set, int policy, PolicyFrame frame) => set.Heads.IsEmpty || set.Heads[policy].Action switch
    {
        ScopeTest.Equal test => frame.Action.IsEntity(test.Uid.Type, test.Uid.Id),
        ScopeTest.In test => IsInAny(test, frame),
        ScopeTest.Is test => string.Equals(frame.Action.EntityType, test.Type, StringComparison.Ordinal),
        _ => true,
    };

    private static bool IsInAny(ScopeTest.In test, PolicyFrame frame)
    {
        foreach (var uid in test.Uids)
        {
            if (frame.Action.IsEntity(uid.Type, uid.Id) || frame.Entities.IsDescendant(frame.Action, uid, frame.Scratch))
                return true;
        }

        return false;
    }
}
