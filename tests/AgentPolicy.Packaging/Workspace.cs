namespace AgentPolicy.Packaging;

/// <summary>A temporary folder with the package, in a feed of its own beside the machine's ordinary sources, and the projects that use it.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("agentpolicy-").FullName;

    // A version that no cache holds: the packages of another run are never taken for this one's.
    private readonly string _version = $"0.0.0-test.{DateTime.UtcNow:yyyyMMddHHmmss}.{Environment.ProcessId}";
    private int _projects;
    private Package? _package;

    /// <summary>The folder of the repository.</summary>
    public string Repository { get; } = FindRepository();

    /// <summary>The package, packed when it is first asked for.</summary>
    public Package Package => _package ??= Pack("feed");

    public static Workspace Create() => new();

    /// <summary>Packs the library, from its sources and into folders of its own.</summary>
    public Package Pack(string folder)
    {
        var feed = Path.Combine(_root, folder);
        var build = Path.Combine(_root, folder + "-build");
        CommandLine.Run(
            Repository,
            "dotnet",
            ["pack", "src/AgentPolicy", "-nologo", "-v:minimal", "-c", "Release", "--artifacts-path", build, "-o", feed, $"-p:Version={_version}"]).ShouldSucceed();
        return new Package(Path.Combine(feed, $"AgentPolicy.{_version}.nupkg"), _version);
    }

    /// <summary>A fresh copy of a project, and of those it refers to, with nothing but the package to build by.</summary>
    /// <param name="name">The project's folder.</param>
    /// <param name="package">Where given, a package other than <see cref="Package"/>.</param>
    public ProjectFolder CreateProject(string name, Package? package = null)
    {
        package ??= Package;
        var root = Path.Combine(_root, $"{++_projects:D2}");
        CopyFolder(Path.Combine(AppContext.BaseDirectory, "Projects"), root);
        File.WriteAllText(Path.Combine(root, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <AgentPolicyVersion>{package.Version}</AgentPolicyVersion>
                <RestoreAdditionalProjectSources>{Path.GetDirectoryName(package.File)}</RestoreAdditionalProjectSources>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
        return new ProjectFolder(Path.Combine(root, name));
    }

    public void Dispose()
    {
        Directory.Delete(_root, recursive: true);
        if (_package is null)
            return;
        var cache = CommandLine.Run(Repository, "dotnet", "nuget", "locals", "global-packages", "--list").Output.Split("global-packages:")[^1].Trim();
        var packages = Path.Combine(cache, "agentpolicy");
        foreach (var ours in Directory.Exists(packages) ? Directory.GetDirectories(packages, _version + "*") : [])
            Directory.Delete(ours, recursive: true);
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AgentPolicy.sln")))
            folder = folder.Parent ?? throw new CheckFailedException("This program has to stand in its repository.");
        return folder.FullName;
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
