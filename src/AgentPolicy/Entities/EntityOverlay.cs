namespace AgentPolicy.Entities;

/// <summary>What an entity that is laid over the engine's of the same uid leaves of it.</summary>
internal enum EntityOverlay
{
    /// <summary>Nothing: a request's word on an entity.</summary>
    Replaces,

    /// <summary>Its parents and tags: a principal tells its attributes, but takes itself out of no group.</summary>
    KeepsGroups,

    /// <summary>All there is: an agent known by its name, to which is added whom it acts for.</summary>
    KeepsAll,
}
