using AgentPolicy.Compiled;
using AgentPolicy.Language;

namespace AgentPolicy.Interpretation;

/// <summary>An attribute that is read once a decision.</summary>
internal sealed class PathEvaluator(int path) : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame) => frame.Get(path);

    public override PolicyAnswer Answer(PolicyFrame frame) => PolicyChecks.Of(frame.Get(path), frame);
}

/// <summary><c>x has a.b</c>, of such attributes.</summary>
internal sealed class HasPathEvaluator(int[] steps) : Condition
{
    public override PolicyAnswer Answer(PolicyFrame frame)
    {
        foreach (var step in steps)
        {
            var answer = PolicyChecks.Has(step, frame);
            if (answer != PolicyAnswer.True)
                return answer;
        }

        return PolicyAnswer.True;
    }
}

internal sealed class IsPrincipalEvaluator(PolicyValue entity) : Condition
{
    public override PolicyAnswer Answer(PolicyFrame frame) => PolicyChecks.Equal(frame.Principal, entity, frame);
}

internal sealed class PathEqualEvaluator(int path, PolicyValue constant) : Condition
{
    public override PolicyAnswer Answer(PolicyFrame frame) => PolicyChecks.Equal(frame.Get(path), constant, frame);
}

internal sealed class PathLikeEvaluator(int path, LikePattern pattern) : Condition
{
    public override PolicyAnswer Answer(PolicyFrame frame) => PolicyChecks.Like(frame.Get(path), pattern, frame);
}

internal sealed class PathLessEvaluator(int path, PolicyValue limit, bool orEqual) : Condition
{
    public override PolicyAnswer Answer(PolicyFrame frame) =>
        orEqual ? PolicyChecks.LongLessOrEqual(frame.Get(path), limit.Long, frame) : PolicyChecks.LongLess(frame.Get(path), limit.Long, frame);
}

internal sealed class PathContainsEvaluator(int path, PolicyValue element) : Condition
{
    public override PolicyAnswer Answer(PolicyFrame frame) => PolicyChecks.Contains(frame.Get(path), element, frame);
}
