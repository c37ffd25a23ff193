namespace AgentPolicy.Generators;

/// <summary>The stages of <see cref="PolicyGenerator"/>, by which tests tell what an edit made run again.</summary>
internal static class TrackingNames
{
    public const string Files = "PolicyFiles";
    public const string Annotations = "PolicyAnnotations";
    public const string Classes = "PolicySetClasses";
    public const string Declarations = "PolicySetDeclarations";
    public const string Inputs = "PolicySetInputs";
    public const string Sets = "PolicySets";
    public const string Sources = "PolicySetSources";
    public const string SetErrors = "PolicySetErrors";
    public const string ClassErrors = "PolicySetClassErrors";
    public const string FileErrors = "PolicyFileErrors";

    public const string UnlistedFiles = "PolicyFilesUnlisted";

    public static readonly string[] All = [Files, Annotations, Classes, Declarations, Inputs, Sets, Sources, SetErrors, ClassErrors, FileErrors, UnlistedFiles];
}
