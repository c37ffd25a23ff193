using AgentPolicy.Compiled;
using AgentPolicy.Language;
using AgentPolicy.Language.Collections;

namespace AgentPolicy.Interpretation;

internal sealed class ConstantEvaluator(PolicyValue value) : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame) => value;
}

internal sealed class PrincipalEvaluator : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame) => frame.Principal;
}

internal sealed class ActionEvaluator : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame) => frame.Action;
}

internal sealed class ResourceEvaluator : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame) => frame.Resource;
}

internal sealed class ContextEvaluator : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame) => frame.Context;
}

internal sealed class IfEvaluator(Evaluator condition, Evaluator then, Evaluator @else) : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame)
    {
        var value = condition.Evaluate(frame);
        if (value.Kind != PolicyValueKind.Bool)
            return value.Expect(PolicyValueKind.Bool);
        return value.Bool ? then.Evaluate(frame) : @else.Evaluate(frame);
    }

    public override PolicyAnswer Answer(PolicyFrame frame)
    {
        var answer = condition.Answer(frame);
        return answer == PolicyAnswer.Error ? answer : answer == PolicyAnswer.True ? then.Answer(frame) : @else.Answer(frame);
    }
}

/// <summary>A chain of <c>&amp;&amp;</c> (which stops at false) or <c>||</c> (at true).</summary>
internal sealed class ChainEvaluator(Evaluator[] operands, bool stopsAt) : Condition
{
    private readonly PolicyAnswer _goesOn = PolicyChecks.Of(!stopsAt);

    public override PolicyAnswer Answer(PolicyFrame frame)
    {
        foreach (var operand in operands)
        {
            var answer = operand.Answer(frame);
            if (answer != _goesOn)
                return answer;
        }

        return _goesOn;
    }
}

internal sealed class NotEvaluator(Evaluator operand) : Condition
{
    public override PolicyAnswer Answer(PolicyFrame frame) => PolicyChecks.Not(operand.Answer(frame));
}

internal sealed class NegateEvaluator(Evaluator operand) : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame) => Intrinsics.Negate(operand.Evaluate(frame));
}

internal sealed class IsEmptyEvaluator(Evaluator operand) : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame) => Intrinsics.IsEmpty(operand.Evaluate(frame));
}

internal sealed class GetAttributeEvaluator(Evaluator target, AttributeName name) : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame) => Intrinsics.GetAttribute(target.Evaluate(frame), name, frame.Entities, frame.Scratch);
}

internal sealed class HasAttributeEvaluator(Evaluator target, EquatableArray<AttributeName> path) : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame) => Intrinsics.HasPath(target.Evaluate(frame), path.AsSpan(), frame.Entities, frame.Scratch);
}

internal sealed class LikeEvaluator(Evaluator operand, LikePattern pattern) : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame) => Intrinsics.Like(operand.Evaluate(frame), pattern);
}

internal sealed class IsEvaluator(Evaluator operand, string type) : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame) => Intrinsics.Is(operand.Evaluate(frame), type);
}

internal sealed class IsInEvaluator(Evaluator operand, string type, Evaluator container) : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame)
    {
        var entity = operand.Evaluate(frame);
        var matches = Intrinsics.Is(entity, type);
        return matches.IsTrue ? Intrinsics.In(entity, container.Evaluate(frame), frame.Entities, frame.Scratch) : matches;
    }
}

internal sealed class SetEvaluator(Evaluator[] elements) : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame)
    {
        var set = frame.Scratch.Rent<ScratchSet>();
        foreach (var element in elements)
        {
            var value = element.Evaluate(frame);
            if (value.IsError)
                return value;
            set.Add(value);
        }

        return PolicyValue.FromSource(set);
    }
}

internal sealed class RecordEvaluator((AttributeName Name, Evaluator Value)[] fields) : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame)
    {
        var record = frame.Scratch.Rent<ScratchRecord>();
        foreach (var (name, field) in fields)
        {
            var value = field.Evaluate(frame);
            if (value.IsError)
                return value;
            record.Add(name, value);
        }

        return PolicyValue.FromSource(record);
    }
}

/// <summary>Stands before every stretch of nesting: a thread with too little stack left gets an error, not an overflow.</summary>
internal sealed class StackGuardEvaluator(Evaluator operand) : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame) => StackGuard.HasRoom() ? operand.Evaluate(frame) : PolicyValue.Error(PolicyErrorKind.TooDeep);

    public override PolicyAnswer Answer(PolicyFrame frame) => StackGuard.HasRoom() ? operand.Answer(frame) : frame.Fail(PolicyValue.Error(PolicyErrorKind.TooDeep));
}
