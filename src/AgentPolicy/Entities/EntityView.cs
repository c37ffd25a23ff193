using AgentPolicy.Language;

namespace AgentPolicy.Entities;

/// <summary>
/// The entities of one decision: the engine's, overlaid by the request's. An entity of the overlay stands in for the engine's of the same uid in every respect,
/// so the hierarchy is that of the merged graph, also where an overlay entity lies between two of the engine's. Only the schema's actions are what the schema says.
/// </summary>
internal sealed class EntityView : EntityLookup
{
    private EntityStore _base = EntityStore.Empty;
    private EntityStore? _overlay;

    public void Set(EntityStore @base, EntityStore? overlay)
    {
        _base = @base;
        _overlay = overlay is { Count: > 0 } ? overlay : null;
    }

    public void Clear() => Set(EntityStore.Empty, null);

    public override PolicyValue GetAttributes(in PolicyValue entity) => Find(entity)?.Attributes ?? default;

    public override RecordValue? GetTags(in PolicyValue entity) => Find(entity)?.Tags;

    public override bool IsDescendant(in PolicyValue entity, in PolicyValue ancestor, PolicyScratch scratch)
    {
        if (_overlay is null)
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
        if (_overlay is null)
            return false;
        reached.Add(entity, scratch, 0, out _);
        for (var i = 0; i < reached.Count; i++)
        {
            foreach (var parent in Find(reached.KeyAt(i))?.DirectParents ?? [])
                reached.Add(parent, scratch, 0, out _);
        }

        return true;
    }

    private Entity? Find(in PolicyValue entity)
    {
        var position = _base.PositionOf(entity);
        return FindOverlaid(entity, position) ?? _base.EntityAt(position);
    }

    private Entity? FindOverlaid(in PolicyValue entity, int position) => _base.IsFixed(position) ? null : _overlay?.Find(entity);

    private bool Expand(in PolicyValue node, in PolicyValue ancestor, ValueIndex reached, PolicyScratch scratch)
    {
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

    /// <summary>Whether an ancestor of the engine's entity is one that the overlay describes, so that its closure cannot be trusted.</summary>
    private bool IsOverlaid(int position)
    {
        var ancestors = _base.AncestorsAt(position);
        if (ancestors.Length <= _overlay!.Count)
        {
            foreach (var ancestor in ancestors)
            {
                if (FindOverlaid(_base.UidAt(ancestor), ancestor) is not null)
                    return true;
            }

            return false;
        }

        foreach (var entity in _overlay.Entities)
        {
            var ancestor = _base.PositionOf(entity.Uid);
            if (!_base.IsFixed(ancestor) && ancestors.BinarySearch(ancestor) >= 0)
                return true;
        }

        return false;
    }
}
