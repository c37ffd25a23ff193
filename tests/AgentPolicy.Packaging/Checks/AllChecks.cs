namespace AgentPolicy.Packaging.Checks;

/// <summary>What holds for whoever uses the package, the quick ones first.</summary>
internal static class AllChecks
{
    public static IReadOnlyList<Check> List { get; } =
    [
        .. PackageChecks.List,
        .. GovernedCallChecks.List,
        .. PolicyFileChecks.List,
        .. SilencingChecks.List,
        .. BrokenGeneratorChecks.List,
        .. IncrementalChecks.List,
        .. LibraryChecks.List,
        .. PublishingChecks.List,
    ];
}
