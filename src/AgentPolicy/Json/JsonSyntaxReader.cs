using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Json;

/// <summary>What readers of JSON that stands for syntax share: objects, arrays and texts read strictly, and places, for diagnostics and for the syntax made of them.</summary>
/// <remarks>A method that cannot go on has reported why and returns null. What is wrong in one part does not keep the others from being read.</remarks>
internal abstract class JsonSyntaxReader(SourceFile file, byte[] utf8, DiagnosticBag bag)
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly TextOffsets _offsets = new(file.Text, utf8);

    protected JsonPath Path { get; } = new("$");

    protected DiagnosticBag Bag { get; } = bag;

    /// <summary>Parses a file; null where it is too long or no JSON, which has been reported.</summary>
    /// <param name="file">The file.</param>
    /// <param name="bag">Takes what is wrong.</param>
    /// <param name="otherForm">What else the file could be, where it does not look like JSON.</param>
    /// <param name="utf8">The text, of which the document's elements are views.</param>
    protected static JsonDocument? Parse(SourceFile file, DiagnosticBag bag, string otherForm, out byte[] utf8)
    {
        utf8 = [];
        if (file.Text.Length > Limits.MaxSourceLength)
        {
            bag.Report(file, default, DiagnosticRules.SourceTooLong, file.Text.Length, Limits.MaxSourceLength);
            return null;
        }

        try
        {
            utf8 = s_strictUtf8.GetBytes(file.Text);
            return JsonDocument.Parse(utf8.AsMemory(), new JsonDocumentOptions { MaxDepth = Math.Min(Limits.MaxJsonNesting, Limits.MaxJsonWork / Math.Max(1, file.Text.Length)) });
        }
        catch (EncoderFallbackException exception)
        {
            var span = new TextSpan(exception.Index, 1);
            bag.Report(file, span, DiagnosticRules.LoneSurrogate, Excerpt.Quote(file.Text, span));
        }
        catch (JsonException exception)
        {
            ReportMalformed(file, utf8, exception, otherForm, bag);
        }

        return null;
    }

    protected TextSpan SpanOf(JsonElement json) => SpanOf(JsonMarshal.GetRawUtf8Value(json));

    /// <summary>Reports what is wrong here, with the path.</summary>
    protected void Report(TextSpan span, DiagnosticRule rule, params object?[] args) => Bag.Report(file, span, rule, [Path.ToString(), .. args]);

    /// <summary>Reports by a rule whose message has no path.</summary>
    protected void ReportPlain(TextSpan span, DiagnosticRule rule, params object?[] args) => Bag.Report(file, span, rule, args);

    protected void ReportUnexpected(JsonElement json, string expected, string hint = "") =>
        Report(SpanOf(json), DiagnosticRules.SchemaJsonUnexpected, Describe(json), expected, IsNull(json) && hint.Length == 0 ? "; leave out what has no value" : hint);

    /// <summary>The members of an object, no key twice.</summary>
    protected List<JsonMember>? ReadObject(JsonElement json, string expected)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            ReportUnexpected(json, expected);
            return null;
        }

        var members = new List<JsonMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            var raw = JsonMarshal.GetRawUtf8PropertyName(property);
            var span = raw.IsEmpty ? new TextSpan(SpanOf(property.Value).Start, 0) : SpanOf(raw);
            if (ReadText(raw, span) is not { } name)
                continue;
            if (names.Add(name))
                members.Add(new JsonMember(name, span, property.Value));
            else
                Report(span, DiagnosticRules.SchemaJsonDuplicateKey, Excerpt.Shorten(name));
        }

        return members;
    }

    /// <summary>The members of an object that has these keys and no others.</summary>
    protected Dictionary<string, JsonMember>? ReadFields(JsonElement json, string expected, params string[] keys)
    {
        if (ReadObject(json, expected) is not { } members)
            return null;
        var fields = new Dictionary<string, JsonMember>(members.Count, StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (keys.AsSpan().Contains(member.Name))
                fields.Add(member.Name, member);
            else
                ReportUnknownKey(member, keys);
        }

        return fields;
    }

    protected void ReportUnknownKey(JsonMember member, params string[] keys)
    {
        var hint = Suggestion.DidYouMean(member.Name, keys);
        if (hint.Length == 0)
            hint = keys.Length == 0 ? "; there are no keys here" : "; the keys here are " + string.Join(", ", keys.Select(key => $"'{key}'"));
        Report(member.Span, DiagnosticRules.SchemaJsonUnknownKey, Excerpt.Shorten(member.Name), hint);
    }

    /// <summary>Reports a key that has no meaning here, whatever its value.</summary>
    protected void ReportMisplacedKey(JsonMember member, string hint) => Report(member.Span, DiagnosticRules.SchemaJsonUnknownKey, Excerpt.Shorten(member.Name), "; " + hint);

    /// <summary>The value of a key that must be there.</summary>
    protected JsonElement? Require(Dictionary<string, JsonMember> fields, JsonElement json, string key, string hint)
    {
        if (fields.TryGetValue(key, out var member))
            return member.Value;
        Report(new TextSpan(SpanOf(json).Start, 1), DiagnosticRules.SchemaJsonMissingKey, key, hint);
        return null;
    }

    /// <summary>Reads every element that can be read.</summary>
    protected List<T>? ReadArray<T>(JsonElement json, string expected, Func<JsonElement, T?> read)
        where T : class
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            ReportUnexpected(json, expected);
            return null;
        }

        var items = new List<T>(json.GetArrayLength());
        foreach (var element in json.EnumerateArray())
        {
            if (Bag.IsFull)
                break;
            Path.Enter(items.Count);
            if (read(element) is { } item)
                items.Add(item);
            Path.Leave();
        }

        return items;
    }

    protected string? ReadString(JsonElement json, string expected)
    {
        if (json.ValueKind == JsonValueKind.String)
            return ReadText(JsonMarshal.GetRawUtf8Value(json)[1..^1], SpanOf(json));
        ReportUnexpected(json, expected);
        return null;
    }

    protected bool? ReadBool(JsonElement json, string expected)
    {
        if (json.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return json.GetBoolean();
        ReportUnexpected(json, expected);
        return null;
    }

    private static string Describe(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "the text " + Excerpt.Quote(BeginningOf(JsonMarshal.GetRawUtf8Value(json)[1..^1])),
        JsonValueKind.Number => "the number " + Excerpt.Shorten(BeginningOf(JsonMarshal.GetRawUtf8Value(json))),
        _ => json.GetRawText(),
    };

    // As much as a message shows: a text may be as long as the file, and a thousand messages about it are not to copy it a thousand times.
    private static string BeginningOf(ReadOnlySpan<byte> raw) => Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, 256)]);

    private static bool IsNull(JsonElement json) => json.ValueKind == JsonValueKind.Null;

    // What .NET says of a place stands behind what it says of the error.
    private static void ReportMalformed(SourceFile file, byte[] utf8, JsonException exception, string otherForm, DiagnosticBag bag)
    {
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var reason = end < 0 ? exception.Message : exception.Message[..end].TrimEnd('.');
        var hint = file.Text.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal) ? "" : "; " + otherForm;
        var start = new TextOffsets(file.Text, utf8).Of(PositionOf(exception, utf8));
        bag.Report(file, new TextSpan(start, start < file.Text.Length ? 1 : 0), DiagnosticRules.SchemaJsonMalformed, reason, hint);
    }

    private static int PositionOf(JsonException exception, byte[] utf8)
    {
        var position = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
            position += utf8.AsSpan(position).IndexOf((byte)'\n') + 1;
        return (int)Math.Min(position + (exception.BytePositionInLine ?? 0), utf8.Length);
    }

    private TextSpan SpanOf(ReadOnlySpan<byte> raw)
    {
        utf8.AsSpan().Overlaps(raw, out var position);
        return TextSpan.FromBounds(_offsets.Of(position), _offsets.Of(position + raw.Length));
    }

    private string? ReadText(ReadOnlySpan<byte> raw, TextSpan span)
    {
        if (raw.Contains((byte)'\\'))
        {
            var unescaped = new byte[raw.Length];
            if (!JsonText.TryUnescape(raw, unescaped, out var length))
            {
                Report(span, DiagnosticRules.SchemaJsonIllFormedText);
                return null;
            }

            raw = unescaped.AsSpan(0, length);
        }

        var text = Encoding.UTF8.GetString(raw);
        if (text.Length <= Limits.MaxLiteralLength)
            return text;
        ReportPlain(span, DiagnosticRules.LiteralTooLong, text.Length, Limits.MaxLiteralLength);
        return null;
    }
}
