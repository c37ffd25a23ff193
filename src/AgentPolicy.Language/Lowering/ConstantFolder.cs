using System.Runtime.CompilerServices;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Language.Lowering;

/// <summary>
/// Evaluates what is constant, with the evaluator's own functions. What would be an error is left as it stands, so that it errs when it is evaluated, and only
/// if it is.
/// </summary>
/// <remarks>Recursion goes through methods that do little else: what they keep on the stack is kept once a level.</remarks>
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
            AndExpr node => FoldChain(FoldOperands(node.Operands, stopsAt: false), stopsAt: false),
            OrExpr node => FoldChain(FoldOperands(node.Operands, stopsAt: true), stopsAt: true),
            UnaryExpr node => FoldUnary(node.Operator, Fold(node.Operand)),
            BinaryExpr node => FoldBinary(node.Operator, Fold(node.Left), Fold(node.Right)),
            GetAttributeExpr node => FoldAttribute(Fold(node.Target), node.Name),
            HasAttributeExpr node => FoldHas(Fold(node.Target), node.Path),
            LikeExpr node => FoldLike(Fold(node.Operand), node.Pattern),
            IsExpr node => FoldIs(Fold(node.Operand), node.Type),
            IsInExpr node => new IsInExpr(Fold(node.Operand), node.Type, Fold(node.Container)),
            SetExpr node => FoldSet(FoldAll(node.Elements)),
            RecordExpr node => FoldRecord(FoldFields(node.Fields)),
            ExtensionCallExpr node => FoldCall(node.Function, FoldAll(node.Arguments)),
            _ => throw new InvalidOperationException($"No such expression: {expr.GetType().Name}."),
        };
    }

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
            folded[i] = new RecordField(fields[i].Name, Fold(fields[i].Value));
        return new EquatableArray<RecordField>(folded);
    }

    private static ProgramExpr Constant(in PolicyValue value, ProgramExpr otherwise) =>
        value.Kind is PolicyValueKind.Error or PolicyValueKind.Absent ? otherwise : new ConstantExpr(value);

    private static ProgramExpr FoldIf(IfExpr node, ProgramExpr condition) => AsBool(condition) switch
    {
        true => Fold(node.Then),
        false => Fold(node.Else),
        null => new IfExpr(condition, Fold(node.Then), Fold(node.Else)),
    };

    private static bool? AsBool(ProgramExpr expr) => expr is ConstantExpr { Value.Kind: PolicyValueKind.Bool } constant ? constant.Value.Bool : null;

    // An operand that cannot stop the chain is left out if it is a constant; one that stops it ends the chain.
    private static List<ProgramExpr> FoldOperands(EquatableArray<ProgramExpr> operands, bool stopsAt)
    {
        var kept = new List<ProgramExpr>();
        foreach (var operand in operands)
        {
            var folded = Fold(operand);
            var constant = AsBool(folded);
            if (constant == !stopsAt)
                continue;
            kept.Add(folded);
            if (constant == stopsAt)
                break;
        }

        return kept;
    }

    // A chain demands that its operands be Bools, so it never folds to a lone operand that might be none.
    private static ProgramExpr FoldChain(List<ProgramExpr> kept, bool stopsAt)
    {
        if (kept.Count == 0)
            return new ConstantExpr(!stopsAt);
        if (kept.Count == 1 && YieldsBool(kept[0]))
            return kept[0];
        if (kept.Count == 1)
            kept.Add(new ConstantExpr(!stopsAt));
        return stopsAt ? new OrExpr(kept.ToEquatableArray()) : new AndExpr(kept.ToEquatableArray());
    }

    /// <summary>Whether an expression's value, where it has one, is always a Bool.</summary>
    public static bool YieldsBool(ProgramExpr expr) => expr switch
    {
        ConstantExpr constant => constant.Value.Kind == PolicyValueKind.Bool,
        AndExpr or OrExpr or HasAttributeExpr or LikeExpr or IsExpr or IsInExpr => true,
        UnaryExpr unary => unary.Operator != UnaryOperator.Negate,
        BinaryExpr binary => binary.Operator is not (BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.GetTag),
        ExtensionCallExpr call => ExtensionSignature.Of(call.Function).Result == PolicyValueKind.Bool,
        _ => false,
    };

    private static ProgramExpr FoldUnary(UnaryOperator @operator, ProgramExpr operand)
    {
        var node = new UnaryExpr(@operator, operand);
        if (operand is not ConstantExpr { Value: var value })
            return node;
        return Constant(
            @operator switch
            {
                UnaryOperator.Not => Intrinsics.Not(value),
                UnaryOperator.Negate => Intrinsics.Negate(value),
                UnaryOperator.IsEmpty => Intrinsics.IsEmpty(value),
                _ => throw new InvalidOperationException($"No such operator: {@operator}."),
            },
            node);
    }

    private static ProgramExpr FoldBinary(BinaryOperator @operator, ProgramExpr leftOperand, ProgramExpr rightOperand)
    {
        var node = new BinaryExpr(@operator, leftOperand, rightOperand);
        if (leftOperand is not ConstantExpr { Value: var left } || rightOperand is not ConstantExpr { Value: var right })
            return node;
        var scratch = new PolicyScratch();
        return @operator switch
        {
            BinaryOperator.Equal => Constant(Intrinsics.Equal(left, right, scratch), node),
            BinaryOperator.Less => Constant(Intrinsics.Less(left, right), node),
            BinaryOperator.LessOrEqual => Constant(Intrinsics.LessOrEqual(left, right), node),
            BinaryOperator.Add => Constant(Intrinsics.Add(left, right), node),
            BinaryOperator.Subtract => Constant(Intrinsics.Subtract(left, right), node),
            BinaryOperator.Multiply => Constant(Intrinsics.Multiply(left, right), node),
            BinaryOperator.Contains => Constant(Intrinsics.Contains(left, right, scratch), node),
            BinaryOperator.ContainsAll => Constant(Intrinsics.ContainsAll(left, right, scratch), node),
            BinaryOperator.ContainsAny => Constant(Intrinsics.ContainsAny(left, right, scratch), node),

            // These depend on the entities, which are not constant.
            BinaryOperator.In or BinaryOperator.GetTag or BinaryOperator.HasTag => node,
            _ => throw new InvalidOperationException($"No such operator: {@operator}."),
        };
    }

    private static ProgramExpr FoldAttribute(ProgramExpr target, AttributeName name)
    {
        var node = new GetAttributeExpr(target, name);
        return target is ConstantExpr { Value: { Kind: PolicyValueKind.Record } record } ? Constant(Records.Get(record, name, new PolicyScratch()), node) : node;
    }

    // A path of several names may lead to an entity, which is not constant.
    private static ProgramExpr FoldHas(ProgramExpr target, EquatableArray<AttributeName> path) =>
        path.Count == 1 && target is ConstantExpr { Value: { Kind: PolicyValueKind.Record } record }
            ? new ConstantExpr(Records.Get(record, path[0], new PolicyScratch()).Kind != PolicyValueKind.Absent)
            : new HasAttributeExpr(target, path);

    private static ProgramExpr FoldLike(ProgramExpr operand, LikePattern pattern)
    {
        var node = new LikeExpr(operand, pattern);
        return operand is ConstantExpr constant ? Constant(Intrinsics.Like(constant.Value, pattern), node) : node;
    }

    private static ProgramExpr FoldIs(ProgramExpr operand, string type)
    {
        var node = new IsExpr(operand, type);
        return operand is ConstantExpr constant ? Constant(Intrinsics.Is(constant.Value, type), node) : node;
    }

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

    private static ProgramExpr FoldCall(ExtensionFunction function, EquatableArray<ProgramExpr> arguments)
    {
        var node = new ExtensionCallExpr(function, arguments);
        if (!arguments.All(argument => argument is ConstantExpr))
            return node;
        return Constant(Intrinsics.Call(function, arguments.Select(argument => ((ConstantExpr)argument).Value).ToArray(), new PolicyScratch()), node);
    }
}
