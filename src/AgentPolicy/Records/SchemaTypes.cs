using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Records;

/// <summary>Reads values by the types that a schema gives.</summary>
internal static class SchemaTypes
{
    private static readonly SchemaType.String s_string = new();
    private static readonly SchemaType.Extension s_decimal = new(ExtensionTypeKind.Decimal);
    private static readonly SchemaType.Extension s_ipAddress = new(ExtensionTypeKind.IpAddress);
    private static readonly SchemaType.Extension s_dateTime = new(ExtensionTypeKind.DateTime);
    private static readonly SchemaType.Extension s_duration = new(ExtensionTypeKind.Duration);

    /// <summary>The type of an attribute, or null where the record type has none of that name.</summary>
    public static SchemaType? AttributeType(SchemaType.Record record, string name) => Find(record, new TextView(name))?.Type;

    public static SchemaAttribute? Find(SchemaType.Record record, TextView name)
    {
        var attributes = record.Attributes;
        var (low, high) = (0, attributes.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = name.CompareOrdinal(attributes[middle].Name);
            if (order == 0)
                return attributes[middle];
            (low, high) = order < 0 ? (low, middle - 1) : (middle + 1, high);
        }

        return null;
    }

    /// <summary>
    /// The value if it is of the type's kind; an integer as a decimal, or a text as an address, a datetime or a duration, where that is what the type says; otherwise an
    /// error. Absent stays absent.
    /// </summary>
    public static PolicyValue Conform(in PolicyValue value, SchemaType type, PolicyScratch scratch)
    {
        if (value.Kind is PolicyValueKind.Absent or PolicyValueKind.Error)
            return value;
        if (type is SchemaType.Extension { Kind: ExtensionTypeKind.Decimal } && value.Kind == PolicyValueKind.Long)
            return DecimalValue.TryFromLong(value.Long, out var digits) ? PolicyValue.FromDecimalDigits(digits) : PolicyValue.Unreadable("a number beyond the range of decimal");
        if (type is SchemaType.Entity entity && value.Kind == PolicyValueKind.Entity && value.EntityType != entity.TypeName)
            return PolicyValue.Error(PolicyErrorKind.WrongEntityType, entity.TypeName);
        return value.Kind == PolicyValueKind.String && type is SchemaType.Extension { Kind: not ExtensionTypeKind.Decimal } extension
            ? Parse(value, extension.Kind, scratch)
            : value.Expect(KindOf(type));
    }

    /// <summary>The extension value that its constructor makes of a text.</summary>
    public static PolicyValue Parse(in PolicyValue text, ExtensionTypeKind kind, PolicyScratch scratch) => kind switch
    {
        ExtensionTypeKind.Decimal => Intrinsics.ParseDecimal(text),
        ExtensionTypeKind.IpAddress => Intrinsics.ParseIpAddress(text, scratch),
        ExtensionTypeKind.DateTime => Intrinsics.ParseDateTime(text),
        ExtensionTypeKind.Duration => Intrinsics.ParseDuration(text),
        _ => throw new InvalidOperationException($"No such extension type: {kind}."),
    };

    /// <summary>As <see cref="Conform"/>, and so for every value within a set or record that knows nothing of the schema itself.</summary>
    public static PolicyValue ConformDeep(in PolicyValue value, SchemaType type, PolicyScratch scratch) => (value.Kind, type) switch
    {
        (PolicyValueKind.Record, SchemaType.Record record) => TypedRecord.Create(value, record, scratch),
        (PolicyValueKind.Set, SchemaType.Set set) => TypedSet.Create(value.Set, set.Element, scratch),
        _ => Conform(value, type, scratch),
    };

    /// <summary>
    /// Error, not absence, where the schema says that the attribute is always there: a rule that asks for it with <c>has</c> must not be passed by because it is missing.
    /// </summary>
    public static PolicyValue Require(in PolicyValue value, SchemaAttribute attribute) =>
        value.Kind == PolicyValueKind.Absent && attribute.IsRequired ? PolicyValue.Error(PolicyErrorKind.AttributeMissing, attribute.Name) : value;

    public static PolicyValueKind KindOf(SchemaType type) => type switch
    {
        SchemaType.Bool => PolicyValueKind.Bool,
        SchemaType.Long => PolicyValueKind.Long,
        SchemaType.String => PolicyValueKind.String,
        SchemaType.Set => PolicyValueKind.Set,
        SchemaType.Record => PolicyValueKind.Record,
        SchemaType.Entity => PolicyValueKind.Entity,
        SchemaType.Extension { Kind: ExtensionTypeKind.Decimal } => PolicyValueKind.Decimal,
        SchemaType.Extension { Kind: ExtensionTypeKind.IpAddress } => PolicyValueKind.IpAddress,
        SchemaType.Extension { Kind: ExtensionTypeKind.DateTime } => PolicyValueKind.DateTime,
        SchemaType.Extension { Kind: ExtensionTypeKind.Duration } => PolicyValueKind.Duration,
        _ => throw new InvalidOperationException($"No such type: {type.GetType().Name}."),
    };

    /// <summary>The type of an extension function's argument.</summary>
    public static SchemaType OfArgument(PolicyValueKind kind) => kind switch
    {
        PolicyValueKind.String => s_string,
        PolicyValueKind.Decimal => s_decimal,
        PolicyValueKind.IpAddress => s_ipAddress,
        PolicyValueKind.DateTime => s_dateTime,
        PolicyValueKind.Duration => s_duration,
        _ => throw new InvalidOperationException($"No extension function takes a {kind}."),
    };
}
