using System.IO.Compression;
using System.Text;

namespace AgentPolicy.Packaging;

/// <summary>A package in the feed.</summary>
internal sealed record Package(string File, string Version)
{
    public const string GeneratorEntry = "analyzers/dotnet/cs/AgentPolicy.Generators.dll";

    public string SymbolFile => Path.ChangeExtension(File, ".snupkg");

    public IReadOnlyList<string> ListEntries()
    {
        using var archive = ZipFile.OpenRead(File);
        return [.. archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)];
    }

    public byte[] Read(string entry)
    {
        using var archive = ZipFile.OpenRead(File);
        using var content = (archive.GetEntry(entry) ?? throw new CheckFailedException($"The package has no '{entry}'.")).Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>A package of another version beside this one, the same but for its generator.</summary>
    public Package WithGenerator(string suffix, byte[] generator)
    {
        var version = $"{Version}.{suffix}";
        var changed = new Package(Path.Combine(Path.GetDirectoryName(File)!, $"AgentPolicy.{version}.nupkg"), version);
        System.IO.File.Copy(File, changed.File);
        using var archive = ZipFile.Open(changed.File, ZipArchiveMode.Update);
        var description = Encoding.UTF8.GetString(Read("AgentPolicy.nuspec"));
        Overwrite(archive, "AgentPolicy.nuspec", Encoding.UTF8.GetBytes(description.Replace($"<version>{Version}<", $"<version>{version}<", StringComparison.Ordinal)));
        Overwrite(archive, GeneratorEntry, generator);
        return changed;
    }

    private static void Overwrite(ZipArchive archive, string entry, byte[] content)
    {
        archive.GetEntry(entry)!.Delete();
        using var stream = archive.CreateEntry(entry).Open();
        stream.Write(content);
    }
}
