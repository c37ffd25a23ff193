using System.Runtime.InteropServices;
using AgentPolicy.Compiled;
using AgentPolicy.Language;

namespace AgentPolicy.Indexing;

/// <summary>The search for the policies that could matter for one request. Part of a decision's frame, and reused by the thread's next.</summary>
internal sealed class PolicySearch(PolicyFrame frame)
{
    private const int MaxPooledLength = 16 * 1024;

    private readonly ScopeMembers _ownPrincipal = new();
    private readonly ScopeMembers _ownResource = new();
    private ScopeMembers? _principal;
    private ScopeMembers? _resource;
    private SnapshotIndex? _index;
    private readonly List<int> _ownGroups = [];
    private ActionGroups? _groups;
    private int[]? _only;
    private int[] _found = new int[64];
    private int _count;

    public PolicyFrame Frame => frame;

    public ScopeMembers Principal => _principal ??= frame.Identity is { } identity ? identity.ScopesIn(_index!, frame) : Find(frame.Principal, _ownPrincipal);

    public ScopeMembers Resource => _resource ??= Find(frame.Resource, _ownResource);

    /// <summary>The principal's number, or −1 where no head names it.</summary>
    public int PrincipalNumber => _principal is null && frame.Identity is null ? _index!.NumberOf(frame.Principal) : Principal.Self;

    /// <summary>The resource's number, or −1 where no head names it.</summary>
    public int ResourceNumber => _resource?.Self ?? _index!.NumberOf(frame.Resource);

    public string PrincipalType => frame.Principal.EntityType;

    public string ResourceType => frame.Resource.EntityType;

    /// <summary>Whether the search may be used: the request is about an action and a resource that could be read.</summary>
    public bool CanSearch => frame.Action.Kind == PolicyValueKind.Entity && frame.Resource.Kind == PolicyValueKind.Entity && frame.Principal.Kind == PolicyValueKind.Entity;

    /// <summary>Whether it depends on attributes, so that a tool call's context has to be made for it.</summary>
    public bool ReadsAttributes => _groups is not { ReadsAttributes: false };

    /// <summary>Begins the search, by the request's action.</summary>
    public void Start(SnapshotIndex index)
    {
        _index = index;
        _groups = frame.Tool is { } tool ? index.GroupsOf(tool) : FindGroups(index, frame.Action);
    }

    /// <summary>The policies of a kind that could matter, in the order of the set. They are there until the next search.</summary>
    public ReadOnlySpan<int> Search(PolicyKind kind)
    {
        if (_groups?.Always(kind) is { } always)
            return always;
        (_only, _count) = (null, 0);
        foreach (var group in _groups is null ? CollectionsMarshal.AsSpan(_ownGroups) : _groups.Groups)
            Collect(_index!.NodeOf(group, kind));

        return _only ?? SortFound();
    }

    /// <summary>Adds policies, which are in the order of the set.</summary>
    public void Add(ReadOnlySpan<int> policies)
    {
        if (_only is not null)
        {
            Append(_only);
            _only = null;
        }

        Append(policies);
    }

    /// <summary>Adds policies, which are in the order of the set.</summary>
    public void Add(int[] policies)
    {
        if (_only is null && _count == 0)
        {
            _only = policies;
            return;
        }

        Add(policies.AsSpan());
    }

    /// <summary>Lets go of the request.</summary>
    public void Clear()
    {
        if (_index is null)
            return;
        (_principal, _resource, _index, _only, _groups) = (null, null, null, null, null);
        if (_found.Length > MaxPooledLength)
            _found = new int[64];
    }

    private void Collect(PrincipalNode? node)
    {
        if (node?.Always is { } policies)
            Add(policies);
        else
            node?.Collect(this);
    }

    // Where a request's own entities say what the action is a member of, nothing of it can be known before.
    private ActionGroups? FindGroups(SnapshotIndex index, in PolicyValue action)
    {
        var uid = action.ToEntityUid();
        if (frame.Entities.KeepsGroups(action))
            return index.GroupsOf(uid);
        _ownGroups.Clear();
        index.AddGroups(uid, _ownGroups);
        var mark = frame.Scratch.Mark();
        var reached = frame.Scratch.Rent<ValueIndex>();
        frame.Entities.TryCollectAncestors(action, reached, frame.Scratch);
        for (var i = 1; i < reached.Count; i++)
            index.AddGroupsIn(reached.KeyAt(i).ToEntityUid(), _ownGroups);
        frame.Scratch.Release(mark);
        return null;
    }

    private void Append(ReadOnlySpan<int> policies)
    {
        if (_count + policies.Length > _found.Length)
            Array.Resize(ref _found, Math.Max(_found.Length * 2, _count + policies.Length));
        policies.CopyTo(_found.AsSpan(_count));
        _count += policies.Length;
    }

    private ReadOnlySpan<int> SortFound()
    {
        var found = _found.AsSpan(0, _count);
        var isSorted = true;
        for (var i = 1; i < found.Length; i++)
            isSorted &= found[i] > found[i - 1];
        if (isSorted)
            return found;
        found.Sort();

        // A policy that names several entities is found by each.
        var distinct = 0;
        foreach (var policy in found)
        {
            if (distinct == 0 || found[distinct - 1] != policy)
                found[distinct++] = policy;
        }

        return found[..distinct];
    }

    private ScopeMembers Find(in PolicyValue entity, ScopeMembers own)
    {
        own.Clear();
        frame.Entities.FindScopes(entity, _index!, own, frame.Scratch);
        return own;
    }
}
