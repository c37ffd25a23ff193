using System.Formats.Tar;
using System.IO.Compression;

namespace AgentPolicy.Conformance.Corpus;

/// <summary>A corpus in a .tar.gz, held in memory.</summary>
internal sealed class CorpusArchive : CorpusFiles
{
    private readonly Dictionary<string, string> _texts;

    private CorpusArchive(Dictionary<string, string> texts)
    {
        _texts = texts;
        JsonPaths = [.. texts.Keys.Where(path => path.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    public override IReadOnlyList<string> JsonPaths { get; }

    public static CorpusArchive Load(string path)
    {
        using var file = File.OpenRead(path);
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var archive = new TarReader(unzipped);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is null)
                continue;
            using var reader = new StreamReader(entry.DataStream);
            texts[Normalize(entry.Name)] = reader.ReadToEnd();
        }

        return new CorpusArchive(texts);
    }

    public override bool Exists(string path) => _texts.ContainsKey(path);

    public override string Read(string path) => _texts[path];

    private static string Normalize(string name) => "/" + (name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name.TrimStart('/'));
}
