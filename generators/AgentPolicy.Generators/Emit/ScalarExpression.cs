using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>
/// A condition over several scalars as one C# expression. All it reads is read first; where each is there and nothing overflows, the expression is the answer, and in
/// whatever order it is evaluated. Otherwise the condition is asked by value.
/// </summary>
internal sealed class ScalarExpression
{
    private const int MaxReads = 6;
    private const int MaxDepth = 8;
    private const int MaxElements = 16;

    private readonly CodeTarget _target;
    private readonly IConstants _constants;
    private readonly List<(string Name, string Type, string Read)> _reads = [];

    private ScalarExpression(CodeTarget target, IConstants constants) => (_target, _constants) = (target, constants);

    /// <summary>The locals: their types, names and what reads them.</summary>
    public IReadOnlyList<(string Name, string Type, string Read)> Reads => _reads;

    /// <summary>The condition.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The expression, or null where the condition is none.</summary>
    public static ScalarExpression? Of(ProgramExpr condition, CodeTarget target, IConstants constants)
    {
        if (!target.IsToolCall)
            return null;
        var expression = new ScalarExpression(target, constants);
        if (expression.Condition(condition, 0) is not { } text || expression._reads.Count is 0 or > MaxReads)
            return null;
        expression.Text = text;
        return expression;
    }

    private string? Condition(ProgramExpr expr, int depth)
    {
        if (depth > MaxDepth)
            return null;
        switch (expr)
        {
            case UnaryExpr { Operator: UnaryOperator.Not } node:
                return Condition(node.Operand, depth + 1) is { } operand ? $"!({operand})" : null;
            case GetAttributeExpr:
                return Scalar(expr, PolicyValueKind.Bool, depth);
            case LikeExpr node:
                return Scalar(node.Operand, PolicyValueKind.String, depth) is { } text ? $"PolicyChecks.IsLike({text}, {_constants.Pattern(node.Pattern)})" : null;
            case BinaryExpr { Operator: BinaryOperator.Equal } node:
                return Compare(node.Left, node.Right, "==", depth);
            case BinaryExpr { Operator: BinaryOperator.Less or BinaryOperator.LessOrEqual } node:
                return Ordered(node.Left, node.Right) ? Compare(node.Left, node.Right, node.Operator == BinaryOperator.Less ? "<" : "<=", depth) : null;
            case BinaryExpr { Operator: BinaryOperator.Contains, Left: ConstantExpr { Value: { Kind: PolicyValueKind.Set } set } } node:
                return OneOf(set.Set, node.Right, depth);
            case ExtensionCallExpr { Arguments: { Count: 2 } arguments } node when OperatorOf(node.Function) is { } comparison:
                return Compare(arguments[0], arguments[1], PolicyValueKind.Decimal, comparison, depth);
            default:
                return null;
        }
    }

    private static string? OperatorOf(ExtensionFunction function) => function switch
    {
        ExtensionFunction.DecimalLess => "<",
        ExtensionFunction.DecimalLessOrEqual => "<=",
        ExtensionFunction.DecimalGreater => ">",
        ExtensionFunction.DecimalGreaterOrEqual => ">=",
        _ => null,
    };

    private bool Ordered(ProgramExpr left, ProgramExpr right) =>
        (KindOf(left) ?? KindOf(right)) is PolicyValueKind.Long or PolicyValueKind.DateTime or PolicyValueKind.Duration;

    private string? Compare(ProgramExpr left, ProgramExpr right, string comparison, int depth) =>
        (KindOf(left) ?? KindOf(right)) is { } kind ? Compare(left, right, kind, comparison, depth) : null;

    private string? Compare(ProgramExpr left, ProgramExpr right, PolicyValueKind kind, string comparison, int depth)
    {
        if (Scalar(left, kind, depth) is not { } first || Scalar(right, kind, depth) is not { } second)
            return null;

        // The compiler would warn of a comparison with itself, in the build of whoever wrote the policy.
        if (first == second)
            return null;
        return kind == PolicyValueKind.String ? $"string.Equals({first}, {second}, global::System.StringComparison.Ordinal)" : $"{first} {comparison} {second}";
    }

    private string? OneOf(SetSource set, ProgramExpr operand, int depth)
    {
        var scratch = new PolicyScratch();
        var reader = set.Read(scratch);
        var elements = new List<PolicyValue>();
        while (reader.MoveNext(scratch, out var element))
            elements.Add(element);
        if (elements.Count is 0 or > MaxElements || elements.Any(element => element.Kind != elements[0].Kind) || elements[0].Kind is not (PolicyValueKind.String or PolicyValueKind.Long))
            return null;
        if (Scalar(operand, elements[0].Kind, depth) is not { } value)
            return null;
        var constants = elements.Select(element => element.Kind == PolicyValueKind.Long ? CSharpText.Literal(element.Long) : CSharpText.Literal(element.Text.ToString()));
        return $"{value} is {string.Join(" or ", constants)}";
    }

    // Of what a variable's attribute is, nothing is known here but what it is compared with; of another kind it is not read.
    private PolicyValueKind? KindOf(ProgramExpr expr) => expr switch
    {
        ConstantExpr { Value.Kind: PolicyValueKind.Bool or PolicyValueKind.Long or PolicyValueKind.String or PolicyValueKind.Decimal or PolicyValueKind.DateTime or PolicyValueKind.Duration } node => node.Value.Kind,
        GetAttributeExpr node when ExpressionFacts.IsInput(node.Target) => KindOf(_target.TypeOf(_target.SlotOf(node.Name.Text))),
        BinaryExpr { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply } or UnaryExpr { Operator: UnaryOperator.Negate } => PolicyValueKind.Long,
        ExtensionCallExpr { Function: ExtensionFunction.ToTime } => PolicyValueKind.Duration,
        _ => null,
    };

    private static PolicyValueKind? KindOf(InputType? type) => type switch
    {
        InputType.Bool => PolicyValueKind.Bool,
        InputType.Long => PolicyValueKind.Long,
        InputType.String => PolicyValueKind.String,
        InputType.Decimal => PolicyValueKind.Decimal,
        InputType.DateTime => PolicyValueKind.DateTime,
        InputType.Duration => PolicyValueKind.Duration,
        _ => null,
    };

    /// <summary>A C# expression of type <c>bool</c>, <c>long</c> or <c>string</c>.</summary>
    private string? Scalar(ProgramExpr expr, PolicyValueKind kind, int depth)
    {
        if (depth > MaxDepth || (KindOf(expr) is { } known && known != kind))
            return null;
        switch (expr)
        {
            case ConstantExpr { Value: var value }:
                return value.Kind == kind ? Constant(value) : null;
            case GetAttributeExpr node when ExpressionFacts.IsInput(node.Target) && _target.SlotOf(node.Name.Text) is var slot and >= 0 && KindOf(_target.TypeOf(slot)) == kind:
                return Read(kind, kind == PolicyValueKind.Decimal && _target.SlotsReadOnce.Contains(slot)
                    ? $"PolicyChecks.Long({CodeTarget.NameOf(slot)}, ref isExact)"
                    : $"PolicyChecks.{MethodOf(kind)}(in arguments, {CSharpText.Number(slot)}, ref isExact)");
            case GetAttributeExpr { Target: VariableExpr { Variable: CedarVariable.Principal } } node:
                var type = MethodOf(kind) == "Long" ? $"global::AgentPolicy.PolicyValueKind.{kind}, " : "";
                return Read(kind, $"PolicyChecks.Principal{MethodOf(kind)}({type}{_constants.Name(node.Name)}, ref query, ref isExact)");
            case BinaryExpr { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply } node:
                return Scalar(node.Left, PolicyValueKind.Long, depth + 1) is { } left && Scalar(node.Right, PolicyValueKind.Long, depth + 1) is { } right
                    ? $"PolicyChecks.{node.Operator}({left}, {right}, ref isExact)"
                    : null;
            case UnaryExpr { Operator: UnaryOperator.Negate } node:
                return Scalar(node.Operand, PolicyValueKind.Long, depth + 1) is { } operand ? $"PolicyChecks.Subtract(0L, {operand}, ref isExact)" : null;
            case ExtensionCallExpr { Function: ExtensionFunction.ToTime, Arguments: { Count: 1 } arguments }:
                return Scalar(arguments[0], PolicyValueKind.DateTime, depth + 1) is { } time ? $"PolicyChecks.ToTime({time})" : null;
            default:
                return null;
        }
    }

    private string Constant(in PolicyValue value) => value.Kind switch
    {
        PolicyValueKind.Bool => value.Bool ? "true" : "false",
        PolicyValueKind.String => _constants.Text(value.Text.ToString()),
        _ => _constants.Long(value.Long),
    };

    private static string MethodOf(PolicyValueKind kind) => kind switch
    {
        PolicyValueKind.Bool => "Bool",
        PolicyValueKind.String => "Text",
        _ => "Long",
    };

    private string Read(PolicyValueKind kind, string read)
    {
        var known = _reads.FindIndex(other => other.Read == read);
        if (known >= 0)
            return _reads[known].Name;
        var name = "value" + CSharpText.Number(_reads.Count);
        _reads.Add((name, kind switch { PolicyValueKind.Bool => "bool", PolicyValueKind.String => "string", _ => "long" }, read));
        return name;
    }
}
