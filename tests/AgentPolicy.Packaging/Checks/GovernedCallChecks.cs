namespace AgentPolicy.Packaging.Checks;

/// <summary>A new project with nothing but the package, a policy and a tool.</summary>
internal static class GovernedCallChecks
{
    public static IReadOnlyList<Check> List { get; } =
    [
        new("A governed call runs where the policies allow it, and is denied with the reason where they do not", RunsOrIsDenied),
    ];

    private static void RunsOrIsDenied(Workspace workspace)
    {
        var bank = workspace.CreateProject("Bank");
        bank.Build().ShouldSucceed();
        bank.Run("UK12", "98.70").ShouldSucceed().ShouldSay("^sent to UK12");
        bank.Run("UK12", "1000.01").ShouldSucceed().ShouldSay(@"^denied by 'payment-limit': More than 1,000 needs a person\.");
        bank.Run("XX99", "1.00").ShouldSucceed().ShouldSay("^denied by ''");
    }
}
