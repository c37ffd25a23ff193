namespace AgentPolicy;

/// <summary>What is wrong in a policy or schema file, where, and what would be right.</summary>
/// <param name="Id">A stable id, such as <c>AGP0101</c>; ids are never reused.</param>
/// <param name="Message">The message, which quotes the offending text.</param>
/// <param name="Path">The file's name, or an empty string for text that has none.</param>
/// <param name="Line">The 1-based line.</param>
/// <param name="Column">The 1-based column, in UTF-16 code units.</param>
/// <param name="Start">The 0-based offset of the offending text, in UTF-16 code units.</param>
/// <param name="Length">The length of the offending text, in UTF-16 code units.</param>
#if AGENTPOLICY_GENERATOR
internal
#else
public
#endif
sealed record PolicyDiagnostic(string Id, string Message, string Path, int Line, int Column, int Start, int Length)
{
    /// <summary>The diagnostic in the form that compilers print and editors understand: <c>file(line,column): error ID: message</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Path}({Line},{Column}): error {Id}: {Message}");
}
