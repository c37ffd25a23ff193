using AgentPolicy.Compiled;
using AgentPolicy.Language;

namespace AgentPolicy.Entities;

/// <summary>
/// The entities of one decision: the engine's, overlaid by the identity's, overlaid by the request's. An entity of an overlay stands in for those of the same uid
/// below it in every respect, so the hierarchy is that of the merged graph, also where an overlay entity lies between two of the engine's.
/// Only actions are what the schema says and, in a tool call, the tool.
/// </summary>
internal sealed class EntityView : EntityLookup
{
    private EntityStore _base = EntityStore.Empty;
    private EntityStore? _identityEntities;
    private EntityStore? _overlay;
    private AgentIdentity? _identity;
    private ToolDescriptor? _tool;

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
        _identityEntities = identity.Entities;
        _identity = identity;
        _tool = tool;
    }

    public void Clear()
    {
        _base = EntityStore.Empty;
        _overlay = _identityEntities = null;
        _identity = null;
        _tool = null;
    }

    public override PolicyValue GetAttributes(in PolicyValue entity) => Find(entity)?.Attributes ?? default;

    public override RecordValue? GetTags(in PolicyValue entity) => Find(entity)?.Tags;

    public override bool IsDescendant(in PolicyValue entity, in PolicyValue ancestor, PolicyScratch scratch)
    {
        if (IsToolAction(entity))
            return IsToolActionIn(entity, ancestor, scratch);
        if (_overlay is null && _identityEntities is null)
            return _base.IsDescendant(_base.PositionOf(entity), ancestor);
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
        if ((_overlay is null && _identityEntities is null) || IsToolAction(entity))
            return false;
        reached.Add(entity, scratch, 0, out _);
        for (var i = 0; i < reached.Count; i++)
        {
            foreach (var parent in Find(reached.KeyAt(i))?.DirectParents ?? [])
                reached.Add(parent, scratch, 0, out _);
            if (IsToolAction(reached.KeyAt(i)))
                AddFixedParents(reached.KeyAt(i), reached, scratch);
        }

        return true;
    }

    private Entity? Find(in PolicyValue entity)
    {
        // Nearly every look-up is of who acts. No request's entities stand above an identity's.
        if (_identity is not null && entity.IsSameReference(_identity.AgentValue))
            return _identity.AgentEntity;
        if (IsToolAction(entity))
            return _tool!.ActionEntity;
        var position = _base.PositionOf(entity);
        return FindOverlaid(entity, position) ?? _base.EntityAt(position);
    }

    private Entity? FindOverlaid(in PolicyValue entity, int position) => _base.IsFixed(position) ? null : _overlay?.Find(entity) ?? _identityEntities?.Find(entity);

    private bool IsToolAction(in PolicyValue entity) =>
        _tool is not null && entity.EntityType == _tool.Action.Type && entity.Text.SequenceEqual(_tool.Action.Id);

    // The action is in the group of all tools, and in the groups that the schema puts either into. No entity store adds to that.
    private bool IsToolActionIn(in PolicyValue action, in PolicyValue ancestor, PolicyScratch scratch)
    {
        var callTool = _tool!.ActionEntity.DirectParents[0];
        return ValueEquality.Equal(callTool, ancestor, scratch).IsTrue || IsInFixed(callTool, ancestor) || IsInFixed(action, ancestor);
    }

    private void AddFixedParents(in PolicyValue action, ValueIndex reached, PolicyScratch scratch)
    {
        var position = _base.PositionOf(action);
        if (!_base.IsFixed(position))
            return;
        foreach (var parent in _base.EntityAt(position)!.DirectParents)
            reached.Add(parent, scratch, 0, out _);
    }

    private bool IsInFixed(in PolicyValue action, in PolicyValue ancestor)
    {
        var position = _base.PositionOf(action);
        return _base.IsFixed(position) && _base.IsDescendant(position, ancestor);
    }

    private bool Expand(in PolicyValue node, in PolicyValue ancestor, ValueIndex reached, PolicyScratch scratch)
    {
        if (IsToolAction(node))
            return IsToolActionIn(node, ancestor, scratch);
        var position = _base.PositionOf(node);
        var known = FindOverlaid(node, position);
        if (known is null)
        {
            if (!IsOverlaid(position))
                return _base.IsDescendant(position, ancestor);
            known = _base.EntityAt(position);
        }

        foreach (var parent in known?.DirectParents ?? [])
        {
            if (ValueEquality.Equal(parent, ancestor, scratch).IsTrue)
                return true;
            reached.Add(parent, scratch, 0, out _);
        }

        return false;
    }

    /// <summary>Whether an ancestor of the engine's entity is one that an overlay describes, so that its closure cannot be trusted.</summary>
    private bool IsOverlaid(int position) => IsOverlaid(position, _overlay) || IsOverlaid(position, _identityEntities);

    private bool IsOverlaid(int position, EntityStore? overlay)
    {
        if (overlay is null)
            return false;
        var ancestors = _base.AncestorsAt(position);
        if (ancestors.Length <= overlay.Count)
        {
            foreach (var ancestor in ancestors)
            {
                if (!_base.IsFixed(ancestor) && overlay.Find(_base.UidAt(ancestor)) is not null)
                    return true;
            }

            return false;
        }

        foreach (var entity in overlay.Entities)
        {
            var ancestor = _base.PositionOf(entity.Uid);
            if (!_base.IsFixed(ancestor) && ancestors.BinarySearch(ancestor) >= 0)
                return true;
        }

        return false;
    }
}
