using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Binding;

/// <summary>A resolved schema: every name is full, every common type replaced by what it stands for. Immutable and structurally equal.</summary>
/// <param name="EntityTypes">Sorted by name, ordinally.</param>
/// <param name="Actions">Sorted by type, then id, ordinally.</param>
internal sealed record SchemaModel(EquatableArray<SchemaEntityType> EntityTypes, EquatableArray<SchemaAction> Actions)
{
    private Dictionary<string, SchemaEntityType>? _entityTypes;
    private Dictionary<string, SchemaEntityType>? _enums;
    private Dictionary<EntityUid, SchemaAction>? _actions;

    public static readonly SchemaModel Empty = new(EquatableArray<SchemaEntityType>.Empty, EquatableArray<SchemaAction>.Empty);

    public SchemaEntityType? FindEntityType(string name)
    {
        _entityTypes ??= EntityTypes.ToDictionary(type => type.Name, StringComparer.Ordinal);
        return _entityTypes.TryGetValue(name, out var type) ? type : null;
    }

    /// <summary>The type if it is an enum. Where a schema has none, this costs nothing.</summary>
    public SchemaEntityType? FindEnum(string name)
    {
        _enums ??= EntityTypes.Where(type => !type.EnumIds.IsEmpty).ToDictionary(type => type.Name, StringComparer.Ordinal);
        return _enums.TryGetValue(name, out var type) ? type : null;
    }

    public SchemaAction? FindAction(EntityUid uid)
    {
        _actions ??= Actions.ToDictionary(action => action.Uid);
        return _actions.TryGetValue(uid, out var action) ? action : null;
    }

    // The look-up tables are made from the arrays and are no part of equality.
    public bool Equals(SchemaModel? other) => other is not null && EntityTypes.Equals(other.EntityTypes) && Actions.Equals(other.Actions);

    public override int GetHashCode() => unchecked((EntityTypes.GetHashCode() * 31) + Actions.GetHashCode());
}

/// <param name="Name">The full name.</param>
/// <param name="MemberOf">Full names of the types its entities may be direct members of.</param>
/// <param name="Shape">The attributes; empty for an enum.</param>
/// <param name="Tags">The type of every tag's value, or null where entities have no tags.</param>
/// <param name="EnumIds">The ids of an enum's entities; empty where the type is no enum (an enum has at least one).</param>
internal sealed record SchemaEntityType(
    string Name,
    EquatableArray<string> MemberOf,
    SchemaType.Record Shape,
    SchemaType? Tags,
    EquatableArray<string> EnumIds);

/// <param name="Uid">The action, its type <c>Action</c> or <c>Namespace::Action</c>.</param>
/// <param name="MemberOf">The groups it is a direct member of.</param>
/// <param name="PrincipalTypes">Full names of the principal types it applies to; empty where it applies to nothing (a group).</param>
/// <param name="ResourceTypes">Full names of the resource types it applies to.</param>
/// <param name="Context">The type of its context.</param>
internal sealed record SchemaAction(
    EntityUid Uid,
    EquatableArray<EntityUid> MemberOf,
    EquatableArray<string> PrincipalTypes,
    EquatableArray<string> ResourceTypes,
    SchemaType.Record Context);
