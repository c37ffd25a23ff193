using System.Formats.Tar;
using System.IO.Compression;

namespace AgentPolicy.Tests.Support;

/// <summary>
/// Reference data (conformance corpora, workloads) that is kept beside the repository rather than in it: in the folder that AGENTPOLICY_SHARED names, else in
/// <c>shared</c> beside the repository's root.
/// </summary>
internal static class SharedData
{
    public static string? Root { get; } = FindRoot();

    /// <summary>The path of a file or folder of the data. Where there is no data the test is skipped; on a build server it fails, lest nobody notice.</summary>
    public static string Require(string relativePath)
    {
        var path = Root is null ? null : Path.Combine(Root, relativePath);
        if (path is not null && (File.Exists(path) || Directory.Exists(path)))
            return path;
        var message = $"The reference data '{relativePath}' is missing: set AGENTPOLICY_SHARED to the folder that has it.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(message);
        Skip.If(true, message);
        throw new InvalidOperationException(message);
    }

    /// <summary>The texts of a tar.gz's files whose name ends as given, in the archive's order.</summary>
    public static IEnumerable<(string Name, string Text)> ReadArchive(string relativePath, string extension)
    {
        using var file = File.OpenRead(Require(relativePath));
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var archive = new TarReader(unzipped);
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null || !entry.Name.EndsWith(extension, StringComparison.Ordinal))
                continue;
            using var reader = new StreamReader(entry.DataStream);
            yield return (entry.Name, reader.ReadToEnd());
        }
    }

    /// <summary>The texts of a folder's files, subfolders included, in ordinal order.</summary>
    public static IEnumerable<(string Name, string Text)> ReadFiles(string relativePath, string pattern) =>
        Directory.EnumerateFiles(Require(relativePath), pattern, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(path)));

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable("AGENTPOLICY_SHARED") is { Length: > 0 } path)
            return path;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "AgentPolicy.sln")))
                continue;
            var shared = Path.Combine(folder.Parent?.FullName ?? folder.FullName, "shared");
            return Directory.Exists(shared) ? shared : null;
        }

        return null;
    }
}
