namespace AgentPolicy.Packaging.Checks;

/// <summary>What a project can do to be rid of an error, by mistake or on purpose.</summary>
internal static class SilencingChecks
{
    public static IReadOnlyList<Check> List { get; } =
    [
        new("No setting silences an error that guards enforcement", ErrorsSurvive),
        new("No setting silences a generator that throws", ThrowingGeneratorSurvives),
    ];

    /// <summary>Everything at once: what survives this survives each.</summary>
    public static ProjectFolder Silence(ProjectFolder project, IReadOnlyList<string> ids) => project
        .Write(".globalconfig", $"is_global = true\n{string.Concat(ids.Select(id => $"dotnet_diagnostic.{id}.severity = none\n"))}")
        .Write(".editorconfig", $"root = true\n[*]\n{string.Concat(ids.Select(id => $"dotnet_diagnostic.{id}.severity = none\n"))}")
        .Replace("Bank.csproj", "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", $"""
            <RunAnalyzers>false</RunAnalyzers>
                <RunAnalyzersDuringBuild>false</RunAnalyzersDuringBuild>
                <NoWarn>{string.Join(';', ids)}</NoWarn>
                <WarningsAsErrors>nullable</WarningsAsErrors>
                <WarningsNotAsErrors>{string.Join(';', ids)}</WarningsNotAsErrors>
            """);

    private static void ErrorsSurvive(Workspace workspace)
    {
        var bank = workspace.CreateProject("Bank")
            .Write("policies/limits.cedar", "forbid (principal, action resource);\n")
            .Replace("BankTools.cs", "SendMoneyAsyncCore", "SendAsync");
        var errors = bank.Build().ShouldFail().FindErrorIds();
        if (!errors.Any(id => id.StartsWith("AGP01", StringComparison.Ordinal)) || !errors.Any(id => id.StartsWith("AGP04", StringComparison.Ordinal)))
            throw new CheckFailedException($"A syntax error and a tool without its Core should both have been reported, and not only {string.Join(", ", errors)}.");
        var silenced = Silence(bank, errors).Build().ShouldFail();
        foreach (var id in errors)
            silenced.ShouldSay($"error {id}: ");
    }

    private static void ThrowingGeneratorSurvives(Workspace workspace)
    {
        var package = workspace.Package.WithGenerator("silenced", BrokenGeneratorChecks.BuildThrowingGenerator(workspace));
        Silence(workspace.CreateProject("Bank", package), ["CS8784", "CS8785", "CS8032"]).Build().ShouldFail().ShouldSay("error CS8785: ");
    }
}
