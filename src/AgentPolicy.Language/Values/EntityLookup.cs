namespace AgentPolicy.Language;

/// <summary>The entities that a decision sees. Looking one up by an id read in place allocates nothing.</summary>
internal abstract class EntityLookup
{
    /// <summary>The record that tells what this attribute of the entity is, or that it has none; absent if the entity is unknown.</summary>
    public abstract PolicyValue GetAttributes(in PolicyValue entity, AttributeName name, PolicyScratch scratch);

    /// <summary>The entity's tags; null if the entity is unknown.</summary>
    public abstract RecordValue? GetTags(in PolicyValue entity);

    /// <summary>Whether <paramref name="entity"/> is a member of <paramref name="ancestor"/>, at any distance. No entity is a member of itself.</summary>
    public abstract bool IsDescendant(in PolicyValue entity, in PolicyValue ancestor, PolicyScratch scratch);

    /// <summary>
    /// Adds the entity and all it is a member of, where finding them once is cheaper than asking <see cref="IsDescendant"/> for many ancestors; false where it is not.
    /// </summary>
    public virtual bool TryCollectAncestors(in PolicyValue entity, ValueIndex reached, PolicyScratch scratch) => false;
}
