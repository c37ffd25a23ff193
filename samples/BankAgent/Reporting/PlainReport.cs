using BankAgent.Conversations;

namespace BankAgent.Reporting;

/// <summary>
/// For files and pipes: text without colours. Columns are padded for the eye and parted by tabs for programs; visible text has no tabs, so no argument can
/// make a column of its own.
/// </summary>
internal sealed class PlainReport(TextWriter output) : IReport
{
    public void Show(PlayedTurn turn)
    {
        output.WriteLine($"[{SummaryLine.NameOf(turn.Turn.Kind)}] {VisibleText.Of(turn.Turn.Title)}");
        foreach (var line in turn.Calls.Select(CallLine.Of))
            output.WriteLine($"  {line.Tool,-28}\t{line.Arguments,-60}\t{line.Decision,-7}\t{line.Policy,-23}\t{line.Reason}\t{line.Time}");
        output.WriteLine();
    }

    public void Close(IReadOnlyList<PlayedTurn> turns)
    {
        output.WriteLine(Row(SummaryLine.Headings));
        foreach (var line in SummaryLine.Of(turns))
            output.WriteLine(Row(line.Cells));
        output.WriteLine();
        output.WriteLine(SummaryLine.TimeNote);
    }

    private static string Row(IReadOnlyList<string> cells) => string.Join('\t', cells.Select(cell => cell.PadRight(9))).TrimEnd();
}
