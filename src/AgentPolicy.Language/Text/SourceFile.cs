namespace AgentPolicy.Language.Text;

/// <summary>A policy or schema file: its text and the name that diagnostics show.</summary>
/// <remarks>Immutable but for the line table, which is computed once on first use; safe for concurrent use.</remarks>
internal sealed class SourceFile(string path, string text)
{
    private int[]? _lineStarts;

    public string Path { get; } = path;

    public string Text { get; } = text;

    /// <summary>The 1-based line and column (in UTF-16 code units) of a position.</summary>
    public (int Line, int Column) GetLinePosition(int position)
    {
        var starts = _lineStarts ??= FindLineStarts(Text);
        var index = Array.BinarySearch(starts, position);
        var line = index >= 0 ? index : ~index - 1;
        return (line + 1, position - starts[line] + 1);
    }

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                starts.Add(i + 1);
        }

        return starts.ToArray();
    }
}
