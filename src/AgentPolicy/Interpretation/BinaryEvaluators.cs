using AgentPolicy.Compiled;
using AgentPolicy.Language;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Interpretation;

/// <summary>An operator of two operands, both of which are evaluated, the left one first. If it errs, the right one is not: the answer would be the same error.</summary>
internal abstract class BinaryEvaluator(Evaluator left, Evaluator right) : Evaluator
{
    public sealed override PolicyValue Evaluate(PolicyFrame frame)
    {
        var leftValue = left.Evaluate(frame);
        if (leftValue.IsError)
            return leftValue;
        var rightValue = right.Evaluate(frame);
        return rightValue.IsError ? rightValue : Apply(leftValue, rightValue, frame);
    }

    protected abstract PolicyValue Apply(in PolicyValue left, in PolicyValue right, PolicyFrame frame);
}

internal sealed class EqualEvaluator(Evaluator left, Evaluator right) : BinaryEvaluator(left, right)
{
    protected override PolicyValue Apply(in PolicyValue left, in PolicyValue right, PolicyFrame frame) => Intrinsics.Equal(left, right, frame.Scratch);
}

internal sealed class LessEvaluator(Evaluator left, Evaluator right) : BinaryEvaluator(left, right)
{
    protected override PolicyValue Apply(in PolicyValue left, in PolicyValue right, PolicyFrame frame) => Intrinsics.Less(left, right);
}

internal sealed class LessOrEqualEvaluator(Evaluator left, Evaluator right) : BinaryEvaluator(left, right)
{
    protected override PolicyValue Apply(in PolicyValue left, in PolicyValue right, PolicyFrame frame) => Intrinsics.LessOrEqual(left, right);
}

internal sealed class AddEvaluator(Evaluator left, Evaluator right) : BinaryEvaluator(left, right)
{
    protected override PolicyValue Apply(in PolicyValue left, in PolicyValue right, PolicyFrame frame) => Intrinsics.Add(left, right);
}

internal sealed class SubtractEvaluator(Evaluator left, Evaluator right) : BinaryEvaluator(left, right)
{
    protected override PolicyValue Apply(in PolicyValue left, in PolicyValue right, PolicyFrame frame) => Intrinsics.Subtract(left, right);
}

internal sealed class MultiplyEvaluator(Evaluator left, Evaluator right) : BinaryEvaluator(left, right)
{
    protected override PolicyValue Apply(in PolicyValue left, in PolicyValue right, PolicyFrame frame) => Intrinsics.Multiply(left, right);
}

internal sealed class InEvaluator(Evaluator left, Evaluator right) : BinaryEvaluator(left, right)
{
    protected override PolicyValue Apply(in PolicyValue left, in PolicyValue right, PolicyFrame frame) => Intrinsics.In(left, right, frame.Entities, frame.Scratch);
}

internal sealed class ContainsEvaluator(Evaluator left, Evaluator right) : BinaryEvaluator(left, right)
{
    protected override PolicyValue Apply(in PolicyValue left, in PolicyValue right, PolicyFrame frame) => Intrinsics.Contains(left, right, frame.Scratch);
}

internal sealed class ContainsAllEvaluator(Evaluator left, Evaluator right) : BinaryEvaluator(left, right)
{
    protected override PolicyValue Apply(in PolicyValue left, in PolicyValue right, PolicyFrame frame) => Intrinsics.ContainsAll(left, right, frame.Scratch);
}

internal sealed class ContainsAnyEvaluator(Evaluator left, Evaluator right) : BinaryEvaluator(left, right)
{
    protected override PolicyValue Apply(in PolicyValue left, in PolicyValue right, PolicyFrame frame) => Intrinsics.ContainsAny(left, right, frame.Scratch);
}

internal sealed class GetTagEvaluator(Evaluator left, Evaluator right) : BinaryEvaluator(left, right)
{
    protected override PolicyValue Apply(in PolicyValue left, in PolicyValue right, PolicyFrame frame) => Intrinsics.GetTag(left, right, frame.Entities);
}

internal sealed class HasTagEvaluator(Evaluator left, Evaluator right) : BinaryEvaluator(left, right)
{
    protected override PolicyValue Apply(in PolicyValue left, in PolicyValue right, PolicyFrame frame) => Intrinsics.HasTag(left, right, frame.Entities);
}

internal sealed class ExtensionCallEvaluator(ExtensionFunction function, Evaluator[] arguments) : Evaluator
{
    public override PolicyValue Evaluate(PolicyFrame frame)
    {
        var values = frame.Scratch.Rent<ArgumentList>();
        foreach (var argument in arguments)
            values.Add(argument.Evaluate(frame));
        return Intrinsics.Call(function, values.AsSpan(), frame.Scratch);
    }

    private sealed class ArgumentList : IScratchItem
    {
        private PolicyValue[] _items = new PolicyValue[2];
        private int _count;

        public void Add(in PolicyValue item)
        {
            if (_count == _items.Length)
                Array.Resize(ref _items, _count * 2);
            _items[_count++] = item;
        }

        public ReadOnlySpan<PolicyValue> AsSpan() => _items.AsSpan(0, _count);

        public void Reset()
        {
            Array.Clear(_items, 0, _count);
            _count = 0;
        }
    }
}
