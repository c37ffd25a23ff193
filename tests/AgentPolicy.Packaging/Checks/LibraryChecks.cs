namespace AgentPolicy.Packaging.Checks;

/// <summary>Tools in a library that uses the package, policies in an application that uses the library.</summary>
internal static class LibraryChecks
{
    public static IReadOnlyList<Check> List { get; } =
    [
        new("An application's policies are compiled for, and checked against, the tools of a library", PoliciesCrossAssemblies),
    ];

    private static void PoliciesCrossAssemblies(Workspace workspace)
    {
        var teller = workspace.CreateProject("Teller");
        teller.Build().ShouldSucceed();
        teller.Run("10").ShouldSucceed().ShouldSay("^compiled: True").ShouldSay("^ordered 10");
        teller.Run("11").ShouldSucceed().ShouldSay("^denied: ");
        teller.Replace("policies/shop.cedar", "context.input.count", "context.input.cuont")
            .Build().ShouldFail().ShouldSay(@"shop\.cedar\(3,\d+\): error AGP02\d\d: .*count");
    }
}
