namespace AgentPolicy.Generators;

/// <summary>The stages of <see cref="GovernedGenerator"/>, by which tests tell what an edit made run again.</summary>
internal static class GovernedTrackingNames
{
    public const string Methods = "GovernedMethods";
    public const string MethodErrors = "GovernedMethodErrors";
    public const string Entities = "PolicyEntities";
    public const string EntityErrors = "PolicyEntityErrors";
    public const string ReferencedTools = "ReferencedTools";
    public const string Types = "GovernedTypes";
    public const string EntityTypes = "PolicyEntityTypes";
    public const string Conflicts = "GovernedConflicts";
    public const string ToolSchema = "ToolSchema";

    public static readonly string[] All = [Methods, MethodErrors, Entities, EntityErrors, ReferencedTools, Types, EntityTypes, Conflicts];
}
