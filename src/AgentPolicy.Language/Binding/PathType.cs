using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Binding;

/// <summary>What a path of names leads to, as far as it is known: what can be asked of it, whoever declared it.</summary>
internal abstract class PathType
{
    /// <summary>Nothing is known of it, so any name is accepted.</summary>
    public static readonly PathType Open = new OpenType();

    public abstract PathKind Kind { get; }

    /// <summary>The name of the entity type that it is, or null.</summary>
    public virtual string? EntityType => null;

    /// <summary>The names that can be asked of it; none where it is open or a value.</summary>
    public virtual IEnumerable<string> Names => [];

    /// <summary>What a name leads to.</summary>
    public abstract PathLookup Find(string name);

    private sealed class OpenType : PathType
    {
        public override PathKind Kind => PathKind.Open;

        public override PathLookup Find(string name) => new(this);
    }
}

internal enum PathKind
{
    Open,
    Value,
    Record,
    Input,
    Context,
    Entity,
}

/// <param name="Type">Where the name leads; null where there is no such name.</param>
/// <param name="Unread">Why nothing of that name can be read although it is there, as the end of a sentence; null where that is not so.</param>
internal readonly record struct PathLookup(PathType? Type, string? Unread = null);

/// <summary>A value that has no attributes.</summary>
internal sealed class ValuePathType(string description) : PathType
{
    public static readonly ValuePathType Bool = new("a Bool");
    public static readonly ValuePathType Long = new("a Long");
    public static readonly ValuePathType String = new("a String");
    public static readonly ValuePathType Decimal = new("a decimal");
    public static readonly ValuePathType Set = new("a set");
    public static readonly ValuePathType IpAddress = new("an ipaddr");
    public static readonly ValuePathType DateTime = new("a datetime");
    public static readonly ValuePathType Duration = new("a duration");

    /// <summary>What it is, as a part of a sentence.</summary>
    public string Description { get; } = description;

    public override PathKind Kind => PathKind.Value;

    public override PathLookup Find(string name) => default;
}

/// <summary>A record whose attributes come from C#.</summary>
internal sealed class InputPathType(InputType.Record record, PathKind kind, EntityPathTypes entities) : PathType
{
    public override PathKind Kind { get; } = kind;

    public override IEnumerable<string> Names => record.Attributes.Select(attribute => attribute.Name);

    public static PathType Of(InputType type, EntityPathTypes entities) => type switch
    {
        InputType.Bool => ValuePathType.Bool,
        InputType.Long => ValuePathType.Long,
        InputType.String => ValuePathType.String,
        InputType.Decimal => ValuePathType.Decimal,
        InputType.IpAddress => ValuePathType.IpAddress,
        InputType.DateTime => ValuePathType.DateTime,
        InputType.Duration => ValuePathType.Duration,
        InputType.Set => ValuePathType.Set,
        InputType.Record record => new InputPathType(record, PathKind.Record, entities),
        InputType.Entity => entities.AnyEntity,
        // No type at all: nothing tells which names are right.
        InputType.Dynamic => Open,
        _ => throw new InvalidOperationException($"No such type: {type.GetType().Name}."),
    };

    public override PathLookup Find(string name)
    {
        if (SortedNames.Find(record.Attributes, static attribute => attribute.Name, name) is { } found)
            return new PathLookup(Of(found.Type, entities));
        return new PathLookup(null, SortedNames.Find(record.Unread, static attribute => attribute.Name, name)?.Reason);
    }
}

/// <summary>A record whose attributes come from a schema.</summary>
internal sealed class SchemaPathType(SchemaType.Record record, PathKind kind, EntityPathTypes entities) : PathType
{
    public override PathKind Kind { get; } = kind;

    public override IEnumerable<string> Names => record.Attributes.Select(attribute => attribute.Name);

    public override PathLookup Find(string name) => new(
        SortedNames.Find(record.Attributes, static attribute => attribute.Name, name) is { } found ? Of(found.Type) : null);

    private PathType Of(SchemaType type) => type switch
    {
        SchemaType.Bool => ValuePathType.Bool,
        SchemaType.Long => ValuePathType.Long,
        SchemaType.String => ValuePathType.String,
        SchemaType.Set => ValuePathType.Set,
        SchemaType.Extension { Kind: ExtensionTypeKind.Decimal } => ValuePathType.Decimal,
        SchemaType.Extension { Kind: ExtensionTypeKind.IpAddress } => ValuePathType.IpAddress,
        SchemaType.Extension { Kind: ExtensionTypeKind.DateTime } => ValuePathType.DateTime,
        SchemaType.Extension { Kind: ExtensionTypeKind.Duration } => ValuePathType.Duration,
        SchemaType.Record nested => new SchemaPathType(nested, PathKind.Record, entities),
        SchemaType.Entity entity => entities.Of(entity.TypeName),
        _ => throw new InvalidOperationException($"No such type: {type.GetType().Name}."),
    };
}

internal static class SortedNames
{
    /// <summary>The item of that name in an array sorted by name, ordinally, or null.</summary>
    public static T? Find<T>(EquatableArray<T> items, Func<T, string> nameOf, string name)
        where T : class
    {
        var (low, high) = (0, items.Count - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            var order = string.CompareOrdinal(nameOf(items[middle]), name);
            if (order == 0)
                return items[middle];
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }
}
