using AgentPolicy.Language.Binding;

namespace AgentPolicy.Validation;

/// <summary>Whether a schema lets a request be made at all, whatever its context: the check that an engine makes at each decision. Allocates nothing.</summary>
internal static class RequestRules
{
    /// <summary>What is wrong, in words that name nothing of the request; null where nothing is.</summary>
    public static string? FindFault(SchemaModel schema, SchemaAction action, EntityUid principal, EntityUid resource)
    {
        if (AppliesToNothing(action))
            return "the schema lets nobody do this action: it applies to nothing";
        if (!EntityRules.Contains(action.PrincipalTypes.AsSpan(), principal.Type))
            return "the schema does not let a principal of this type do the action";
        if (!EntityRules.Contains(action.ResourceTypes.AsSpan(), resource.Type))
            return "the schema does not let the action be done on a resource of this type";
        if (EntityRules.IsUnlistedInEnum(schema, principal))
            return "the principal is none of the entities that the schema lists for its type";
        return EntityRules.IsUnlistedInEnum(schema, resource)
            ? "the resource is none of the entities that the schema lists for its type"
            : null;
    }

    public static bool AppliesToNothing(SchemaAction action) => action.PrincipalTypes.IsEmpty || action.ResourceTypes.IsEmpty;
}
