using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentPolicy.Packaging.Checks;

/// <summary>The package itself.</summary>
internal static class PackageChecks
{
    private static readonly string[] s_contents =
    [
        "AgentPolicy.nuspec",
        "LICENSE",
        "README.md",
        Package.GeneratorEntry,
        "buildTransitive/AgentPolicy.props",
        "buildTransitive/AgentPolicy.targets",
        "lib/net10.0/AgentPolicy.dll",
        "lib/net10.0/AgentPolicy.xml",
    ];

    // What the compiler itself refers to, in its versions: anything else, or anything newer, may be missing where the compiler runs, and the generator would not.
    private static readonly Dictionary<string, Version> s_hostAssemblies = new(StringComparer.Ordinal)
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 14, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 14, 0, 0),
        ["System.Collections.Immutable"] = new(9, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 1, 2),
    };

    public static IReadOnlyList<Check> List { get; } =
    [
        new("The package holds the library, the generator, the build files and nothing else", HoldsWhatItShould),
        new("The package depends on nothing but Microsoft.Extensions", DependsOnLittle),
        new("The generator needs no assembly that a compiler lacks", GeneratorNeedsNothing),
        new("Two packs of the same sources are equal, byte for byte", TwoPacksAreEqual),
    ];

    private static void HoldsWhatItShould(Workspace workspace)
    {
        // The envelope is NuGet's.
        var entries = workspace.Package.ListEntries().Where(entry => !entry.StartsWith("_rels/", StringComparison.Ordinal)
            && !entry.StartsWith("package/", StringComparison.Ordinal) && entry is not "[Content_Types].xml");
        var difference = entries.Except(s_contents).Concat(s_contents.Except(entries)).ToList();
        if (difference.Count > 0)
            throw new CheckFailedException($"Missing or unexpected: {string.Join(", ", difference)}");
    }

    private static void DependsOnLittle(Workspace workspace)
    {
        var description = Encoding.UTF8.GetString(workspace.Package.Read("AgentPolicy.nuspec"));
        foreach (Match dependency in Regex.Matches(description, "<dependency id=\"([^\"]+)\""))
        {
            if (!dependency.Groups[1].Value.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal))
                throw new CheckFailedException($"Depends on {dependency.Groups[1].Value}.");
        }
    }

    private static void GeneratorNeedsNothing(Workspace workspace)
    {
        using var generator = new PEReader(new MemoryStream(workspace.Package.Read(Package.GeneratorEntry)));
        var metadata = generator.GetMetadataReader();
        var references = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => (Name: metadata.GetString(reference.Name), reference.Version));
        var lacking = references.Where(reference => !s_hostAssemblies.TryGetValue(reference.Name, out var version) || reference.Version > version).ToList();
        if (lacking.Count > 0)
            throw new CheckFailedException($"Refers to {string.Join(", ", lacking)}");
    }

    private static void TwoPacksAreEqual(Workspace workspace)
    {
        var again = workspace.Pack("again");
        foreach (var (first, second) in new[] { (workspace.Package.File, again.File), (workspace.Package.SymbolFile, again.SymbolFile) })
        {
            if (!File.ReadAllBytes(first).AsSpan().SequenceEqual(File.ReadAllBytes(second)))
                throw new CheckFailedException($"{Path.GetFileName(first)} differs from one pack to the next.");
        }
    }
}
