using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Tests.Values;

namespace AgentPolicy.Language.Tests.Lowering;

/// <summary>Evaluates the intermediate representation in the plainest way: what folding is held to.</summary>
internal static class ReferenceEvaluator
{
    private static readonly TestEntities s_entities = new();

    private static readonly PolicyValue s_context = TestValues.Record(
        ("n", 2L), ("s", "ab"), ("flag", false), ("d", PolicyValue.FromDecimal(1.5m)), ("ip", TestValues.Ip("fe80::1/64")), ("day", PolicyValue.FromDateTimeMilliseconds(86_399_999)), ("span", PolicyValue.FromDurationMilliseconds(3_600_000)), ("set", PolicyValue.FromSet(1L, 2L, "a")), ("r", TestValues.Record(("n", 1L))), ("who", TestEntities.A));

    public static PolicyValue Evaluate(ProgramExpr expr) => Evaluate(expr, new PolicyScratch());

    private static PolicyValue Evaluate(ProgramExpr expr, PolicyScratch scratch)
    {
        PolicyValue Next(ProgramExpr part) => Evaluate(part, scratch);
        switch (expr)
        {
            case ConstantExpr node:
                return node.Value;
            case VariableExpr node:
                return node.Variable switch
                {
                    CedarVariable.Principal => TestEntities.A,
                    CedarVariable.Action => TestEntities.Unknown,
                    CedarVariable.Resource => TestEntities.B,
                    _ => s_context,
                };
            case IfExpr node:
                var condition = Next(node.Condition);
                return condition.Kind == PolicyValueKind.Bool ? Next(condition.Bool ? node.Then : node.Else) : condition.Expect(PolicyValueKind.Bool);
            case AndExpr node:
                return Chain(node.Operands, stopsAt: false);
            case OrExpr node:
                return Chain(node.Operands, stopsAt: true);
            case UnaryExpr node:
                return Unary(node.Operator, Next(node.Operand));
            case BinaryExpr node:
                var left = Next(node.Left);
                if (left.IsError)
                    return left;
                var right = Next(node.Right);
                return right.IsError ? right : Binary(node.Operator, left, right, scratch);
            case GetAttributeExpr node:
                return Intrinsics.GetAttribute(Next(node.Target), node.Name, s_entities, scratch);
            case HasAttributeExpr node:
                return Intrinsics.HasPath(Next(node.Target), node.Path.AsSpan(), s_entities, scratch);
            case LikeExpr node:
                return Intrinsics.Like(Next(node.Operand), node.Pattern);
            case IsExpr node:
                return Intrinsics.Is(Next(node.Operand), node.Type);
            case IsInExpr node:
                var entity = Next(node.Operand);
                var matches = Intrinsics.Is(entity, node.Type);
                return matches.IsTrue ? Intrinsics.In(entity, Next(node.Container), s_entities, scratch) : matches;
            case SetExpr node:
                return All(node.Elements, values => TestValues.ScratchSet(scratch, values));
            case RecordExpr node:
                return All(
                    node.Fields.Select(field => field.Value).ToEquatableArray(),
                    values => TestValues.ScratchRecord(scratch, [.. node.Fields.Zip(values, (field, value) => (field.Name.Text, value))]));
            case ExtensionCallExpr node:
                return All(node.Arguments, values => Intrinsics.Call(node.Function, values, scratch));
            default:
                throw new InvalidOperationException($"No such expression: {expr.GetType().Name}.");
        }

        PolicyValue Chain(EquatableArray<ProgramExpr> operands, bool stopsAt)
        {
            foreach (var operand in operands)
            {
                var value = Next(operand);
                if (value.Kind != PolicyValueKind.Bool)
                    return value.Expect(PolicyValueKind.Bool);
                if (value.Bool == stopsAt)
                    return stopsAt;
            }

            return !stopsAt;
        }

        PolicyValue All(EquatableArray<ProgramExpr> parts, Func<PolicyValue[], PolicyValue> combine)
        {
            var values = new List<PolicyValue>();
            foreach (var part in parts)
            {
                var value = Next(part);
                if (value.IsError)
                    return value;
                values.Add(value);
            }

            return combine([.. values]);
        }
    }

    private static PolicyValue Unary(UnaryOperator @operator, PolicyValue operand) => @operator switch
    {
        UnaryOperator.Not => Intrinsics.Not(operand),
        UnaryOperator.Negate => Intrinsics.Negate(operand),
        UnaryOperator.IsEmpty => Intrinsics.IsEmpty(operand),
        _ => throw new InvalidOperationException($"No such operator: {@operator}."),
    };

    private static PolicyValue Binary(BinaryOperator @operator, PolicyValue left, PolicyValue right, PolicyScratch scratch) => @operator switch
    {
        BinaryOperator.Equal => Intrinsics.Equal(left, right, scratch),
        BinaryOperator.Less => Intrinsics.Less(left, right),
        BinaryOperator.LessOrEqual => Intrinsics.LessOrEqual(left, right),
        BinaryOperator.Add => Intrinsics.Add(left, right),
        BinaryOperator.Subtract => Intrinsics.Subtract(left, right),
        BinaryOperator.Multiply => Intrinsics.Multiply(left, right),
        BinaryOperator.In => Intrinsics.In(left, right, s_entities, scratch),
        BinaryOperator.Contains => Intrinsics.Contains(left, right, scratch),
        BinaryOperator.ContainsAll => Intrinsics.ContainsAll(left, right, scratch),
        BinaryOperator.ContainsAny => Intrinsics.ContainsAny(left, right, scratch),
        BinaryOperator.GetTag => Intrinsics.GetTag(left, right, s_entities),
        BinaryOperator.HasTag => Intrinsics.HasTag(left, right, s_entities),
        _ => throw new InvalidOperationException($"No such operator: {@operator}."),
    };
}
