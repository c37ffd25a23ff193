using System.Globalization;
using BankAgent.Conversations;

namespace BankAgent.Reporting;

/// <summary>A line of the closing table: what became of the turns of one kind.</summary>
internal sealed record SummaryLine(string Kind, string Tasks, string Calls, string Allowed, string Denied, string Stopped)
{
    public const string TimeNote = "Times run from a call until its tool runs or it is denied, in microseconds; a denial's include its exception, the first ones compiling code.";

    public static IReadOnlyList<string> Headings { get; } = ["Kind", "Tasks", "Calls", "Allowed", "Denied", "Tasks stopped"];

    public IReadOnlyList<string> Cells => [Kind, Tasks, Calls, Allowed, Denied, Stopped];

    public static IEnumerable<SummaryLine> Of(IReadOnlyList<PlayedTurn> turns) => Enum.GetValues<TurnKind>().Select(kind => Of(kind, turns));

    private static SummaryLine Of(TurnKind kind, IReadOnlyList<PlayedTurn> turns)
    {
        var own = turns.Where(turn => turn.Turn.Kind == kind).ToList();
        var calls = own.Sum(turn => turn.Calls.Count);
        var denied = own.Sum(turn => turn.Denied);
        var stopped = kind == TurnKind.Injection ? $"{own.Count(turn => turn.IsStopped)} of {own.Count}" : "-";
        return new SummaryLine(NameOf(kind), Text(own.Count), Text(calls), Text(calls - denied), Text(denied), stopped);
    }

    public static string NameOf(TurnKind kind) => kind == TurnKind.Benign ? "benign" : "injection";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
