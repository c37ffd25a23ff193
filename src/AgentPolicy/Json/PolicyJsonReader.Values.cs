using System.Text.Json;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Json;

/// <summary>What stands under <c>Value</c>: constants, written as entities' attributes are.</summary>
internal sealed partial class PolicyJsonReader
{
    private const string ValueExpected = "true, false, an integer, a text, an array or an object";

    private ExprSyntax? ReadValue(JsonElement json, int depth)
    {
        if (!MayNest(json, depth))
            return null;
        var value = json.ValueKind switch
        {
            JsonValueKind.True => new BoolLiteralSyntax(true),
            JsonValueKind.False => new BoolLiteralSyntax(false),
            JsonValueKind.Number => ReadInteger(json),
            JsonValueKind.String => ReadString(json, ValueExpected) is { } text ? new StringLiteralSyntax(text) : null,
            JsonValueKind.Array => ReadArray(json, ValueExpected, element => ReadValue(element, depth + 1)) is { } elements ? new SetSyntax(elements.ToEquatableArray()) : null,
            JsonValueKind.Object => ReadObjectValue(json, depth),
            _ => Unexpected(json),
        };
        return value is null ? null : value with { Span = SpanOf(json) };
    }

    private ExprSyntax? Unexpected(JsonElement json)
    {
        ReportUnexpected(json, ValueExpected, "; Cedar has no null");
        return null;
    }

    private LongLiteralSyntax? ReadInteger(JsonElement json)
    {
        if (json.TryGetInt64(out var integer))
            return new LongLiteralSyntax(integer);
        ReportUnexpected(json, "an integer of 64 bits", """; a decimal is written {"decimal": [{"Value": "1.5"}]}""");
        return null;
    }

    private ExprSyntax? ReadObjectValue(JsonElement json, int depth)
    {
        if (JsonKeys.TryFind(json, "__entity"u8, out _))
            return ReadEntity(json) is { } uid ? new EntityExprSyntax(uid) : null;
        if (JsonKeys.TryFind(json, "__extn"u8, out _))
            return ReadExtension(json, depth);
        if (JsonKeys.TryFind(json, "__expr"u8, out _))
        {
            ReportUnexpected(json, ValueExpected, "; Cedar has given up the escape '__expr'");
            return null;
        }

        if (ReadObject(json, ValueExpected) is not { } members)
            return null;
        var fields = new List<RecordFieldSyntax>(members.Count);
        foreach (var member in members)
        {
            if (Bag.IsFull)
                break;
            Path.Enter(member.Name);
            if (ReadValue(member.Value, depth + 1) is { } value)
                fields.Add(new RecordFieldSyntax(member.Name, value) { Span = member.Span });
            Path.Leave();
        }

        return new RecordSyntax(fields.ToEquatableArray());
    }

    private ExprSyntax? ReadExtension(JsonElement json, int depth)
    {
        if (ReadFields(json, "an object with '__extn' only", "__extn") is not { Count: 1 } outer)
            return null;
        Path.Enter("__extn");
        var call = ReadExtensionCall(outer["__extn"].Value, depth);
        Path.Leave();
        return call;
    }

    private ExprSyntax? ReadExtensionCall(JsonElement json, int depth)
    {
        const string expected = "an extension value, an object with 'fn' and either 'arg' or 'args'";
        if (ReadFields(json, expected, "fn", "arg", "args") is not { } fields || Require(fields, json, "fn", "write the function's name") is not { } name)
            return null;
        if (fields.ContainsKey("arg") == fields.ContainsKey("args"))
        {
            ReportUnexpected(json, expected);
            return null;
        }

        var function = ReadFunction(fields["fn"], name);
        var arguments = ReadArguments(fields, depth);
        return function is null || arguments is null ? null : MakeCall(function, arguments, json);
    }

    private CedarFunction? ReadFunction(JsonMember member, JsonElement json)
    {
        if (ReadText(member, "the name of a function, a text") is not { } name)
            return null;
        if (CedarFunctions.Find(name) is { IsExtension: true } function)
            return function;
        Path.Enter(member.Name);
        var names = CedarFunctions.All.Where(known => known.IsExtension).Select(known => known.Name);
        ReportUnexpected(json, "the name of an extension function", Suggestion.DidYouMean(name, names));
        Path.Leave();
        return null;
    }

    private List<ExprSyntax>? ReadArguments(Dictionary<string, JsonMember> fields, int depth)
    {
        var isList = fields.TryGetValue("args", out var member);
        if (!isList)
            member = fields["arg"];
        Path.Enter(member.Name);
        var arguments = isList
            ? ReadArray(member.Value, "an array of values", element => ReadValue(element, depth + 1))
            : ReadValue(member.Value, depth + 1) is { } only ? [only] : null;
        Path.Leave();
        return arguments;
    }
}
