namespace AgentPolicy.Language;

internal static partial class Intrinsics
{
    /// <summary>For more targets than this, an entity's ancestors are found once if each search would walk the hierarchy anew.</summary>
    private const int MaxSearches = 8;

    /// <summary>Type names are compared exactly: <c>is</c> knows no hierarchy.</summary>
    public static PolicyValue Is(in PolicyValue entity, string type) =>
        entity.Kind == PolicyValueKind.Entity ? string.Equals(entity.EntityType, type, StringComparison.Ordinal) : entity.Expect(PolicyValueKind.Entity);

    /// <summary>Whether an entity is another, or a member of it, or of one in a set. Every element of the set must be an entity, also after a match.</summary>
    public static PolicyValue In(in PolicyValue entity, in PolicyValue target, EntityLookup entities, PolicyScratch scratch)
    {
        if (target.Kind == PolicyValueKind.Entity && entity.Kind == PolicyValueKind.Entity)
            return IsIn(entity, target, entities, scratch);
        return AreOf(PolicyValueKind.Entity, entity, PolicyValueKind.Set, target, out var error) ? InSet(entity, target.Set, entities, scratch) : error;
    }

    public static PolicyValue GetAttribute(in PolicyValue target, AttributeName name, EntityLookup entities, PolicyScratch scratch)
    {
        if (target.Kind == PolicyValueKind.Record)
            return Require(Records.Get(target, name, scratch), PolicyErrorKind.AttributeMissing, name.Text);
        if (target.Kind != PolicyValueKind.Entity)
            return target.Expect(PolicyValueKind.Record);
        var attributes = entities.GetAttributes(target, name, scratch);
        return attributes.Kind == PolicyValueKind.Absent
            ? PolicyValue.Error(PolicyErrorKind.EntityMissing)
            : Require(Records.Get(attributes, name, scratch), PolicyErrorKind.AttributeMissing, name.Text);
    }

    /// <summary><c>x has a.b</c>: whether each name is there in what the one before it leads to.</summary>
    public static PolicyValue HasPath(in PolicyValue target, ReadOnlySpan<AttributeName> path, EntityLookup entities, PolicyScratch scratch)
    {
        var current = target;
        for (var i = 0; i < path.Length - 1; i++)
        {
            var has = HasAttribute(current, path[i], entities, scratch);
            if (!has.IsTrue)
                return has;
            current = GetAttribute(current, path[i], entities, scratch);
        }

        return HasAttribute(current, path[path.Length - 1], entities, scratch);
    }

    /// <summary>An unknown entity has no attributes; an attribute that is there but cannot be read is an error, which neither side of a rule can take for an answer.</summary>
    public static PolicyValue HasAttribute(in PolicyValue target, AttributeName name, EntityLookup entities, PolicyScratch scratch)
    {
        var record = target.Kind == PolicyValueKind.Entity ? entities.GetAttributes(target, name, scratch) : target;
        return target.Kind switch
        {
            PolicyValueKind.Entity when record.Kind == PolicyValueKind.Absent => false,
            PolicyValueKind.Entity or PolicyValueKind.Record => IsPresent(Records.Get(record, name, scratch)),
            _ => target.Expect(PolicyValueKind.Record),
        };
    }

    public static PolicyValue GetTag(in PolicyValue entity, in PolicyValue key, EntityLookup entities)
    {
        if (!AreEntityAndKey(entity, key, out var error))
            return error;
        var tags = entities.GetTags(entity);
        return tags is null ? PolicyValue.Error(PolicyErrorKind.EntityMissing) : Require(tags.Get(key.Text), PolicyErrorKind.TagMissing, null);
    }

    public static PolicyValue HasTag(in PolicyValue entity, in PolicyValue key, EntityLookup entities)
    {
        if (!AreEntityAndKey(entity, key, out var error))
            return error;
        var tags = entities.GetTags(entity);
        return tags is null ? false : IsPresent(tags.Get(key.Text));
    }

    private static bool AreEntityAndKey(in PolicyValue entity, in PolicyValue key, out PolicyValue error) =>
        AreOf(PolicyValueKind.Entity, entity, PolicyValueKind.String, key, out error);

    private static PolicyValue Require(in PolicyValue value, PolicyErrorKind missing, string? detail) =>
        value.Kind == PolicyValueKind.Absent ? PolicyValue.Error(missing, detail) : value;

    private static PolicyValue IsPresent(in PolicyValue value) => value.IsError ? value : value.Kind != PolicyValueKind.Absent;

    private static PolicyValue IsIn(in PolicyValue entity, in PolicyValue target, EntityLookup entities, PolicyScratch scratch) =>
        ValueEquality.Equal(entity, target, scratch).IsTrue || entities.IsDescendant(entity, target, scratch);

    private static PolicyValue InSet(in PolicyValue entity, SetSource targets, EntityLookup entities, PolicyScratch scratch)
    {
        var mark = scratch.Mark();
        var reached = targets.Count > MaxSearches ? scratch.Rent<ValueIndex>() : null;
        if (reached is not null && !entities.TryCollectAncestors(entity, reached, scratch))
            reached = null;
        var reader = targets.Read(scratch);
        var result = PolicyValue.False;
        while (!result.IsError)
        {
            var elementMark = scratch.Mark();
            if (!reader.MoveNext(scratch, out var target))
                break;
            if (!ValueEquality.IsReadable(target, out var error) || (error = target.Expect(PolicyValueKind.Entity)).IsError)
                result = error;
            else if (!result.Bool)
                result = reached?.Contains(target, scratch, 0) ?? IsIn(entity, target, entities, scratch);
            scratch.Release(elementMark);
        }

        scratch.Release(mark);
        return result;
    }
}
