namespace AgentPolicy;

/// <summary>
/// Somebody who acts, or for whom an agent acts, and what policies may ask about them. Implemented by a partial type that bears
/// <see cref="PolicyEntityAttribute"/>: the members of <see cref="IPolicyRecord"/> and <see cref="EntityType"/> are generated.
/// </summary>
/// <remarks>The answers must not change while somebody acts by it: an identity is a snapshot.</remarks>
public interface IPolicyPrincipal : IPolicyRecord
{
    /// <summary>The entity's id: <c>assistant</c> in <c>Agent::"assistant"</c>.</summary>
    string Id { get; }

    /// <summary>The entity's type: <c>Agent</c> in <c>Agent::"assistant"</c>.</summary>
    string EntityType { get; }

    /// <summary>The roles and groups it is a direct member of. The default is none.</summary>
    IReadOnlyCollection<EntityUid> Parents => [];
}
