using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Records;

/// <summary>Reads values by the types that a schema gives.</summary>
internal static class SchemaTypes
{
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

    /// <summary>The value if it is of the type's kind, an integer as a decimal where that is what the type says, otherwise an error. Absent stays absent.</summary>
    public static PolicyValue Conform(in PolicyValue value, SchemaType type)
    {
        if (value.Kind is PolicyValueKind.Absent or PolicyValueKind.Error)
            return value;
        if (type is SchemaType.Extension { Kind: ExtensionTypeKind.Decimal } && value.Kind == PolicyValueKind.Long)
            return DecimalValue.TryFromLong(value.Long, out var digits) ? PolicyValue.FromDecimalDigits(digits) : PolicyValue.Unreadable("a number beyond the range of decimal");
        if (type is SchemaType.Entity entity && value.Kind == PolicyValueKind.Entity && value.EntityType != entity.TypeName)
            return PolicyValue.Error(PolicyErrorKind.WrongEntityType, entity.TypeName);
        return KindOf(type) is { } kind ? value.Expect(kind) : Unsupported(type);
    }

    /// <summary>As <see cref="Conform"/>, and so for every value within a set or record that knows nothing of the schema itself.</summary>
    public static PolicyValue ConformDeep(in PolicyValue value, SchemaType type, PolicyScratch scratch) => (value.Kind, type) switch
    {
        (PolicyValueKind.Record, SchemaType.Record record) => TypedRecord.Create(value, record, scratch),
        (PolicyValueKind.Set, SchemaType.Set set) => TypedSet.Create(value.Set, set.Element, scratch),
        _ => Conform(value, type),
    };

    /// <summary>
    /// Error, not absence, where the schema says that the attribute is always there: a rule that asks for it with <c>has</c> must not be passed by because it is missing.
    /// </summary>
    public static PolicyValue Require(in PolicyValue value, SchemaAttribute attribute) =>
        value.Kind == PolicyValueKind.Absent && attribute.IsRequired ? PolicyValue.Error(PolicyErrorKind.AttributeMissing, attribute.Name) : value;

    public static PolicyValueKind? KindOf(SchemaType type) => type switch
    {
        SchemaType.Bool => PolicyValueKind.Bool,
        SchemaType.Long => PolicyValueKind.Long,
        SchemaType.String => PolicyValueKind.String,
        SchemaType.Set => PolicyValueKind.Set,
        SchemaType.Record => PolicyValueKind.Record,
        SchemaType.Entity => PolicyValueKind.Entity,
        SchemaType.Extension { Kind: ExtensionTypeKind.Decimal } => PolicyValueKind.Decimal,
        SchemaType.Extension => null,
        _ => throw new InvalidOperationException($"No such type: {type.GetType().Name}."),
    };

    /// <summary>The error of reading a value of an extension type that there is not yet.</summary>
    public static PolicyValue Unsupported(SchemaType type) => PolicyValue.Unreadable(type switch
    {
        SchemaType.Extension { Kind: ExtensionTypeKind.IpAddress } => "values of type ipaddr are not supported",
        SchemaType.Extension { Kind: ExtensionTypeKind.DateTime } => "values of type datetime are not supported",
        _ => "values of type duration are not supported",
    });
}
