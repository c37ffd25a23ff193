using System.Text;
using System.Text.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Json;

/// <summary>Expressions: objects of one key, which names the operator.</summary>
internal sealed partial class PolicyJsonReader
{
    private static readonly Dictionary<string, BinarySyntaxOperator> s_binary = new(StringComparer.Ordinal)
    {
        ["=="] = BinarySyntaxOperator.Equal,
        ["!="] = BinarySyntaxOperator.NotEqual,
        ["<"] = BinarySyntaxOperator.Less,
        ["<="] = BinarySyntaxOperator.LessOrEqual,
        [">"] = BinarySyntaxOperator.Greater,
        [">="] = BinarySyntaxOperator.GreaterOrEqual,
        ["in"] = BinarySyntaxOperator.In,
        ["+"] = BinarySyntaxOperator.Add,
        ["-"] = BinarySyntaxOperator.Subtract,
        ["*"] = BinarySyntaxOperator.Multiply,
    };

    private static readonly string[] s_operators =
        ["Value", "Var", "!", "neg", "&&", "||", ".", "has", "like", "is", "if-then-else", "Set", "Record", .. s_binary.Keys, .. CedarFunctions.All.Select(function => function.Name)];

    /// <summary>The expression under a key that must be there, one level below its parent, which is at <paramref name="depth"/>.</summary>
    private ExprSyntax? ReadOperand(Dictionary<string, JsonMember> fields, JsonElement json, string key, int depth)
    {
        if (Require(fields, json, key, "write an expression") is not { } operand)
            return null;
        Path.Enter(key);
        var expression = ReadExpression(operand, depth);
        Path.Leave();
        return expression;
    }

    private ExprSyntax? ReadExpression(JsonElement json, int depth)
    {
        if (!MayNest(json, depth) || ReadOperator(json) is not { } operation)
            return null;
        if (operation.Name is "&&" or "||")
            return ReadChain(operation, json, depth);
        Path.Enter(operation.Name);
        var expression = ReadOperation(operation, depth);
        Path.Leave();
        return expression is null ? null : expression with { Span = SpanOf(json) };
    }

    private bool MayNest(JsonElement json, int depth)
    {
        if (depth > Limits.MaxNesting)
            ReportPlain(new TextSpan(SpanOf(json).Start, 1), DiagnosticRules.NestingTooDeep, Limits.MaxNesting);
        else if (!StackGuard.HasRoom())
            ReportPlain(new TextSpan(SpanOf(json).Start, 1), DiagnosticRules.StackTooSmall);
        else
            return true;
        return false;
    }

    private JsonMember? ReadOperator(JsonElement json)
    {
        const string expected = "an expression, an object of one key";
        if (ReadObject(json, expected) is not { } members)
            return null;
        if (members.Count == 1)
            return members[0];
        Report(SpanOf(json), DiagnosticRules.SchemaJsonUnexpected, $"an object of {members.Count} keys", expected, "");
        return null;
    }

    private ExprSyntax? ReadOperation(JsonMember operation, int depth)
    {
        var (name, json) = (operation.Name, operation.Value);
        if (s_binary.TryGetValue(name, out var binary))
            return ReadOperands(json, depth) is { } operands ? new BinarySyntax(binary, operands.Left, operands.Right) : null;
        return name switch
        {
            "Value" => ReadValue(json, depth),
            "Var" => ReadVariable(json),
            "!" => ReadUnary(UnarySyntaxOperator.Not, json, depth),
            "neg" => ReadUnary(UnarySyntaxOperator.Negate, json, depth),
            "." => ReadMember(json, depth),
            "has" => ReadHas(json, depth),
            "like" => ReadLike(json, depth),
            "is" => ReadIs(json, depth),
            "if-then-else" => ReadIf(json, depth),
            "Set" => ReadAll(json, "an array of expressions", depth) is { } elements ? new SetSyntax(elements.ToEquatableArray()) : null,
            "Record" => ReadRecord(json, depth),
            "Slot" => RejectSlot(operation),
            _ => CedarFunctions.Find(name) is { } function ? ReadCall(function, json, depth) : RejectOperator(operation),
        };
    }

    /// <summary>What nests to the left by the same operator is one chain, as in text. It may be longer than expressions may be deep, so this is a loop.</summary>
    private ExprSyntax? ReadChain(JsonMember operation, JsonElement json, int depth)
    {
        var (span, name) = (SpanOf(json), operation.Name);
        var links = new Stack<(JsonElement Operands, Dictionary<string, JsonMember> Fields)>();
        JsonMember? next = operation;
        while (next is { } link)
        {
            Path.Enter(name);
            var fields = ReadFields(link.Value, "an object with 'left' and 'right'", "left", "right");
            links.Push((link.Value, fields ?? []));
            next = fields is not null && fields.TryGetValue("left", out var left) && IsOperator(left.Value, name) ? ReadOperator(left.Value) : null;
            if (next is not null)
                Path.Enter("left");
        }

        var operands = new List<ExprSyntax>(links.Count + 1);
        var isComplete = AddOperand("left", operands, links.Peek(), depth);
        while (links.Count > 0)
        {
            isComplete = AddOperand("right", operands, links.Pop(), depth) && isComplete;
            Path.Leave();
            if (links.Count > 0)
                Path.Leave();
        }

        if (!isComplete)
            return null;
        var array = operands.ToEquatableArray();
        return name == "&&" ? new AndSyntax(array) { Span = span } : new OrSyntax(array) { Span = span };
    }

    private bool AddOperand(string key, List<ExprSyntax> operands, (JsonElement Operands, Dictionary<string, JsonMember> Fields) link, int depth)
    {
        if (Bag.IsFull || ReadOperand(link.Fields, link.Operands, key, depth + 1) is not { } operand)
            return false;
        operands.Add(operand);
        return true;
    }

    private static bool IsOperator(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.GetPropertyCount() == 1 && JsonKeys.TryFind(json, Encoding.UTF8.GetBytes(name), out _);

    private (ExprSyntax Left, ExprSyntax Right)? ReadOperands(JsonElement json, int depth)
    {
        if (ReadFields(json, "an object with 'left' and 'right'", "left", "right") is not { } fields)
            return null;
        var left = ReadOperand(fields, json, "left", depth + 1);
        var right = ReadOperand(fields, json, "right", depth + 1);
        return left is null || right is null ? null : (left, right);
    }

    private VariableSyntax? ReadVariable(JsonElement json) => ReadString(json, "a variable: principal, action, resource or context") switch
    {
        "principal" => new VariableSyntax(CedarVariable.Principal),
        "action" => new VariableSyntax(CedarVariable.Action),
        "resource" => new VariableSyntax(CedarVariable.Resource),
        "context" => new VariableSyntax(CedarVariable.Context),
        null => null,
        var other => RejectVariable(json, other),
    };

    private VariableSyntax? RejectVariable(JsonElement json, string name)
    {
        ReportUnexpected(json, "a variable: principal, action, resource or context", Suggestion.DidYouMean(name, ["principal", "action", "resource", "context"]));
        return null;
    }

    private UnarySyntax? ReadUnary(UnarySyntaxOperator operation, JsonElement json, int depth) =>
        ReadArgument(json, depth) is { } operand ? new UnarySyntax(operation, operand) : null;

    private ExprSyntax? ReadArgument(JsonElement json, int depth) =>
        ReadFields(json, "an object with 'arg'", "arg") is { } fields ? ReadOperand(fields, json, "arg", depth + 1) : null;

    private MemberSyntax? ReadMember(JsonElement json, int depth)
    {
        if (ReadFields(json, "an object with 'left' and 'attr'", "left", "attr") is not { } fields)
            return null;
        var target = ReadOperand(fields, json, "left", depth + 1);
        var name = Require(fields, json, "attr", "write the attribute's name") is null ? null : ReadText(fields["attr"], "the attribute's name, a text");
        return target is null || name is null ? null : new MemberSyntax(target, name);
    }

    private HasSyntax? ReadHas(JsonElement json, int depth)
    {
        if (ReadFields(json, "an object with 'left' and 'attr'", "left", "attr") is not { } fields)
            return null;
        var path = Require(fields, json, "attr", "write the attribute's name, or an array of names") is { } attribute ? ReadPath(attribute) : null;

        // A path of n names stands for n tests, the last of them on n - 1 attributes.
        var target = ReadOperand(fields, json, "left", depth + (path?.Count ?? 1));
        return target is null || path is null ? null : new HasSyntax(target, path.ToEquatableArray());
    }

    private List<string>? ReadPath(JsonElement json)
    {
        const string expected = "the attribute's name, a text, or an array of names";
        Path.Enter("attr");
        var path = json.ValueKind == JsonValueKind.Array
            ? ReadArray(json, expected, name => ReadPathName(name, json.GetArrayLength() > 1))
            : ReadString(json, expected) is { } only ? [only] : null;
        if (path?.Count == 0)
        {
            ReportUnexpected(json, expected);
            path = null;
        }

        Path.Leave();
        return path;
    }

    // Text has no way to write a longer path with other names in it.
    private string? ReadPathName(JsonElement json, bool isLong)
    {
        const string expected = "the name of an attribute, an identifier in a path of several";
        if (ReadString(json, expected) is not { } name)
            return null;
        if (!isLong || CedarText.IsIdentifier(name))
            return name;
        ReportText(name, SpanOf(json), expected);
        return null;
    }

    private LikeSyntax? ReadLike(JsonElement json, int depth)
    {
        if (ReadFields(json, "an object with 'left' and 'pattern'", "left", "pattern") is not { } fields)
            return null;
        var target = ReadOperand(fields, json, "left", depth + 1);
        var pattern = Require(fields, json, "pattern", "write an array of \"Wildcard\" and {\"Literal\": \"…\"}") is { } parts ? ReadPattern(parts) : null;
        return target is null || pattern is null ? null : new LikeSyntax(target, pattern);
    }

    private LikePattern? ReadPattern(JsonElement json)
    {
        const string expected = "an array of \"Wildcard\" and {\"Literal\": \"…\"}";
        Path.Enter("pattern");
        var parts = ReadArray(json, expected, ReadPatternPart);
        Path.Leave();
        if (parts is null)
            return null;
        var (segments, current, length) = (new List<string>(), new StringBuilder(), 0L);
        foreach (var part in parts)
        {
            length += part.Literal?.Length ?? 1;
            if (part.Literal is not null)
            {
                current.Append(part.Literal);
                continue;
            }

            segments.Add(current.ToString());
            current.Clear();
        }

        segments.Add(current.ToString());
        if (length <= Limits.MaxLiteralLength)
            return new LikePattern(segments.ToEquatableArray());
        ReportPlain(SpanOf(json), DiagnosticRules.LiteralTooLong, length, Limits.MaxLiteralLength);
        return null;
    }

    private PatternPart? ReadPatternPart(JsonElement json)
    {
        const string expected = "\"Wildcard\" or {\"Literal\": \"…\"}";
        if (json.ValueKind == JsonValueKind.String && ReadString(json, expected) == "Wildcard")
            return new PatternPart(null);
        if (json.ValueKind == JsonValueKind.Object && ReadFields(json, expected, "Literal") is { } fields)
        {
            return Require(fields, json, "Literal", "write the text that is meant") is not null && ReadText(fields["Literal"], "a text") is { } literal
                ? new PatternPart(literal)
                : null;
        }

        if (json.ValueKind != JsonValueKind.Object)
            ReportUnexpected(json, expected);
        return null;
    }

    private IsSyntax? ReadIs(JsonElement json, int depth)
    {
        if (ReadFields(json, "an object with 'left' and 'entity_type'", "left", "entity_type", "in") is not { } fields)
            return null;
        var target = ReadOperand(fields, json, "left", depth + 1);
        var type = ReadTypeName(fields, json);
        if (!fields.ContainsKey("in"))
            return target is null || type is null ? null : new IsSyntax(target, type, null);
        var container = ReadOperand(fields, json, "in", depth + 1);
        return target is null || type is null || container is null ? null : new IsSyntax(target, type, container);
    }

    private IfSyntax? ReadIf(JsonElement json, int depth)
    {
        if (ReadFields(json, "an object with 'if', 'then' and 'else'", "if", "then", "else") is not { } fields)
            return null;
        var condition = ReadOperand(fields, json, "if", depth + 1);
        var then = ReadOperand(fields, json, "then", depth + 1);
        var otherwise = ReadOperand(fields, json, "else", depth + 1);
        return condition is null || then is null || otherwise is null ? null : new IfSyntax(condition, then, otherwise);
    }

    private List<ExprSyntax>? ReadAll(JsonElement json, string expected, int depth) => ReadArray(json, expected, element => ReadExpression(element, depth + 1));

    private RecordSyntax? ReadRecord(JsonElement json, int depth)
    {
        if (ReadObject(json, "an object of expressions") is not { } members)
            return null;
        var list = new List<RecordFieldSyntax>(members.Count);
        foreach (var member in members)
        {
            if (Bag.IsFull)
                break;
            Path.Enter(member.Name);
            if (ReadExpression(member.Value, depth + 1) is { } value)
                list.Add(new RecordFieldSyntax(member.Name, value) { Span = member.Span });
            Path.Leave();
        }

        return new RecordSyntax(list.ToEquatableArray());
    }

    // The operators written as methods have named operands; an extension's functions and methods an array of them, of any length, as in text.
    private ExprSyntax? ReadCall(CedarFunction function, JsonElement json, int depth)
    {
        if (!function.IsExtension && function.ArgumentCount == 0)
            return ReadArgument(json, depth) is { } only ? new MethodCallSyntax(only, function.Name, default) : null;
        if (!function.IsExtension)
            return ReadOperands(json, depth) is { } operands ? new MethodCallSyntax(operands.Left, function.Name, EquatableArray.Of(operands.Right)) : null;
        return ReadAll(json, "an array of arguments, each an expression", depth) is { } arguments ? MakeCall(function, arguments, json) : null;
    }

    private ExprSyntax? MakeCall(CedarFunction function, List<ExprSyntax> arguments, JsonElement json)
    {
        if (function.Style == CedarCallStyle.Function)
            return new FunctionCallSyntax(function.Name, arguments.ToEquatableArray());
        if (arguments.Count > 0)
            return new MethodCallSyntax(arguments[0], function.Name, arguments.Skip(1).ToEquatableArray());
        ReportUnexpected(json, "an array of arguments, the first of which is what the method is called on");
        return null;
    }

    private VariableSyntax? RejectSlot(JsonMember operation)
    {
        var slot = operation.Value.ValueKind == JsonValueKind.String ? ReadString(operation.Value, "a slot") ?? "" : "";
        ReportPlain(operation.Span, DiagnosticRules.SlotInCondition, Excerpt.Quote(slot));
        return null;
    }

    private VariableSyntax? RejectOperator(JsonMember operation)
    {
        var hint = Suggestion.DidYouMean(operation.Name, s_operators);
        var expected = hint.Length > 0 ? hint : "; an expression is a Value, a Var, or an operator or function of Cedar, such as \"==\" or \"decimal\"";
        Report(operation.Span, DiagnosticRules.SchemaJsonUnknownKey, Excerpt.Shorten(operation.Name), expected);
        return null;
    }

    /// <summary>A part of a pattern: a text, or null for the wildcard.</summary>
    private sealed record PatternPart(string? Literal);
}
