using System.Collections;
using System.Net;
using System.Text.Json;
using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Records;

/// <summary>Reads .NET values as Cedar values, in place.</summary>
internal static class ObjectValues
{
    private static readonly long s_epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Reads a value where the schema gives a type: a number is a decimal where the type says so, and any other kind than the type's is an error.</summary>
    public static PolicyValue Read(object? value, SchemaType? type, PolicyScratch scratch)
    {
        if (type is null)
            return ReadUnchecked(value, null, scratch);
        return SchemaTypes.Conform(ReadUnchecked(value, type, scratch), type, scratch);
    }

    private static PolicyValue ReadUnchecked(object? value, SchemaType? type, PolicyScratch scratch) => value switch
    {
        null => default,
        string text => PolicyValue.FromText(text),
        bool flag => flag,
        long number => PolicyValue.FromLong(number),

        // Nearly every record: found before all the types that it is not.
        Dictionary<string, object?> dictionary => ObjectRecord.Create(dictionary, type as SchemaType.Record, scratch),
        int number => number,
        short number => number,
        sbyte number => number,
        byte number => number,
        ushort number => number,
        uint number => number,
        ulong number => number <= long.MaxValue ? (long)number : PolicyValue.Unreadable("an integer beyond 64 signed bits"),
        decimal number => PolicyValue.FromDecimal(number),
        double number => FromDouble(number),
        float number => FromFloat(number),
        Half number => FromHalf(number),
        EntityUid uid => uid,
        PolicyValue own => type is null ? own : SchemaTypes.ConformDeep(own, type, scratch),
        JsonElement json => JsonValues.Read(json, type, isCedar: false, scratch),
        IPolicyRecord record => type is null ? PolicyValue.FromRecord(record) : SchemaTypes.ConformDeep(PolicyValue.FromRecord(record), type, scratch),
        Guid guid => FromGuid(guid, scratch),
        DateTimeOffset time => ClockValues.FromDateTime(time),
        DateTime time => ClockValues.FromDateTime(time),
        DateOnly date => FromDate(date),
        TimeSpan time => ClockValues.FromDuration(time),
        IPAddress address => AddressValues.Read(address, scratch),
        IPNetwork network => AddressValues.Read(network, scratch),
        Uri uri => uri.IsAbsoluteUri ? uri.AbsoluteUri : PolicyValue.Unreadable("a relative URI"),
        Enum member => EnumValues.Read(member),
        _ => ReadCollection(value, type, scratch),
    };

    public static PolicyValue FromDouble(double value)
    {
        Span<byte> text = stackalloc byte[32];
        return value.TryFormat(text, out var length, default, System.Globalization.CultureInfo.InvariantCulture) ? FromDigits(text[..length]) : NotExact();
    }

    public static PolicyValue FromFloat(float value)
    {
        Span<byte> text = stackalloc byte[32];
        return value.TryFormat(text, out var length, default, System.Globalization.CultureInfo.InvariantCulture) ? FromDigits(text[..length]) : NotExact();
    }

    public static PolicyValue FromHalf(Half value)
    {
        Span<byte> text = stackalloc byte[32];
        return value.TryFormat(text, out var length, default, System.Globalization.CultureInfo.InvariantCulture) ? FromDigits(text[..length]) : NotExact();
    }

    // The shortest digits that round-trip; NaN and infinity have none.
    private static PolicyValue FromDigits(ReadOnlySpan<byte> text) =>
        DecimalValue.TryParseJsonNumber(text, out var digits) ? PolicyValue.FromDecimalDigits(digits) : NotExact();

    private static PolicyValue NotExact() => PolicyValue.Unreadable("a number that is no exact decimal of four digits");

    public static PolicyValue FromDate(DateOnly date) => PolicyValue.FromDateTimeMilliseconds((date.DayNumber - s_epoch) * DurationValue.Day);

    public static PolicyValue FromGuid(Guid guid, PolicyScratch scratch)
    {
        var text = scratch.Rent<TextBuffer>();
        guid.TryFormat(text.GetSpan(36), out var length);
        text.Length = length;
        return PolicyValue.FromSource(text);
    }

    private static PolicyValue ReadCollection(object value, SchemaType? type, PolicyScratch scratch)
    {
        var record = AsRecord(value, type as SchemaType.Record, scratch);
        return record.Kind == PolicyValueKind.Absent ? ListSet.Read(value, (type as SchemaType.Set)?.Element, scratch) : record;
    }

    /// <summary>A view of a dictionary, or absent where the value is none.</summary>
    private static PolicyValue AsRecord(object value, SchemaType.Record? type, PolicyScratch scratch) => value switch
    {
        IReadOnlyDictionary<string, object?> dictionary => DictionaryRecord<object?>.Create(dictionary, type, scratch),
        IReadOnlyDictionary<string, string> dictionary => DictionaryRecord<string>.Create(dictionary, type, scratch),
        IReadOnlyDictionary<string, JsonElement> dictionary => DictionaryRecord<JsonElement>.Create(dictionary, type, scratch),
        IDictionary => PolicyValue.Error(PolicyErrorKind.UnsupportedType, value.GetType().Name),
        _ => default,
    };
}
