namespace AgentPolicy.Packaging.Checks;

/// <summary>A generator that does not run would leave every call ungoverned, and for the compiler that is a warning.</summary>
internal static class BrokenGeneratorChecks
{
    public static IReadOnlyList<Check> List { get; } =
    [
        new("A generator that throws fails the build", ThrowingFails),
        new("A generator that throws fails the build even where nothing of it is used", ThrowingFailsUnused),
        new("A generator that cannot be loaded fails the build", UnloadableFails),
    ];

    public static byte[] BuildThrowingGenerator(Workspace workspace)
    {
        var project = workspace.CreateProject("ThrowingGenerator");
        project.Build().ShouldSucceed();
        return File.ReadAllBytes(Path.Combine(project.Path, "bin", "Debug", "netstandard2.0", "AgentPolicy.Generators.dll"));
    }

    private static void ThrowingFails(Workspace workspace)
    {
        var package = workspace.Package.WithGenerator("throwing", BuildThrowingGenerator(workspace));
        workspace.CreateProject("Bank", package).Build().ShouldFail().ShouldSay("error CS8785: ");
    }

    private static void ThrowingFailsUnused(Workspace workspace)
    {
        var package = workspace.Package.WithGenerator("unused", BuildThrowingGenerator(workspace));
        workspace.CreateProject("Bank", package)
            .Delete("BankTools.cs")
            .Delete("BankPolicies.cs")
            .Delete("Assistant.cs")
            .Write("Program.cs", "Console.WriteLine(\"not governed\");")
            .Build().ShouldFail().ShouldSay("error CS8785: ");
    }

    private static void UnloadableFails(Workspace workspace)
    {
        var package = workspace.Package.WithGenerator("unloadable", "This is no assembly."u8.ToArray());
        workspace.CreateProject("Bank", package).Build().ShouldFail().ShouldSay("error CS8034: ");
    }
}
