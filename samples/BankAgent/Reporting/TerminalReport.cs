using BankAgent.Conversations;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BankAgent.Reporting;

/// <summary>For terminals: a table for each turn. What others wrote is put in as text; nothing of it is read as markup.</summary>
internal sealed class TerminalReport(IAnsiConsole console) : IReport
{
    private const int DecisionWidth = 8;
    private const int TimeWidth = 9;

    /// <summary>The borders and padding of four columns.</summary>
    private const int FrameWidth = 13;

    private const int MinTextWidth = 40;

    private static readonly Style s_allowed = new(Color.Green);
    private static readonly Style s_denied = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style s_benign = new(Color.Blue);
    private static readonly Style s_injection = new(Color.Yellow);
    private static readonly Style s_name = new(decoration: Decoration.Bold);
    private static readonly Style s_quiet = new(Color.Grey);

    public void Show(PlayedTurn turn)
    {
        console.Write(new Paragraph(SummaryLine.NameOf(turn.Turn.Kind), turn.Turn.Kind == TurnKind.Benign ? s_benign : s_injection)
            .Append($"  {VisibleText.Of(turn.Turn.Title)}", s_name));
        console.WriteLine();
        var table = CreateCallTable();
        foreach (var played in turn.Calls)
            AddCall(table, played);
        console.Write(table);
        console.WriteLine();
    }

    public void Close(IReadOnlyList<PlayedTurn> turns)
    {
        var table = CreateTable().AddColumns([.. SummaryLine.Headings]);
        foreach (var line in SummaryLine.Of(turns))
            table.AddRow([.. line.Cells.Select(cell => new Text(cell))]);
        console.Write(table);
        console.Write(new Text(SummaryLine.TimeNote, s_quiet));
        console.WriteLine();
    }

    // Widths are set, so that the tables of all turns line up.
    private Table CreateCallTable()
    {
        var rest = Math.Max(MinTextWidth, console.Profile.Width - DecisionWidth - TimeWidth - FrameWidth);
        var callWidth = rest * 3 / 5;
        return CreateTable().ShowRowSeparators()
            .AddColumn(new TableColumn("Tool and arguments").Width(callWidth))
            .AddColumn(new TableColumn("Decision").Width(DecisionWidth))
            .AddColumn(new TableColumn("Policy and reason").Width(rest - callWidth))
            .AddColumn(new TableColumn("Time").Width(TimeWidth).RightAligned());
    }

    private static void AddCall(Table table, PlayedCall played)
    {
        var line = CallLine.Of(played);
        table.AddRow(
            Stack(line.Tool, line.Arguments),
            new Text(line.Decision, played.Outcome.IsAllowed ? s_allowed : s_denied),
            Stack(line.Policy, line.Reason),
            new Text(line.Time));
    }

    private static IRenderable Stack(string name, string detail) =>
        detail.Length == 0 ? new Text(name, s_name) : new Rows(new Text(name, s_name), new Text(detail, s_quiet));

    private static Table CreateTable() => new Table().Border(TableBorder.Rounded).BorderStyle(s_quiet);
}
