using System.Runtime.CompilerServices;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Language.Lowering;

/// <summary>
/// Evaluates what is constant, with the evaluator's own functions. What would be an error is left as it stands, so that it errs when it is evaluated, and only
/// if it is.
/// </summary>
internal static class ConstantFolder
{
    /// <exception cref="InsufficientExecutionStackException">The thread's stack is too small for an expression nested like this.</exception>
    public static ProgramExpr Fold(ProgramExpr expr)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return expr switch
        {
            ConstantExpr or VariableExpr => expr,
            IfExpr node => FoldIf(node, Fold(node.Condition)),
            AndExpr node => FoldChain(node.Operands, stopsAt: false),
            OrExpr node => FoldChain(node.Operands, stopsAt: true),
            UnaryExpr node => FoldUnary(node with { Operand = Fold(node.Operand) }),
            BinaryExpr node => FoldBinary(node with { Left = Fold(node.Left), Right = Fold(node.Right) }),
            GetAttributeExpr node => FoldAttribute(node with { Target = Fold(node.Target) }),
            HasAttributeExpr node => FoldHas(node with { Target = Fold(node.Target) }),
            LikeExpr node => FoldLike(node with { Operand = Fold(node.Operand) }),
            IsExpr node => FoldIs(node with { Operand = Fold(node.Operand) }),
            IsInExpr node => node with { Operand = Fold(node.Operand), Container = Fold(node.Container) },
            SetExpr node => FoldSet(FoldAll(node.Elements)),
            RecordExpr node => FoldRecord(FoldFields(node.Fields)),
            ExtensionCallExpr node => FoldCall(node with { Arguments = FoldAll(node.Arguments) }),
            _ => throw new InvalidOperationException($"No such expression: {expr.GetType().Name}."),
        };
    }

    // Recursion goes through plain loops here and below: an iterator would take several times the stack.
    private static EquatableArray<ProgramExpr> FoldAll(EquatableArray<ProgramExpr> exprs)
    {
        var folded = new ProgramExpr[exprs.Count];
        for (var i = 0; i < folded.Length; i++)
            folded[i] = Fold(exprs[i]);
        return new EquatableArray<ProgramExpr>(folded);
    }

    private static EquatableArray<RecordField> FoldFields(EquatableArray<RecordField> fields)
    {
        var folded = new RecordField[fields.Count];
        for (var i = 0; i < folded.Length; i++)
            folded[i] = fields[i] with { Value = Fold(fields[i].Value) };
        return new EquatableArray<RecordField>(folded);
    }

    private static ProgramExpr Constant(in PolicyValue value, ProgramExpr otherwise) =>
        value.Kind is PolicyValueKind.Error or PolicyValueKind.Absent ? otherwise : new ConstantExpr(value);

    private static ProgramExpr FoldIf(IfExpr node, ProgramExpr condition)
    {
        return condition is ConstantExpr { Value.Kind: PolicyValueKind.Bool } constant
            ? Fold(constant.Value.Bool ? node.Then : node.Else)
            : new IfExpr(condition, Fold(node.Then), Fold(node.Else));
    }

    // An operand that cannot stop the chain is left out if it is a constant; one that stops it ends the chain. A chain demands that its operands be Bools, so it
    // never folds to a lone operand that might be none.
    private static ProgramExpr FoldChain(EquatableArray<ProgramExpr> operands, bool stopsAt)
    {
        var kept = new List<ProgramExpr>();
        foreach (var operand in operands)
        {
            var folded = Fold(operand);
            if (folded is ConstantExpr { Value.Kind: PolicyValueKind.Bool } constant && constant.Value.Bool != stopsAt)
                continue;
            kept.Add(folded);
            if (folded is ConstantExpr { Value.Kind: PolicyValueKind.Bool })
                break;
        }

        if (kept.Count == 0)
            return new ConstantExpr(!stopsAt);
        if (kept.Count == 1 && YieldsBool(kept[0]))
            return kept[0];
        if (kept.Count == 1)
            kept.Add(new ConstantExpr(!stopsAt));
        return stopsAt ? new OrExpr(kept.ToEquatableArray()) : new AndExpr(kept.ToEquatableArray());
    }

    /// <summary>Whether an expression's value, where it has one, is always a Bool.</summary>
    private static bool YieldsBool(ProgramExpr expr) => expr switch
    {
        ConstantExpr constant => constant.Value.Kind == PolicyValueKind.Bool,
        AndExpr or OrExpr or HasAttributeExpr or LikeExpr or IsExpr or IsInExpr => true,
        UnaryExpr unary => unary.Operator != UnaryOperator.Negate,
        BinaryExpr binary => binary.Operator is not (BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.GetTag),
        _ => false,
    };

    private static ProgramExpr FoldUnary(UnaryExpr node)
    {
        if (node.Operand is not ConstantExpr operand)
            return node;
        return Constant(
            node.Operator switch
            {
                UnaryOperator.Not => Intrinsics.Not(operand.Value),
                UnaryOperator.Negate => Intrinsics.Negate(operand.Value),
                UnaryOperator.IsEmpty => Intrinsics.IsEmpty(operand.Value),
                _ => throw new InvalidOperationException($"No such operator: {node.Operator}."),
            },
            node);
    }

    private static ProgramExpr FoldBinary(BinaryExpr node)
    {
        if (node.Left is not ConstantExpr left || node.Right is not ConstantExpr right)
            return node;
        var scratch = new PolicyScratch();
        return node.Operator switch
        {
            BinaryOperator.Equal => Constant(Intrinsics.Equal(left.Value, right.Value, scratch), node),
            BinaryOperator.Less => Constant(Intrinsics.Less(left.Value, right.Value), node),
            BinaryOperator.LessOrEqual => Constant(Intrinsics.LessOrEqual(left.Value, right.Value), node),
            BinaryOperator.Add => Constant(Intrinsics.Add(left.Value, right.Value), node),
            BinaryOperator.Subtract => Constant(Intrinsics.Subtract(left.Value, right.Value), node),
            BinaryOperator.Multiply => Constant(Intrinsics.Multiply(left.Value, right.Value), node),
            BinaryOperator.Contains => Constant(Intrinsics.Contains(left.Value, right.Value, scratch), node),
            BinaryOperator.ContainsAll => Constant(Intrinsics.ContainsAll(left.Value, right.Value, scratch), node),
            BinaryOperator.ContainsAny => Constant(Intrinsics.ContainsAny(left.Value, right.Value, scratch), node),

            // These depend on the entities, which are not constant.
            BinaryOperator.In or BinaryOperator.GetTag or BinaryOperator.HasTag => node,
            _ => throw new InvalidOperationException($"No such operator: {node.Operator}."),
        };
    }

    private static ProgramExpr FoldAttribute(GetAttributeExpr node) => node.Target is ConstantExpr { Value.Kind: PolicyValueKind.Record } target
        ? Constant(Records.Get(target.Value, node.Name, new PolicyScratch()), node)
        : node;

    // A path of several names may lead to an entity, which is not constant.
    private static ProgramExpr FoldHas(HasAttributeExpr node) => node is { Target: ConstantExpr { Value.Kind: PolicyValueKind.Record } target, Path.Count: 1 }
        ? new ConstantExpr(Records.Get(target.Value, node.Path[0], new PolicyScratch()).Kind != PolicyValueKind.Absent)
        : node;

    private static ProgramExpr FoldLike(LikeExpr node) => node.Operand is ConstantExpr operand ? Constant(Intrinsics.Like(operand.Value, node.Pattern), node) : node;

    private static ProgramExpr FoldIs(IsExpr node) => node.Operand is ConstantExpr operand ? Constant(Intrinsics.Is(operand.Value, node.Type), node) : node;

    private static ProgramExpr FoldSet(EquatableArray<ProgramExpr> elements)
    {
        if (!elements.All(element => element is ConstantExpr))
            return new SetExpr(elements);
        var set = SetValue.TryCreate(elements.Select(element => ((ConstantExpr)element).Value), out _);
        return set is null ? new SetExpr(elements) : new ConstantExpr(PolicyValue.FromSource(set));
    }

    private static ProgramExpr FoldRecord(EquatableArray<RecordField> fields)
    {
        if (!fields.All(field => field.Value is ConstantExpr))
            return new RecordExpr(fields);
        var attributes = fields.Select(field => new KeyValuePair<string, PolicyValue>(field.Name.Text, ((ConstantExpr)field.Value).Value));
        return new ConstantExpr(PolicyValue.FromSource(RecordValue.Create(attributes)));
    }

    private static ProgramExpr FoldCall(ExtensionCallExpr node)
    {
        if (!node.Arguments.All(argument => argument is ConstantExpr))
            return node;
        return Constant(Intrinsics.Call(node.Function, node.Arguments.Select(argument => ((ConstantExpr)argument).Value).ToArray()), node);
    }
}
