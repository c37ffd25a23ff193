using System.Globalization;

namespace AgentPolicy.Benchmarks.Gate;

/// <summary>The gate's table, and its last line.</summary>
internal static class GateTable
{
    private static readonly string[] s_head = ["what", "measured", "goal", "bound", "verdict", ""];

    public static void Write(TextWriter output, IReadOnlyList<Row> rows)
    {
        var lines = rows.Select(Cells).Prepend(s_head).ToArray();
        var widths = Enumerable.Range(0, s_head.Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
            output.WriteLine(string.Join("  ", line.Select((cell, column) => column is 0 or 4 or 5 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
    }

    /// <summary>Writes how many passed and failed, and gives the program's exit code.</summary>
    public static int WriteSummary(TextWriter output, IReadOnlyList<Row> rows)
    {
        var failed = rows.Count(row => row.Verdict == Verdict.Failed);
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows.Count(row => row.Verdict == Verdict.Passed)} passed, {failed} failed"));
        return failed == 0 ? 0 : 1;
    }

    private static string[] Cells(Row row)
    {
        var verdict = row.Verdict switch { Verdict.Passed => "passed", Verdict.Failed => "FAILED", _ => "reported" };
        var missed = row.Bound.Goal is { } goal && row.Verdict == Verdict.Passed && row.Value > goal ? "goal missed" : "";
        return [row.Subject, Format(row.Value, row.Bound.Unit), Format(row.Bound.Goal, row.Bound.Unit), Format(row.Bound.Limit, row.Bound.Unit), verdict, string.Join("; ", new[] { missed, row.Remark }.Where(text => text.Length > 0))];
    }

    private static string Format(double? value, string unit) => value is not { } number
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{number.ToString(Math.Abs(number) is >= 100 or 0 ? "#,##0" : Math.Abs(number) >= 10 ? "0.0" : Math.Abs(number) >= 0.1 ? "0.0#" : "0.0####", CultureInfo.InvariantCulture)} {unit}").TrimEnd();
}
