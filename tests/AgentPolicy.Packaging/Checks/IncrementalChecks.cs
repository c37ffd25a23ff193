namespace AgentPolicy.Packaging.Checks;

/// <summary>Policies that change between builds, with no clean in between.</summary>
internal static class IncrementalChecks
{
    private const string Limits = "policies/limits.cedar";

    public static IReadOnlyList<Check> List { get; } =
    [
        new("A policy that is deleted, added with an old time stamp, changed or renamed takes effect in the next build", ChangesTakeEffect),
        new("A build without a change compiles nothing", NothingIsCompiledTwice),
    ];

    private static void ChangesTakeEffect(Workspace workspace)
    {
        var bank = workspace.CreateProject("Bank").Backdate(Limits);
        var limits = File.ReadAllText(Path.Combine(bank.Path, Limits));
        Rebuild(bank).ShouldSay("^denied by 'payment-limit'");
        Rebuild(bank.Delete(Limits)).ShouldSay("^sent");
        Rebuild(bank.Write(Limits, limits).Backdate(Limits)).ShouldSay("^denied by 'payment-limit'");
        Rebuild(bank.Write(Limits, limits.Replace("1000.0", "2000.0", StringComparison.Ordinal)).Backdate(Limits)).ShouldSay("^sent");
        Rebuild(bank.Delete(Limits).Write("policies/Limits.cedar", limits).Backdate("policies/Limits.cedar")).ShouldSay("^denied by 'payment-limit'");
    }

    private static void NothingIsCompiledTwice(Workspace workspace)
    {
        var bank = workspace.CreateProject("Bank");
        bank.Build().ShouldSucceed();
        bank.Build("-v:normal").ShouldSucceed().ShouldSay("Skipping target \"CoreCompile\"");
    }

    private static CommandResult Rebuild(ProjectFolder bank)
    {
        bank.Build().ShouldSucceed();
        return bank.Run("UK12", "1000.01").ShouldSucceed();
    }
}
