namespace AgentPolicy.Conformance.Corpus;

/// <summary>The files of a corpus. Paths begin with a root and are separated by <c>/</c>. Safe for concurrent use.</summary>
internal abstract class CorpusFiles
{
    /// <summary>The JSON files, in ordinal order.</summary>
    public abstract IReadOnlyList<string> JsonPaths { get; }

    /// <exception cref="IOException">The folder or archive cannot be read.</exception>
    /// <exception cref="InvalidDataException">The archive is damaged, or no archive.</exception>
    public static CorpusFiles Open(FileSystemInfo path) => path is DirectoryInfo || Directory.Exists(path.FullName)
        ? new CorpusFolder(path.FullName)
        : CorpusArchive.Load(path.FullName);

    public abstract bool Exists(string path);

    public abstract string Read(string path);

    /// <summary>Reads a file that a test names by a path from the corpus's root, which is one of the folders above the test.</summary>
    public string ReadNamed(string testPath, string name)
    {
        for (var end = testPath.LastIndexOf('/'); end >= 0; end = end == 0 ? -1 : testPath.LastIndexOf('/', end - 1))
        {
            var candidate = $"{testPath.AsSpan(0, end)}/{name}";
            if (Exists(candidate))
                return Read(candidate);
        }

        throw new FileNotFoundException($"There is no '{name}' under any folder above the test.");
    }
}
