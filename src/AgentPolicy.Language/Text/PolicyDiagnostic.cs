namespace AgentPolicy;

/// <summary>What is wrong in a policy or schema file, where, and what would be right. Immutable.</summary>
#if AGENTPOLICY_GENERATOR
internal
#else
public
#endif
sealed record PolicyDiagnostic
{
    internal PolicyDiagnostic(string id, string message, string path, int line, int column, int start, int length)
    {
        Id = id;
        Message = message;
        Path = path;
        Line = line;
        Column = column;
        Start = start;
        Length = length;
    }

    /// <summary>A stable id, such as <c>AGP0101</c>; ids are never reused.</summary>
    public string Id { get; }

    /// <summary>The message, which quotes the offending text.</summary>
    public string Message { get; }

    /// <summary>The file's name, or an empty string for text that has none.</summary>
    public string Path { get; }

    /// <summary>The 1-based line.</summary>
    public int Line { get; }

    /// <summary>The 1-based column, in UTF-16 code units.</summary>
    public int Column { get; }

    /// <summary>The 0-based offset of the offending text, in UTF-16 code units.</summary>
    public int Start { get; }

    /// <summary>The length of the offending text, in UTF-16 code units.</summary>
    public int Length { get; }

    /// <summary>The diagnostic in the form that compilers print and editors understand: <c>file(line,column): error ID: message</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Path}({Line},{Column}): error {Id}: {Message}");
}
