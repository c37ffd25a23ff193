using System.Text;

namespace AgentPolicy.Benchmarks.Report;

/// <summary>A table: texts in the first columns, figures in the others.</summary>
internal static class MarkdownTable
{
    public static string Write(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows, int texts = 1)
    {
        var text = new StringBuilder();
        Line(text, head);
        Line(text, [.. head.Select((_, column) => column < texts ? "---" : "---:")]);
        foreach (var row in rows)
            Line(text, row);
        return text.Append('\n').ToString();
    }

    private static void Line(StringBuilder text, IReadOnlyList<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
