using AgentPolicy.Entities;
using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy;

/// <summary>
/// Entities and their hierarchy, prepared for decisions: who is a member of what, at any distance, is worked out once, here. Immutable; safe for concurrent use.
/// </summary>
/// <remarks>Memory grows with the number of (entity, ancestor) pairs, of which there may be 20 million.</remarks>
public sealed class EntityStore
{
    private readonly EntityTable _table;
    private readonly Entity[] _entities;
    private readonly EntityHierarchy _hierarchy;

    // How many entities, the first ones, no request may describe otherwise: the schema's actions.
    private readonly int _fixedCount;

    private EntityStore(Entity[] entities, int fixedCount = 0)
    {
        _fixedCount = fixedCount;

        // Entities come first in the table, then the parents that are merely named: a position below the count is an entity's.
        _entities = entities;
        _table = new EntityTable(entities.Length);
        foreach (var entity in entities)
        {
            if (entity is null)
                throw new ArgumentException("One of the entities is null.", nameof(entities));
            if (!_table.TryAdd(entity.Uid, out _))
                throw new ArgumentException($"The entity {entity.Uid} is described twice.", nameof(entities));
        }

        _hierarchy = EntityHierarchy.Create(entities, _table);
    }

    /// <summary>A store without entities.</summary>
    public static EntityStore Empty { get; } = new([]);

    /// <summary>How many entities are described.</summary>
    public int Count => _entities.Length;

    /// <summary>Makes a store of these entities. Parents need not be described themselves.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="entities"/> is null.</exception>
    /// <exception cref="ArgumentException">An entity is described twice or is a member of itself, directly or not, or the hierarchy is too large.</exception>
    public static EntityStore Create(IEnumerable<Entity> entities)
    {
        ArgumentNullException.ThrowIfNull(entities);
        return new EntityStore([.. entities]);
    }

    /// <summary>Makes a store of these entities.</summary>
    /// <exception cref="ArgumentException">An entity is described twice or is a member of itself, directly or not.</exception>
    public static EntityStore Create(params ReadOnlySpan<Entity> entities) => new(entities.ToArray());

    /// <summary>
    /// Reads entities from Cedar's JSON: <c>[{"uid": {"type": …, "id": …}, "attrs": {…}, "parents": […], "tags": {…}}]</c>.
    /// </summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="schema">
    /// Where given, entity references and extension values may be written in short, and all must be as declared: every entity's type, its attributes, its tags and the types of
    /// what it is a member of. An action must be in the groups that the schema puts it in, and in no others.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The JSON is malformed, has a key twice, or does not describe entities; the message says where.</exception>
    /// <exception cref="ArgumentException">An entity is described twice or is a member of itself, directly or not, or the hierarchy is too large.</exception>
    /// <remarks>Source: Cedar language specification, "Entities and context syntax".</remarks>
    public static EntityStore FromJson(string json, CedarSchema? schema = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        var reader = new CedarJsonReader(schema?.Model);
        var store = new EntityStore([.. reader.ReadEntities(json)]);
        reader.Check(store);
        return store;
    }

    /// <summary>The entity, or null where the store does not describe it.</summary>
    public Entity? Find(EntityUid uid) => uid.Type.Length == 0 ? null : Find((PolicyValue)uid);

    internal Entity? Find(in PolicyValue uid) => EntityAt(PositionOf(uid));

    /// <summary>The position of an entity or of a parent that is merely named, or −1.</summary>
    internal int PositionOf(in PolicyValue uid) => _table.Find(uid);

    /// <summary>As the other, where the uid's <see cref="EntityTable.HashOf(in PolicyValue)"/> is known.</summary>
    internal int PositionOf(in PolicyValue uid, int hash) => _table.Count == 0 ? -1 : _table.Find(uid, hash);

    internal Entity? EntityAt(int position) => (uint)position < (uint)_entities.Length ? _entities[position] : null;

    internal ReadOnlySpan<Entity> Entities => _entities;

    /// <summary>Whether this is an action of the schema, which a request's entities do not describe otherwise.</summary>
    internal bool IsFixed(int position) => (uint)position < (uint)_fixedCount;

    /// <summary>How many positions there are: those of entities, and of parents that are merely named.</summary>
    internal int PositionCount => _table.Count;

    /// <summary>Whether this is an action of the schema, and in no groups but the schema's.</summary>
    internal bool HasFixedGroups(int position) => IsFixed(position) && (AncestorsAt(position) is not [.., var last] || IsFixed(last));

    internal ReadOnlySpan<int> AncestorsAt(int position) => _hierarchy.AncestorsOf(position);

    internal EntityUid UidAt(int position) => _table.UidAt(position);

    internal bool IsDescendant(int position, in PolicyValue ancestor)
    {
        var target = PositionOf(ancestor);
        return target >= 0 && AncestorsAt(position).BinarySearch(target) >= 0;
    }

    /// <summary>This store with the schema's actions, each in its groups.</summary>
    internal EntityStore WithActionsOf(SchemaModel schema)
    {
        if (schema.Actions.IsEmpty)
            return this;
        var actions = Create(schema.Actions.Select(action => new Entity(action.Uid, parents: action.MemberOf)));
        foreach (var own in _entities)
        {
            var position = actions.PositionOf(own.Uid);
            if (position >= 0 && own.Parents.FirstOrDefault(parent => !actions.IsDescendant(position, parent)) is { Type.Length: > 0 } stranger)
                throw new ArgumentException($"The entities put the action {own.Uid} in {stranger}; the schema does not.");
        }

        return new EntityStore([.. actions._entities, .. _entities.Where(own => actions.Find(own.Uid) is null)], actions.Count);
    }
}
