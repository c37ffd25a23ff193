namespace AgentPolicy.Packaging;

/// <summary>A copy of one of the projects under <c>Projects/</c>, to build and to spoil.</summary>
internal sealed class ProjectFolder(string path)
{
    public string Path { get; } = path;

    private string Name => System.IO.Path.GetFileName(Directory.GetFiles(Path, "*.csproj").Single())[..^".csproj".Length];

    public ProjectFolder Write(string file, string text)
    {
        var target = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text);
        return this;
    }

    public ProjectFolder Replace(string file, string old, string text)
    {
        var content = File.ReadAllText(System.IO.Path.Combine(Path, file));
        return content.Contains(old, StringComparison.Ordinal)
            ? Write(file, content.Replace(old, text, StringComparison.Ordinal))
            : throw new CheckFailedException($"'{file}' does not contain '{old}'.");
    }

    public ProjectFolder Delete(string file)
    {
        File.Delete(System.IO.Path.Combine(Path, file));
        return this;
    }

    /// <summary>Gives a file a time stamp that is older than anything a build writes.</summary>
    public ProjectFolder Backdate(string file)
    {
        File.SetLastWriteTimeUtc(System.IO.Path.Combine(Path, file), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        return this;
    }

    public CommandResult Build(params IEnumerable<string> arguments) => CommandLine.Run(Path, "dotnet", ["build", "-nologo", "-v:minimal", .. arguments]);

    public CommandResult Publish(params IEnumerable<string> arguments) => CommandLine.Run(Path, "dotnet", ["publish", "-nologo", "-v:minimal", "-o", "published", .. arguments]);

    /// <summary>Runs what was built.</summary>
    public CommandResult Run(params IEnumerable<string> arguments) =>
        CommandLine.Run(Path, "dotnet", [System.IO.Path.Combine("bin", "Debug", "net10.0", Name + ".dll"), .. arguments]);

    /// <summary>Runs what was published, which brings its own runtime.</summary>
    public CommandResult RunPublished(params IEnumerable<string> arguments) =>
        CommandLine.Run(Path, System.IO.Path.Combine(Path, "published", Name + (OperatingSystem.IsWindows() ? ".exe" : "")), arguments);
}
