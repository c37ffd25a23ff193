using AgentPolicy.Language.Binding;

namespace AgentPolicy;

/// <summary>What an engine decides by, read once a decision. Immutable.</summary>
internal sealed class EngineSnapshot(PolicySet policies, EntityStore entities)
{
    public PolicySet Policies { get; } = policies;

    /// <summary>The entities that the host gave.</summary>
    public EntityStore OwnEntities { get; } = entities;

    /// <summary>The host's entities, and the schema's actions.</summary>
    public EntityStore Entities { get; } = entities.WithActionsOf(policies.Schema?.Model ?? SchemaModel.Empty);
}
