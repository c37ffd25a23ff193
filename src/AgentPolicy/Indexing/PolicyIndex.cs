using AgentPolicy.Entities;
using AgentPolicy.Language;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Indexing;

/// <summary>
/// Finds, of a set's policies, those that could matter for a request: by the action first, then the principal and the resource, then by what the conditions ask first. Whatever it
/// leaves out is false for the request, and no error. Immutable; safe for concurrent use.
/// </summary>
internal sealed class PolicyIndex
{
    private static readonly List<int> s_none = [];

    private readonly ActionGroup[] _groups;
    private readonly Dictionary<EntityUid, List<int>> _equal = [];
    private readonly Dictionary<EntityUid, List<int>> _in = [];
    private readonly Dictionary<string, List<int>> _types = new(StringComparer.Ordinal);
    private readonly List<int> _any = [];

    /// <param name="heads">What must hold for each policy, in the order of the set.</param>
    /// <param name="policies">The policies.</param>
    public PolicyIndex(EquatableArray<PolicyHead> heads, PolicyInfo[] policies)
    {
        ScopeUids = new EntityTable(8);
        foreach (var uid in ScopeNumbers.UidsOf(heads))
            ScopeUids.TryAdd(uid, out _);
        var builders = new Dictionary<ScopeTest, List<int>>();
        for (var policy = 0; policy < heads.Count; policy++)
        {
            if (!builders.TryGetValue(heads[policy].Action, out var group))
            {
                AddKeys(heads[policy].Action, builders.Count);
                builders.Add(heads[policy].Action, group = []);
            }

            group.Add(policy);
        }

        var budget = new IndexBudget(heads.Count);
        _groups = [.. builders.Values.Select(group => new ActionGroup(heads, policies, group, ScopeUids, budget))];
    }

    /// <summary>The principals and resources that heads name, numbered as <see cref="ScopeNumbers"/> has it.</summary>
    public EntityTable ScopeUids { get; }

    /// <summary>The actions, and groups of actions, that heads name.</summary>
    public IEnumerable<EntityUid> NamedActions => _equal.Keys.Concat(_in.Keys).Distinct();

    /// <summary>The types that heads ask of an action.</summary>
    public IEnumerable<string> NamedTypes => _types.Keys;

    /// <summary>The policies of a group and a kind, by what else their heads ask; null where there are none.</summary>
    public PrincipalNode? NodeOf(int group, PolicyKind kind) => _groups[group].NodeOf(kind);

    /// <summary>The groups of policies that could matter for an action, sorted.</summary>
    /// <param name="action">The action.</param>
    /// <param name="ancestors">The groups of actions that it is in, at any distance.</param>
    public int[] GroupsOf(EntityUid action, IEnumerable<EntityUid> ancestors)
    {
        var groups = new List<int>();
        AddGroups(action, groups);
        foreach (var ancestor in ancestors)
            AddGroupsIn(ancestor, groups);
        return [.. groups.Distinct().Order()];
    }

    /// <summary>The groups of policies that could matter for an action that no head names, and that is in no group of actions.</summary>
    public int[] GroupsOfUnnamed(string type) => [.. _any.Concat(Of(_types, type)).Order()];

    /// <summary>Adds the groups that could matter whatever an action is a member of. One may be added twice.</summary>
    public void AddGroups(EntityUid action, List<int> groups)
    {
        groups.AddRange(_any);
        groups.AddRange(Of(_types, action.Type));
        groups.AddRange(Of(_equal, action));
        AddGroupsIn(action, groups);
    }

    /// <summary>Adds the groups that could matter because an action is a member of this. One may be added twice.</summary>
    public void AddGroupsIn(EntityUid ancestor, List<int> groups) => groups.AddRange(Of(_in, ancestor));

    private static List<int> Of<TKey>(Dictionary<TKey, List<int>> keys, TKey key)
        where TKey : notnull => keys.TryGetValue(key, out var groups) ? groups : s_none;

    private static void Add<TKey>(Dictionary<TKey, List<int>> keys, TKey key, int group)
        where TKey : notnull
    {
        if (!keys.TryGetValue(key, out var groups))
            keys.Add(key, groups = []);
        groups.Add(group);
    }

    private void AddKeys(ScopeTest action, int group)
    {
        switch (action)
        {
            case ScopeTest.Equal test:
                Add(_equal, test.Uid, group);
                break;
            case ScopeTest.In test:
                foreach (var uid in test.Uids)
                    Add(_in, uid, group);
                break;
            case ScopeTest.Is test:
                Add(_types, test.Type, group);
                break;
            default:
                _any.Add(group);
                break;
        }
    }

    /// <summary>The policies that ask the same of the action.</summary>
    private sealed class ActionGroup(EquatableArray<PolicyHead> heads, PolicyInfo[] policies, List<int> group, EntityTable uids, IndexBudget budget)
    {
        private readonly PrincipalNode?[] _nodes = [.. Enum.GetValues<PolicyKind>().Select(kind => Build(heads, [.. group.Where(policy => policies[policy].Kind == kind)], uids, budget))];

        public PrincipalNode? NodeOf(PolicyKind kind) => _nodes[(int)kind];

        private static PrincipalNode? Build(EquatableArray<PolicyHead> heads, int[] policies, EntityTable uids, IndexBudget budget) =>
            policies.Length > 0 ? PrincipalNode.Build(heads, policies, uids, budget) : null;
    }
}
