using AgentPolicy.Entities;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Indexing;

/// <summary>Policies by what their heads ask of one variable.</summary>
/// <typeparam name="TChild">Policies that ask the same of it.</typeparam>
internal abstract class ScopeNode<TChild>
    where TChild : class
{
    private TChild? _any;
    private ChildMap<TChild>? _equal;
    private ChildMap<TChild>? _in;
    private (string Type, TChild Child)[] _types = [];

    /// <summary>The policies, where they could matter whatever is asked; null where that depends.</summary>
    public int[]? Always { get; private set; }

    /// <summary>Whether attributes are asked to find which could matter.</summary>
    public bool ReadsAttributes { get; private set; }

    /// <summary>Adds the policies that could matter for an entity.</summary>
    public virtual void Collect(PolicySearch search)
    {
        if (_any is not null)
            Collect(_any, search);
        if (_types.Length > 0)
            CollectOfType(search);
        if (_equal is not null || _in is not null)
            CollectNamed(search);
    }

    protected abstract void Collect(TChild child, PolicySearch search);

    protected abstract int[]? AlwaysOf(TChild child);

    protected abstract bool AsksAttributes(TChild child);

    /// <summary>Whether there are policies beside those that this was filled with.</summary>
    protected virtual bool HasOthers => false;

    protected abstract ScopeMembers Members(PolicySearch search);

    protected abstract string TypeOf(PolicySearch search);

    /// <param name="heads">What each policy asks of the variable.</param>
    /// <param name="policies">The policies, in the order of the set.</param>
    /// <param name="uids">The entities that heads name.</param>
    /// <param name="build">Makes a child of policies.</param>
    protected void Fill(Func<int, ScopeTest> heads, int[] policies, EntityTable uids, Func<int[], TChild> build)
    {
        var any = new List<int>();
        var (equal, @in, types) = (new Dictionary<int, List<int>>(), new Dictionary<int, List<int>>(), new Dictionary<string, List<int>>(StringComparer.Ordinal));
        foreach (var policy in policies)
        {
            switch (heads(policy))
            {
                case ScopeTest.Equal test:
                    Add(equal, uids.Find(PolicyValue.FromUid(test.Uid)), policy);
                    break;
                case ScopeTest.In test:
                    foreach (var uid in test.Uids)
                        Add(@in, uids.Find(PolicyValue.FromUid(uid)), policy);
                    break;
                case ScopeTest.Is test:
                    Add(types, test.Type, policy);
                    break;
                default:
                    any.Add(policy);
                    break;
            }
        }

        _any = any.Count > 0 ? build([.. any]) : null;
        _types = [.. types.Select(type => (type.Key, build([.. type.Value])))];
        _equal = ChildMap<TChild>.Create(equal, build);
        _in = ChildMap<TChild>.Create(@in, build);
        ReadsAttributes = (_any is not null && AsksAttributes(_any)) || Array.Exists(_types, type => AsksAttributes(type.Child))
            || (_equal?.Any(AsksAttributes) ?? false) || (_in?.Any(AsksAttributes) ?? false);
        Always = !HasOthers && any.Count == policies.Length && _any is not null ? AlwaysOf(_any) : null;
    }

    private static void Add<TKey>(Dictionary<TKey, List<int>> keys, TKey key, int policy)
        where TKey : notnull
    {
        if (!keys.TryGetValue(key, out var policies))
            keys.Add(key, policies = []);

        // A set may list an entity twice.
        if (policies.Count == 0 || policies[^1] != policy)
            policies.Add(policy);
    }

    private void CollectOfType(PolicySearch search)
    {
        var type = TypeOf(search);
        foreach (var (name, child) in _types)
        {
            if (string.Equals(name, type, StringComparison.Ordinal))
                Collect(child, search);
        }
    }

    private void CollectNamed(PolicySearch search)
    {
        var members = Members(search);
        if (members.Self >= 0 && _equal?.Find(members.Self) is { } own)
            Collect(own, search);
        if (_in is null)
            return;

        // By whichever are fewer: an entity may be in many groups, and there may be many nodes that name one each.
        if (_in.Count < members.Groups.Length)
        {
            foreach (var (number, child) in _in)
            {
                if (members.Contains(number))
                    Collect(child, search);
            }

            return;
        }

        foreach (var number in members.Groups)
        {
            if (_in.Find(number) is { } child)
                Collect(child, search);
        }
    }
}
