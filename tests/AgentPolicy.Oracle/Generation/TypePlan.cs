namespace AgentPolicy.Oracle.Generation;

internal enum Kind
{
    Bool,
    Long,
    Text,
    Decimal,
    Address,
    Clock,
    Span,
    Entity,
    Set,
    Record,
}

/// <summary>A type of a generated schema.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="EntityType">The full name, of an entity.</param>
/// <param name="Element">The elements' type, of a set.</param>
/// <param name="Attributes">The attributes, of a record.</param>
internal sealed record TypePlan(Kind Kind, string EntityType = "", TypePlan? Element = null, IReadOnlyList<AttributePlan>? Attributes = null);

internal sealed record AttributePlan(string Name, TypePlan Type, bool IsRequired);

/// <summary>An entity type of a generated schema.</summary>
/// <param name="Namespace">Empty for none.</param>
/// <param name="BaseName">The name within the namespace.</param>
internal sealed record EntityTypePlan(string Namespace, string BaseName)
{
    public string Name { get; } = Namespace.Length == 0 ? BaseName : $"{Namespace}::{BaseName}";

    public List<AttributePlan> Attributes { get; } = [];

    public List<string> MemberOf { get; } = [];

    public TypePlan? Tags { get; set; }

    /// <summary>The only ids there are, or empty.</summary>
    public List<string> EnumIds { get; } = [];
}

/// <summary>An action of a generated schema.</summary>
internal sealed record ActionPlan(string Namespace, string Id)
{
    public string Type { get; } = Namespace.Length == 0 ? "Action" : $"{Namespace}::Action";

    public List<ActionPlan> MemberOf { get; } = [];

    /// <summary>Empty for a mere group.</summary>
    public List<string> Principals { get; } = [];

    public List<string> Resources { get; } = [];

    public List<AttributePlan> Context { get; } = [];
}

/// <summary>A generated schema; its first entity type and its first action are always there.</summary>
internal sealed record SchemaPlan(IReadOnlyList<EntityTypePlan> Types, IReadOnlyList<ActionPlan> Actions)
{
    public EntityTypePlan Find(string name) => Types.First(type => type.Name == name);
}
