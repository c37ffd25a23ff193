using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Records;

namespace AgentPolicy.Json;

/// <summary>
/// Reads JSON as Cedar values, in place. By itself an integer literal is a Long and any other number a decimal; where a schema gives a type, a value is read as
/// that type or is an error. In Cedar's own reading there are no fractions and no null, and <c>__entity</c> and <c>__extn</c> escape entities and extension values; a type
/// allows for their short forms there.
/// </summary>
internal static class JsonValues
{
    public static PolicyValue Read(JsonElement json, SchemaType? type, bool isCedar, PolicyScratch scratch) => json.ValueKind switch
    {
        JsonValueKind.Null => isCedar ? PolicyValue.Unreadable("null") : default,
        _ when type is not null => ReadAs(json, type, isCedar, scratch),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => ReadText(json, scratch),
        JsonValueKind.Number => ReadNumber(json, isCedar),
        JsonValueKind.Array => ReadArray(json, null, isCedar, scratch),
        JsonValueKind.Object => isCedar && JsonEscapes.TryRead(json, null, scratch, out var escaped) ? escaped : ReadObject(json, null, isCedar, scratch),
        _ => PolicyValue.Unreadable("no JSON"),
    };

    /// <summary>A view of a context, or the error why there is none: it is an object, and in Cedar's reading no escape of an entity or an extension value.</summary>
    public static PolicyValue ReadContext(JsonElement json, SchemaType.Record? type, bool isCedar, PolicyScratch scratch)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return PolicyValue.Unreadable("the context is JSON, but no object");
        if (type is not null || !isCedar || !JsonEscapes.TryRead(json, null, scratch, out var escaped))
            return ReadObject(json, type, isCedar, scratch);
        return escaped.IsError ? escaped : PolicyValue.Unreadable("the context is an entity or an extension value, but no record");
    }

    public static PolicyValue ReadObject(JsonElement json, SchemaType.Record? type, bool isCedar, PolicyScratch scratch)
    {
        var record = scratch.Rent(JsonRecord.Pool);
        record.Start(json, type, isCedar);
        return PolicyValue.FromSource(record);
    }

    public static PolicyValue ReadText(JsonElement json, PolicyScratch scratch)
    {
        var value = default(PolicyValue);
        LoadText(json, ref value, scratch);
        return value;
    }

    /// <summary>Reads a string to where it is kept.</summary>
    public static void LoadText(JsonElement json, ref PolicyValue value, PolicyScratch scratch)
    {
        var raw = JsonMarshal.GetRawUtf8Value(json);
        if (!IsPlain(raw[1..^1]))
        {
            value = Unescape(raw[1..^1], scratch);
            return;
        }

        var text = scratch.Rent(JsonText.Pool);
        text.Element = json;
        value = PolicyValue.FromSource(text);
    }

    /// <summary>Whether a string's raw content (without quotes) can be read as it lies: it has no escapes and is well-formed.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> raw) => !raw.Contains((byte)'\\') && Utf8.IsValid(raw);

    /// <summary>A string's content with its escapes resolved, or an error where it is ill-formed.</summary>
    public static PolicyValue Unescape(ReadOnlySpan<byte> raw, PolicyScratch scratch)
    {
        var buffer = scratch.Rent<TextBuffer>();
        if (!JsonText.TryUnescape(raw, buffer.GetSpan(raw.Length), out var length))
            return PolicyValue.Unreadable("text with half a surrogate pair, or that is not valid UTF-8");
        buffer.Length = length;
        return PolicyValue.FromSource(buffer);
    }

    private static PolicyValue ReadAs(JsonElement json, SchemaType type, bool isCedar, PolicyScratch scratch) => isCedar
        ? ReadAsCedar(json, type, scratch)
        : (type, json.ValueKind) switch
        {
            (SchemaType.Bool, JsonValueKind.True) => true,
            (SchemaType.Bool, JsonValueKind.False) => false,
            (SchemaType.Long, JsonValueKind.Number) => ReadNumber(json, isCedar: false).Expect(PolicyValueKind.Long),
            (SchemaType.String, JsonValueKind.String) => ReadText(json, scratch),
            (SchemaType.Set set, JsonValueKind.Array) => ReadArray(json, set.Element, isCedar: false, scratch),
            (SchemaType.Record record, JsonValueKind.Object) => ReadObject(json, record, isCedar: false, scratch),
            (SchemaType.Entity entity, JsonValueKind.Object) => JsonEscapes.ReadEntity(json, entity.TypeName, scratch),
            (SchemaType.Extension { Kind: ExtensionTypeKind.Decimal }, JsonValueKind.Number) => ReadDecimal(json),
            (SchemaType.Extension { Kind: not ExtensionTypeKind.Decimal } extension, JsonValueKind.String) => SchemaTypes.Parse(ReadText(json, scratch), extension.Kind, scratch),
            _ => Mismatch(json, type),
        };

    // The type says how a value may be written. Whether it is one of that type, Cedar itself looks at where entities are loaded and requests are validated, not here.
    private static PolicyValue ReadAsCedar(JsonElement json, SchemaType type, PolicyScratch scratch) => (type, json.ValueKind) switch
    {
        (SchemaType.Bool or SchemaType.Long or SchemaType.String, _) => Read(json, null, isCedar: true, scratch),
        (SchemaType.Set set, JsonValueKind.Array) => ReadArray(json, set.Element, isCedar: true, scratch),
        (SchemaType.Record record, JsonValueKind.Object) => ReadObject(json, record, isCedar: true, scratch),
        (SchemaType.Entity, JsonValueKind.Object) => JsonEscapes.ReadEntity(json, null, scratch),
        (SchemaType.Extension, JsonValueKind.Object) => ReadExtension(json, type, scratch),
        (SchemaType.Extension extension, JsonValueKind.String) => SchemaTypes.Parse(ReadText(json, scratch), extension.Kind, scratch),
        _ => Mismatch(json, type),
    };

    // Of which extension type it is, is looked at later too; an entity is of none.
    private static PolicyValue ReadExtension(JsonElement json, SchemaType type, PolicyScratch scratch)
    {
        if (!JsonEscapes.TryRead(json, type, scratch, out var value))
            return Mismatch(json, type);
        return value.Kind == PolicyValueKind.Entity ? PolicyValue.TypeError(SchemaTypes.KindOf(type), value.Kind) : value;
    }

    private static PolicyValue Mismatch(JsonElement json, SchemaType type) => PolicyValue.TypeError(SchemaTypes.KindOf(type), KindOf(json));

    private static PolicyValue ReadArray(JsonElement json, SchemaType? elementType, bool isCedar, PolicyScratch scratch)
    {
        var set = scratch.Rent<JsonSet>();
        set.Start(json, elementType, isCedar);
        return PolicyValue.FromSource(set);
    }

    private static PolicyValue ReadNumber(JsonElement json, bool isCedar)
    {
        var raw = JsonMarshal.GetRawUtf8Value(json);

        // To Cedar, whose integers have no negative zero, this is a number of the other sort.
        if (isCedar && raw.SequenceEqual("-0"u8))
            return PolicyValue.Unreadable("a number that is no integer");
        if (!raw.ContainsAny((byte)'.', (byte)'e', (byte)'E'))
            return json.TryGetInt64(out var number) ? number : PolicyValue.Unreadable("an integer beyond 64 signed bits");
        return isCedar ? PolicyValue.Unreadable("a number that is no integer") : ReadDecimal(json);
    }

    private static PolicyValue ReadDecimal(JsonElement json) => DecimalValue.TryParseJsonNumber(JsonMarshal.GetRawUtf8Value(json), out var digits)
        ? PolicyValue.FromDecimalDigits(digits)
        : PolicyValue.Unreadable("a number that is no exact decimal of four digits");

    private static PolicyValueKind KindOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => PolicyValueKind.Bool,
        JsonValueKind.Number => PolicyValueKind.Long,
        JsonValueKind.String => PolicyValueKind.String,
        JsonValueKind.Array => PolicyValueKind.Set,
        JsonValueKind.Object => PolicyValueKind.Record,
        _ => PolicyValueKind.Absent,
    };
}
