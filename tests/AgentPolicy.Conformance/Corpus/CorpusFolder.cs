namespace AgentPolicy.Conformance.Corpus;

/// <summary>A corpus that lies in a folder.</summary>
internal sealed class CorpusFolder(string path) : CorpusFiles
{
    public override IReadOnlyList<string> JsonPaths { get; } =
        [.. Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Select(file => file.Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public override bool Exists(string path) => File.Exists(path);

    public override string Read(string path) => File.ReadAllText(path);
}
