using AgentPolicy.Compiled;
using AgentPolicy.Indexing;
using AgentPolicy.Language;
using AgentPolicy.Records;

namespace AgentPolicy.Entities;

/// <summary>
/// The entities of one decision: the engine's, overlaid by the request's or the identity's. A request's entity stands in for the engine's of the same uid in every respect; what
/// an identity's leaves of it, <see cref="EntityOverlay"/> says. The hierarchy is that of the merged graph, also where an overlay entity lies between two of the engine's.
/// Only actions are what the schema says and, in a tool call, the tool.
/// </summary>
internal sealed class EntityView : EntityLookup
{
    private EntityStore _base = EntityStore.Empty;
    private EntityStore? _overlay;
    private AgentIdentity? _identity;
    private ToolDescriptor? _tool;
    private int? _agentPosition;
    private PolicyValue _located;
    private int _locatedAt;

    /// <summary>The entities of a request.</summary>
    public void Set(EntityStore @base, EntityStore? overlay)
    {
        _base = @base;
        _overlay = overlay is { Count: > 0 } ? overlay : null;
    }

    /// <summary>The entities of a tool call.</summary>
    public void Set(EntityStore @base, AgentIdentity identity, ToolDescriptor tool)
    {
        _base = @base;
        _overlay = identity.Entities;
        _identity = identity;
        _tool = tool;
    }

    public void Clear()
    {
        _base = EntityStore.Empty;
        _overlay = null;
        _identity = null;
        _tool = null;
        _agentPosition = null;
        if (_located.Kind != PolicyValueKind.Absent)
            _located = default;
    }

    // Where both the engine's entity and what is laid over it have attributes, a name is looked for in one of them, so that nothing has to be merged.
    public override PolicyValue GetAttributes(in PolicyValue entity, AttributeName name, PolicyScratch scratch)
    {
        // Nearly every look-up is of who acts.
        if (IsAgent(entity) && _identity!.AgentEntity.Overlay == EntityOverlay.KeepsGroups)
            return _identity.AgentEntity.Attributes;
        var above = Find(entity, out var position);
        if (above is not null && above.Overlay != EntityOverlay.KeepsAll)
            return above.Attributes;
        var below = _base.EntityAt(position);
        if (above is null || below is null)
            return (above ?? below)?.Attributes ?? default;
        if (name.Text != PrincipalRecord.User || IsAbsent(above, name, scratch))
            return below.Attributes;
        return IsAbsent(below, name, scratch) ? above.Attributes : PrincipalRecord.TwoUsers;
    }

    /// <summary>The entity, or null, where nothing can be laid over what the engine's store knows; false where something can.</summary>
    public bool TryFindAlone(in PolicyValue entity, out Entity? found)
    {
        found = null;
        if (_overlay is not null || _identity is not null)
            return false;
        found = _base.EntityAt(PositionOf(entity));
        return true;
    }

    public override RecordValue? GetTags(in PolicyValue entity)
    {
        var above = Find(entity, out var position);
        return Replaces(above) ? above!.Tags : _base.EntityAt(position)?.Tags ?? above?.Tags;
    }

    public override bool IsDescendant(in PolicyValue entity, in PolicyValue ancestor, PolicyScratch scratch)
    {
        if (IsToolAction(entity))
            return IsToolActionIn(entity, ancestor, scratch);
        if (_overlay is null)
            return _base.IsDescendant(PositionOf(entity), ancestor);
        var mark = scratch.Mark();
        var reached = scratch.Rent<ValueIndex>();
        reached.Add(entity, scratch, 0, out _);
        var found = false;

        // The list of what was reached is also the queue of what is still to be expanded.
        for (var i = 0; i < reached.Count && !found; i++)
            found = Expand(reached.KeyAt(i), ancestor, reached, scratch);
        scratch.Release(mark);
        return found;
    }

    public override bool TryCollectAncestors(in PolicyValue entity, ValueIndex reached, PolicyScratch scratch)
    {
        // A tool's action is in few groups; each is looked for by itself.
        if (_overlay is null || IsToolAction(entity))
            return false;
        reached.Add(entity, scratch, 0, out _);
        for (var i = 0; i < reached.Count; i++)
        {
            // In a tool call, what an action is a member of is no matter of walking: the tool stands in for the store's.
            if (_tool is not null && IsAction(reached.KeyAt(i).EntityType))
                return false;
            var above = Find(reached.KeyAt(i), out var position);
            AddParents(above, reached, scratch);
            if (!Replaces(above) || _base.IsFixed(position))
                AddParents(_base.EntityAt(position), reached, scratch);
        }

        return true;
    }

    /// <summary>Whether an entity is a member of what the engine's store says, and of nothing else.</summary>
    public bool KeepsGroups(in PolicyValue entity)
    {
        if (_overlay is null)
            return true;
        var hash = EntityTable.HashOf(entity);
        return KeepsGroups(entity, hash, _base.PositionOf(entity, hash));
    }

    /// <summary>Finds, of the entities that policies' heads name, which one an entity is and which it is a member of.</summary>
    public void FindScopes(in PolicyValue entity, SnapshotIndex index, ScopeMembers members, PolicyScratch scratch)
    {
        if (IsToolAction(entity))
        {
            FindScopesOfTool(entity, index, members);
            return;
        }

        var hash = EntityTable.HashOf(entity);
        var position = _base.PositionOf(entity, hash);
        if (KeepsGroups(entity, hash, position))
        {
            members.SetSelf(position < 0 ? index.NumberOf(entity, hash) : index.NumberAt(position));
            foreach (var ancestor in _base.AncestorsAt(position))
                members.Add(index.NumberAt(ancestor));
            return;
        }

        var mark = scratch.Mark();
        var reached = scratch.Rent<ValueIndex>();
        members.SetSelf(index.NumberOf(entity, hash));
        if (TryCollectAncestors(entity, reached, scratch))
        {
            for (var i = 1; i < reached.Count; i++)
                members.Add(index.NumberOf(reached.KeyAt(i)));
        }
        else
        {
            AddOneByOne(entity, index, members, scratch);
        }

        scratch.Release(mark);
    }

    // Each group is looked for by itself, as a policy that asks for it does.
    private void AddOneByOne(in PolicyValue entity, SnapshotIndex index, ScopeMembers members, PolicyScratch scratch)
    {
        for (var number = 0; number < index.NumberCount; number++)
        {
            var group = PolicyValue.FromUid(index.UidOf(number));
            if (number != members.Self && IsDescendant(entity, group, scratch))
                members.Add(number);
        }
    }

    /// <summary>Whether an entity is a member of an action.</summary>
    public bool ReachesAction(in PolicyValue entity, PolicyScratch scratch)
    {
        var mark = scratch.Mark();
        var reached = scratch.Rent<ValueIndex>();
        var found = !TryCollectAncestors(entity, reached, scratch);
        for (var i = 0; i < reached.Count; i++)
            found |= IsAction(reached.KeyAt(i).EntityType);
        scratch.Release(mark);
        return found;
    }

    /// <summary>Whether a type is that of actions.</summary>
    public static bool IsAction(string type) => type == "Action" || type.EndsWith("::Action", StringComparison.Ordinal);

    private bool KeepsGroups(in PolicyValue entity, int hash, int position) =>
        _overlay is null || _base.HasFixedGroups(position) || (_overlay.EntityAt(_overlay.PositionOf(entity, hash)) is null && (position < 0 || !IsOverlaid(position)));

    private void FindScopesOfTool(in PolicyValue action, SnapshotIndex index, ScopeMembers members)
    {
        members.SetSelf(index.NumberOf(action));
        var callTool = _tool!.ActionEntity.DirectParents[0];
        members.Add(index.NumberOf(callTool));
        AddFixedGroups(callTool, index, members);
        AddFixedGroups(action, index, members);
    }

    private void AddFixedGroups(in PolicyValue action, SnapshotIndex index, ScopeMembers members)
    {
        var position = PositionOf(action);
        if (!_base.IsFixed(position))
            return;
        foreach (var ancestor in _base.AncestorsAt(position))
            members.Add(index.NumberAt(ancestor));
    }

    private static bool Replaces(Entity? above) => above is { Overlay: EntityOverlay.Replaces };

    private static bool IsAbsent(Entity entity, AttributeName name, PolicyScratch scratch) =>
        Language.Records.Get(entity.Attributes, name, scratch).Kind == PolicyValueKind.Absent;

    private static void AddParents(Entity? entity, ValueIndex reached, PolicyScratch scratch)
    {
        foreach (var parent in entity?.DirectParents ?? [])
            reached.Add(parent, scratch, 0, out _);
    }

    /// <summary>Whether a direct parent is the ancestor; if none is, all are still to be expanded.</summary>
    private static bool IsParent(Entity? entity, in PolicyValue ancestor, ValueIndex reached, PolicyScratch scratch)
    {
        foreach (var parent in entity?.DirectParents ?? [])
        {
            if (ValueEquality.Equal(parent, ancestor, scratch).IsTrue)
                return true;
            reached.Add(parent, scratch, 0, out _);
        }

        return false;
    }

    private bool IsAgent(in PolicyValue entity) => _identity is not null && entity.IsSameReference(_identity.AgentValue);

    // One entity is often asked for several times in a row. One whose id is no string of its own is looked up each time: what holds the id may hold another one by then.
    private int PositionOf(in PolicyValue entity)
    {
        if (entity.PlainText is null)
            return _base.PositionOf(entity);
        if (!entity.IsSameReference(_located))
            (_located, _locatedAt) = (entity, _base.PositionOf(entity));
        return _locatedAt;
    }

    /// <summary>What is laid over the engine's entity, if anything, and where the engine's is.</summary>
    private Entity? Find(in PolicyValue entity, out int position)
    {
        if (IsAgent(entity))
        {
            position = _agentPosition ??= PositionOf(entity);
            return _identity!.AgentEntity;
        }

        position = PositionOf(entity);
        if (IsToolAction(entity))
            return _tool!.ActionEntity;
        return _base.IsFixed(position) ? null : _overlay?.Find(entity);
    }

    private bool IsToolAction(in PolicyValue entity) =>
        _tool is not null && entity.EntityType == _tool.Action.Type && entity.Text.SequenceEqual(_tool.Action.Id);

    // The action is in the group of all tools, and in the groups that the schema puts either into. No entity store adds to that.
    private bool IsToolActionIn(in PolicyValue action, in PolicyValue ancestor, PolicyScratch scratch)
    {
        var callTool = _tool!.ActionEntity.DirectParents[0];
        return ValueEquality.Equal(callTool, ancestor, scratch).IsTrue || IsInFixed(callTool, ancestor) || IsInFixed(action, ancestor);
    }

    private bool IsInFixed(in PolicyValue action, in PolicyValue ancestor)
    {
        var position = PositionOf(action);
        return _base.IsFixed(position) && _base.IsDescendant(position, ancestor);
    }

    private bool Expand(in PolicyValue node, in PolicyValue ancestor, ValueIndex reached, PolicyScratch scratch)
    {
        if (IsToolAction(node))
            return IsToolActionIn(node, ancestor, scratch);
        var above = Find(node, out var position);
        if (Replaces(above))
            return IsParent(above, ancestor, reached, scratch);
        if (above is not { DirectParents.Length: > 0 } && !IsOverlaid(position))
            return _base.IsDescendant(position, ancestor);
        return IsParent(above, ancestor, reached, scratch) || IsParent(_base.EntityAt(position), ancestor, reached, scratch);
    }

    /// <summary>Whether an ancestor of the engine's entity is one that an overlay describes, so that its closure cannot be trusted.</summary>
    private bool IsOverlaid(int position)
    {
        var ancestors = _base.AncestorsAt(position);
        if (ancestors.Length <= _overlay!.Count)
        {
            foreach (var ancestor in ancestors)
            {
                if (!_base.IsFixed(ancestor) && _overlay.Find(_base.UidAt(ancestor)) is not null)
                    return true;
            }

            return false;
        }

        foreach (var entity in _overlay.Entities)
        {
            var ancestor = PositionOf(entity.Uid);
            if (!_base.IsFixed(ancestor) && ancestors.BinarySearch(ancestor) >= 0)
                return true;
        }

        return false;
    }
}
