using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>A call of <c>PolicyChecks</c> that answers what policies ask most: about one input, which is read in place.</summary>
/// <param name="Check">The method.</param>
/// <param name="Slot">The input's slot.</param>
/// <param name="Operand">What it is compared with, as C#; empty for nothing.</param>
/// <param name="Set">The attribute of the agent that the input is looked for in, as C#; empty for none.</param>
/// <param name="Read">The input as it was read already, as C#; empty where the method reads it.</param>
internal sealed record InputCondition(string Check, int Slot, string Operand = "", string Set = "", string Read = "")
{
    /// <summary>Whether it asks nothing but the input.</summary>
    public bool IsOfInputAlone => Set.Length == 0;

    /// <summary>Whether it compares a decimal.</summary>
    public bool IsOfDecimal => Read.Length > 0;

    /// <summary>The call.</summary>
    /// <param name="absent">The answer where the input is absent; null for the error that this is.</param>
    public string ToCall(string? absent = null)
    {
        var arguments = new[] { Set, Read, "in arguments", CSharpText.Number(Slot), Operand, "ref query", absent ?? "" };
        return $"PolicyChecks.{Check}({string.Join(", ", arguments.Where(argument => argument.Length > 0))})";
    }

    /// <summary>The call that answers a condition, or null where it is of no such kind.</summary>
    public static InputCondition? Of(ProgramExpr expr, CodeTarget target, IConstants constants)
    {
        if (target.Tool is null)
            return null;
        return expr switch
        {
            UnaryExpr { Operator: UnaryOperator.Not, Operand: BinaryExpr { Operator: BinaryOperator.Less } node } => Compare(node, "LongGreaterOrEqual", "LongLessOrEqual", target, constants),
            UnaryExpr { Operator: UnaryOperator.Not, Operand: BinaryExpr { Operator: BinaryOperator.LessOrEqual } node } => Compare(node, "LongGreater", "LongLess", target, constants),
            GetAttributeExpr when Find<InputType.Bool>(expr, target) is { } slot => new("IsTrue", slot),
            HasAttributeExpr node when SlotOf(node, target) is { } slot => new("Has", slot),
            LikeExpr node when Find<InputType.String>(node.Operand, target) is { } slot => new("Like", slot, constants.Pattern(node.Pattern)),
            BinaryExpr { Operator: BinaryOperator.Equal } node => Equal(node.Left, node.Right, target, constants) ?? Equal(node.Right, node.Left, target, constants),
            BinaryExpr { Operator: BinaryOperator.Less } node => Compare(node, "LongLess", "LongGreater", target, constants),
            BinaryExpr { Operator: BinaryOperator.LessOrEqual } node => Compare(node, "LongLessOrEqual", "LongGreaterOrEqual", target, constants),
            BinaryExpr { Operator: BinaryOperator.Contains, Left: GetAttributeExpr { Target: VariableExpr { Variable: CedarVariable.Principal } } set } node
                when Find<InputType.String>(node.Right, target) is { } slot =>
                new("PrincipalContains", slot, Set: constants.Name(set.Name)),
            ExtensionCallExpr { Arguments: { Count: 2 } arguments } node
                when arguments[1] is ConstantExpr { Value: { Kind: PolicyValueKind.Decimal } digits } && Find<InputType.Decimal>(arguments[0], target) is { } slot =>
                DecimalCheck(node.Function) is { } check ? new(check, slot, constants.Long(digits.DecimalDigits), Read: target.ReadDecimal(slot)) : null,
            _ => null,
        };
    }

    /// <summary><c>context.input has name &amp;&amp; condition</c> in one call, where the condition is one of the same input; otherwise null.</summary>
    public static string? OfGuarded(ProgramExpr guard, ProgramExpr condition, CodeTarget target, IConstants constants) =>
        guard is HasAttributeExpr has && condition is not HasAttributeExpr && SlotOf(has, target) is { } slot && Of(condition, target, constants) is { } call && call.Slot == slot
            ? call.ToCall("PolicyAnswer.False")
            : null;

    private static InputCondition? Equal(ProgramExpr input, ProgramExpr other, CodeTarget target, IConstants constants) => other is not ConstantExpr { Value: var constant }
        ? null
        : constant.Kind switch
        {
            PolicyValueKind.String when Find<InputType.String>(input, target) is { } slot => new("TextEqual", slot, constants.Text(constant.Text.ToString())),
            PolicyValueKind.Long when Find<InputType.Long>(input, target) is { } slot => new("LongEqual", slot, constants.Long(constant.Long)),
            PolicyValueKind.Decimal when Find<InputType.Decimal>(input, target) is { } slot => new("DecimalEqual", slot, constants.Long(constant.DecimalDigits), Read: target.ReadDecimal(slot)),
            _ => null,
        };

    private static InputCondition? Compare(BinaryExpr node, string check, string reversed, CodeTarget target, IConstants constants)
    {
        if (node.Right is ConstantExpr { Value: { Kind: PolicyValueKind.Long } right } && Find<InputType.Long>(node.Left, target) is { } left)
            return new(check, left, constants.Long(right.Long));
        if (node.Left is ConstantExpr { Value: { Kind: PolicyValueKind.Long } constant } && Find<InputType.Long>(node.Right, target) is { } slot)
            return new(reversed, slot, constants.Long(constant.Long));
        return null;
    }

    private static string? DecimalCheck(ExtensionFunction function) => function switch
    {
        ExtensionFunction.DecimalLess => "DecimalLess",
        ExtensionFunction.DecimalLessOrEqual => "DecimalLessOrEqual",
        ExtensionFunction.DecimalGreater => "DecimalGreater",
        ExtensionFunction.DecimalGreaterOrEqual => "DecimalGreaterOrEqual",
        _ => null,
    };

    /// <summary>The slot of <c>context.input.name</c> where the tool has it, and its type is this one.</summary>
    private static int? Find<T>(ProgramExpr expr, CodeTarget target)
        where T : InputType =>
        expr is GetAttributeExpr node && ExpressionFacts.IsInput(node.Target) && target.SlotOf(node.Name.Text) is var slot && target.TypeOf(slot) is T ? slot : null;

    /// <summary>The slot of the input in <c>context.input has name</c>, or <c>context has input.name</c>, where the tool has it.</summary>
    private static int? SlotOf(HasAttributeExpr node, CodeTarget target) => node switch
    {
        { Path.Count: 1 } when ExpressionFacts.IsInput(node.Target) => SlotOf(node.Path[0].Text, target),
        { Target: VariableExpr { Variable: CedarVariable.Context }, Path.Count: 2 } when node.Path[0].Text == "input" => SlotOf(node.Path[1].Text, target),
        _ => null,
    };

    private static int? SlotOf(string name, CodeTarget target) => target.SlotOf(name) is var slot and >= 0 ? slot : null;
}
