using System.Collections.Concurrent;
using System.Collections.Frozen;
using AgentPolicy.Compiled;
using AgentPolicy.Entities;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Indexing;

/// <summary>A set's index over an engine's entities: which policies could matter for each action, and where in the store the entities are that heads name.</summary>
/// <remarks>Immutable, but for what it has looked up already. Safe for concurrent use.</remarks>
internal sealed class SnapshotIndex
{
    /// <summary>What was found is kept for so many actions that only the store knows. Requests can name any of its entities.</summary>
    private const int MaxStoreActions = 10_000;

    private readonly PolicyIndex _index;
    private readonly EntityStore _store;
    private readonly int[] _numbers;
    private readonly Dictionary<string, NamedAction> _named = new(StringComparer.Ordinal);
    private readonly FrozenDictionary<string, ActionGroups> _byType;
    private readonly ActionGroups _unnamed;
    private readonly ConcurrentDictionary<EntityUid, ActionGroups> _ofStore = new();

    // By the tools' numbers. Replaced, never changed: whoever reads it needs no lock.
    private volatile ActionGroups?[] _ofTools = [];

    public SnapshotIndex(PolicyIndex index, EntityStore store, SchemaModel schema)
    {
        (_index, _store) = (index, store);
        _numbers = NumberPositions(index.ScopeUids, store);
        foreach (var action in index.NamedActions.Concat(schema.Actions.Select(action => action.Uid)).Distinct())
            _named[action.Id] = new NamedAction(action, Groups(index.GroupsOf(action, AncestorsOf(action))), _named.GetValueOrDefault(action.Id));
        _byType = index.NamedTypes.ToFrozenDictionary(type => type, type => Groups(index.GroupsOfUnnamed(type)), StringComparer.Ordinal);
        _unnamed = Groups(index.GroupsOfUnnamed(""));
    }

    /// <summary>How many entities heads name.</summary>
    public int NumberCount => _index.ScopeUids.Count;

    /// <summary>The entity of a number.</summary>
    public EntityUid UidOf(int number) => _index.ScopeUids.UidAt(number);

    /// <summary>The number of an entity, or −1 where no head names it.</summary>
    public int NumberOf(in PolicyValue uid) => _index.ScopeUids.Find(uid);

    /// <summary>As the other, where the uid's <see cref="EntityTable.HashOf(in PolicyValue)"/> is known.</summary>
    public int NumberOf(in PolicyValue uid, int hash) => _index.ScopeUids.Find(uid, hash);

    /// <summary>The number of the entity at a position of the store, or −1.</summary>
    public int NumberAt(int position) => (uint)position < (uint)_numbers.Length ? _numbers[position] : -1;

    /// <summary>The groups of policies that could matter for a tool's calls.</summary>
    public ActionGroups GroupsOf(ToolDescriptor tool)
    {
        var known = _ofTools;
        return ((uint)tool.Ordinal < (uint)known.Length ? known[tool.Ordinal] : null) ?? AddTool(tool);
    }

    /// <summary>The groups of policies that could matter for an action, where a request's own entities change nothing of what it is a member of.</summary>
    public ActionGroups GroupsOf(EntityUid action)
    {
        _named.TryGetValue(action.Id, out var named);
        for (; named is not null; named = named.Next)
        {
            if (named.Uid.IsOfType(action.Type))
                return named.Groups;
        }

        return FindInStore(action) ?? (_byType.TryGetValue(action.Type, out var groups) ? groups : _unnamed);
    }

    /// <summary>The policies of a group and a kind, by what else their heads ask; null where there are none.</summary>
    public PrincipalNode? NodeOf(int group, PolicyKind kind) => _index.NodeOf(group, kind);

    /// <summary>Adds the groups that could matter whatever an action is a member of. One may be added twice.</summary>
    public void AddGroups(EntityUid action, List<int> groups) => _index.AddGroups(action, groups);

    /// <summary>Adds the groups that could matter because an action is a member of this. One may be added twice.</summary>
    public void AddGroupsIn(EntityUid ancestor, List<int> groups) => _index.AddGroupsIn(ancestor, groups);

    private static int[] NumberPositions(EntityTable uids, EntityStore store)
    {
        var numbers = new int[store.PositionCount];
        Array.Fill(numbers, -1);
        for (var number = 0; number < uids.Count; number++)
        {
            var position = store.PositionOf(uids.UidAt(number));
            if (position >= 0)
                numbers[position] = number;
        }

        return numbers;
    }

    private ActionGroups AddTool(ToolDescriptor tool)
    {
        var groups = Groups(_index.GroupsOf(tool.Action, ActionGroupsOf(tool)));
        ActionGroups?[] known, copy;
        do
        {
            known = _ofTools;
            copy = new ActionGroups?[Math.Max(known.Length, tool.Ordinal + 1)];
            known.CopyTo(copy, 0);
            copy[tool.Ordinal] = groups;
        }
        while (Interlocked.CompareExchange(ref _ofTools, copy, known) != known);
        return groups;
    }

    private ActionGroups? FindInStore(EntityUid action)
    {
        if (_ofStore.TryGetValue(action, out var known))
            return known;
        if (AncestorsOf(action) is not { Length: > 0 } ancestors)
            return null;
        var groups = Groups(_index.GroupsOf(action, ancestors));
        if (_ofStore.Count < MaxStoreActions)
            _ofStore.TryAdd(action, groups);
        return groups;
    }

    // As EntityView has it: what the schema says of the action and of the group of all tools, and nothing else.
    private IEnumerable<EntityUid> ActionGroupsOf(ToolDescriptor tool) =>
        FixedGroupsOf(tool.Action).Concat(FixedGroupsOf(ToolDescriptor.CallTool)).Append(ToolDescriptor.CallTool);

    private EntityUid[] FixedGroupsOf(EntityUid action) => _store.IsFixed(_store.PositionOf(action)) ? AncestorsOf(action) : [];

    private EntityUid[] AncestorsOf(EntityUid action)
    {
        var position = _store.PositionOf(action);
        var ancestors = position < 0 ? [] : _store.AncestorsAt(position);
        // Decisions ask this of actions that nothing is kept for: an array of no length would be made for each.
        if (ancestors.IsEmpty)
            return [];
        var uids = new EntityUid[ancestors.Length];
        for (var i = 0; i < uids.Length; i++)
            uids[i] = _store.UidAt(ancestors[i]);
        return uids;
    }

    private ActionGroups Groups(int[] groups) => new(_index, groups);

    /// <summary>An action that policies or the schema name.</summary>
    /// <param name="Uid">The action.</param>
    /// <param name="Groups">What could matter for it.</param>
    /// <param name="Next">Another with the same id, of another type.</param>
    private sealed record NamedAction(EntityUid Uid, ActionGroups Groups, NamedAction? Next);
}
