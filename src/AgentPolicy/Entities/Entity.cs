using AgentPolicy.Entities;
using AgentPolicy.Language;
using AgentPolicy.Records;

namespace AgentPolicy;

/// <summary>What is known of an entity: its attributes, its tags and what it is a member of. Immutable.</summary>
public sealed class Entity
{
    private readonly PolicyValue _attributes;

    /// <summary>Describes an entity.</summary>
    /// <param name="uid">The entity.</param>
    /// <param name="attributes">Its attributes. A dictionary or JSON is copied; an <see cref="IPolicyRecord"/> is read in place at each decision.</param>
    /// <param name="parents">The groups, roles or folders it is a direct member of.</param>
    /// <param name="tags">Its tags; copied.</param>
    /// <exception cref="ArgumentException">The uid or a parent is the default value, or an attribute or tag cannot be read; the message says which and why.</exception>
    public Entity(EntityUid uid, PolicyRecord attributes = default, IEnumerable<EntityUid>? parents = null, PolicyRecord tags = default)
        : this(
            uid,
            attributes.Source is IPolicyRecord record ? PolicyValue.FromRecord(record) : PolicyValue.FromSource(Freezer.FreezeRecord(attributes)),
            parents,
            Freezer.FreezeRecord(tags))
    {
    }

    internal Entity(EntityUid uid, PolicyValue attributes, IEnumerable<EntityUid>? parents, RecordValue tags)
    {
        Uid = uid.Type.Length > 0 ? uid : throw new ArgumentException("The default EntityUid names no entity.", nameof(uid));
        _attributes = attributes;
        Tags = tags;
        DirectParents = parents is null ? [] : [.. parents];
        if (DirectParents.Any(parent => parent.Type.Length == 0))
            throw new ArgumentException("The default EntityUid names no entity.", nameof(parents));
    }

    /// <summary>The entity.</summary>
    public EntityUid Uid { get; }

    /// <summary>The groups, roles or folders it is a direct member of.</summary>
    public IReadOnlyList<EntityUid> Parents => DirectParents;

    /// <summary>What of the engine's entity of the same uid still counts where this is laid over it.</summary>
    internal EntityOverlay Overlay { get; init; }

    internal EntityUid[] DirectParents { get; }

    internal ref readonly PolicyValue Attributes => ref _attributes;

    internal RecordValue Tags { get; }
}
