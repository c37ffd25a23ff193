using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Binding;

/// <summary>A type that a schema gives to an attribute, a tag or a context; common types are resolved, so nothing here refers to a name but entity types.</summary>
internal abstract record SchemaType
{
    private SchemaType()
    {
    }

    internal sealed record Bool : SchemaType;

    internal sealed record Long : SchemaType;

    internal sealed record String : SchemaType;

    internal sealed record Set(SchemaType Element) : SchemaType;

    /// <summary>A record; attributes are sorted by name, ordinally, and no name stands twice.</summary>
    internal sealed record Record(EquatableArray<SchemaAttribute> Attributes) : SchemaType
    {
        public static readonly Record Empty = new(EquatableArray<SchemaAttribute>.Empty);
    }

    /// <summary>An entity of the type with this full name.</summary>
    internal sealed record Entity(string TypeName) : SchemaType;

    internal sealed record Extension(ExtensionTypeKind Kind) : SchemaType;
}

internal enum ExtensionTypeKind
{
    Decimal,
    IpAddress,
    DateTime,
    Duration,
}

internal sealed record SchemaAttribute(string Name, SchemaType Type, bool IsRequired);
