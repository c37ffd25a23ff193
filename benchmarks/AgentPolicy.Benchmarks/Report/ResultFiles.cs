using System.Globalization;
using System.Text;

namespace AgentPolicy.Benchmarks.Report;

/// <summary>Writes what was measured: RESULTS.md and the charts it shows.</summary>
internal static class ResultFiles
{
    public const string Document = "RESULTS.md";

    private static readonly string[] s_engines = [Names.Governed, Names.Evaluate, Names.EvaluateJson, Names.Interpreter, Names.InterpreterJson, Names.InterpretedCall];

    public static IReadOnlyList<(string Name, string Text)> Write(Machine machine, TimeSpan took, IReadOnlyList<ReportLine> lines)
    {
        DecisionTime[] times = [.. lines.Select(line => line.Time).OfType<DecisionTime>()];
        Quantity[] quantities = [.. lines.Select(line => line.Quantity).OfType<Quantity>()];
        var text = new StringBuilder();
        Head(text, machine, took);
        Tools(text, [.. times.Where(time => time.Section == Names.Tools)]);
        Requests(text, [.. times.Where(time => time.Section == Names.Requests)]);
        Peers(text, [.. times.Where(time => time.Section == Names.Peers)], quantities);
        Allocations(text, times);
        foreach (var remark in lines.Select(line => line.Remark).OfType<string>())
            text.Append(remark).Append("\n\n");
        Costs(text, quantities);
        return [(Document, text.ToString().TrimEnd() + "\n"), .. ResultCharts.Draw(times, quantities)];
    }

    private static void Head(StringBuilder text, Machine machine, TimeSpan took) => text.Append(string.Create(CultureInfo.InvariantCulture, $"""
        # Results

        | | |
        |---|---|
        | command | `dotnet run -c Release --project benchmarks/AgentPolicy.Benchmarks -- {ReportCommand.Name}` |
        | date | {machine.Date:yyyy-MM-dd}, {took.TotalMinutes:0.0} minutes |
        | processor | {machine.Cpu} |
        | cores | {machine.Cores}, which others may share |
        | system | {machine.System} |
        | runtime | {machine.Runtime} |

        Times are the least of the means of samples of 2 ms, which are taken in turns. [The suite's page](../README.md) says what is measured and how. Ratios are worth more than
        nanoseconds.


        """));

    private static void Tools(StringBuilder text, DecisionTime[] times)
    {
        text.Append("## Governed tools\n\n![Decisions by the number of policies](toolcalls.svg)\n\n");
        text.Append(MarkdownTable.Write(
            ["workload", "policies", Names.Governed, Names.HandCall, "ratio", Names.Evaluate, Names.HandSwitch, "ratio", Names.EvaluateJson, Names.Interpreter, Names.InterpreterJson, Names.InterpretedCall],
            Workloads(times).Select(rows => new[]
            {
                rows.Name, rows.Size, Time(rows, Names.Governed), Time(rows, Names.HandCall), Format.Ratio(rows.Ratio(Names.Governed, Names.HandCall)), Time(rows, Names.Evaluate), Time(rows, Names.HandSwitch),
                Format.Ratio(rows.Ratio(Names.Evaluate, Names.HandSwitch)), Time(rows, Names.EvaluateJson), Time(rows, Names.Interpreter), Time(rows, Names.InterpreterJson), Time(rows, Names.InterpretedCall),
            })));
        text.Append("Single decisions, the clock read before and after each (p50 / p99 / p99.9):\n\n![Percentiles of governed calls](percentiles.svg)\n\n");
        text.Append(MarkdownTable.Write(
            ["workload", "policies", Names.Governed, Names.Evaluate],
            Workloads(times).Select(rows => new[] { rows.Name, rows.Size, Format.Percentiles(rows[Names.Governed]?.Single), Format.Percentiles(rows[Names.Evaluate]?.Single) })));
    }

    private static void Requests(StringBuilder text, DecisionTime[] times)
    {
        text.Append("## Requests\n\nPolicies without governed tools: hierarchies of 100,000 entities, sets and records, guarded policies without scopes and schema, the applications of the paper on Cedar, and the recorded bank.\n\n![Decisions over requests](requests.svg)\n\n");
        text.Append(MarkdownTable.Write(
            ["workload", "size", Names.Evaluate, Names.EvaluateJson, Names.Interpreter, Names.InterpreterJson, "by hand", $"{Names.Evaluate}: p50 / p99 / p99.9", $"{Names.Interpreter}: p50 / p99 / p99.9"],
            Workloads(times).Select(rows => new[]
            {
                rows.Name, rows.Size, Time(rows, Names.Evaluate), Time(rows, Names.EvaluateJson), Time(rows, Names.Interpreter), Time(rows, Names.InterpreterJson), Time(rows, Names.HandSwitch),
                Format.Percentiles(rows[Names.Evaluate]?.Single), Format.Percentiles(rows[Names.Interpreter]?.Single),
            }),
            texts: 2));
    }

    private static void Peers(StringBuilder text, DecisionTime[] times, Quantity[] quantities)
    {
        if (times.Length == 0)
            return;
        int[] sizes = [.. times.Select(time => time.Count).Distinct().Order()];
        var largest = sizes[^1];
        var own = Of(Names.Evaluate, largest)?.Nanoseconds;
        text.Append("## Other engines\n\nThe same rules and the same calls of `toolcalls`, in the same rounds. \"By tool\" finds the tool's rules in a dictionary or a workflow first, as the policies' index does; else every rule is asked. System.Linq.Dynamic.Core and RulesEngine are given a typed object and so stand beside the governed call, which reads its arguments in place, rather than beside `Evaluate`, which reads dictionaries. RulesEngine compiles a workflow when it is first asked: by tool, its load is that of one tool. The reference engine is given JSON and gives JSON, and both are part of its time.\n\n![Other engines](peers.svg)\n\n");
        text.Append(MarkdownTable.Write(
            ["engine", .. sizes.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size:N0} policies")), $"to {Names.Evaluate}, {largest:N0}", "p50 / p99", "bytes a decision", "load"],
            times.Select(time => time.Path).Distinct().Select(path => (string[])
            [
                path,
                .. sizes.Select(size => Format.Time(Of(path, size)?.Nanoseconds)),
                Format.Ratio(Of(path, largest)?.Nanoseconds / own),
                Of(path, largest)?.Single is { } single ? $"{Format.Time(single.P50)} / {Format.Time(single.P99)}" : "–",
                Format.Bytes(Of(path, largest)?.Bytes),
                quantities.FirstOrDefault(quantity => quantity.Table == Names.PeerLoad && quantity.Subject == path && quantity.Count == largest) is { } load ? Format.Milliseconds(load.Value) : "–",
            ])));

        DecisionTime? Of(string path, int size) => times.FirstOrDefault(time => time.Path == path && time.Count == size);
    }

    private static void Allocations(StringBuilder text, DecisionTime[] times)
    {
        DecisionTime[] own = [.. times.Where(time => s_engines.Contains(time.Path))];
        DecisionTime[] allocating = [.. own.Where(time => time.Bytes > 0)];
        text.Append(CultureInfo.InvariantCulture, $"## Allocations\n\nOf {own.Length} paths through AgentPolicy, {(allocating.Length == 0 ? "none allocates" : $"{allocating.Length} allocate")}.");
        foreach (var time in allocating)
            text.Append(CultureInfo.InvariantCulture, $"\n- {time.Workload}, {time.Size}, {time.Path}: {Format.Bytes(time.Bytes)} a decision");
        text.Append("\n\n");
    }

    private static void Costs(StringBuilder text, Quantity[] quantities)
    {
        Section("Two threads", "Governed calls, in millions a second. Both threads run all calls; of one thread and of two the least time of 30 to 80 rounds counts. Whoever else uses the cores makes two threads look worse.", Names.Threads, "calls of", Format.Digits);
        Section("Loading", "From the assembly's bytes, or the policies' text, until the first decision is there (the best of three; code that is loaded again is compiled again).", Names.Loading, "policies", Format.Digits, "![Loading](loading.svg)\n\n");
        Section("Memory", "The managed heap after loading and one decision, and the size of what is loaded; machine code is not counted. Small sets show what any set costs.", Names.Memory, "policies", Format.Digits);
        Section("Build", "What the generators and the C# compiler take for policies without tools, in a process that is warm.", Names.Build, "policies", Format.Digits);

        void Section(string title, string what, string table, string subject, Func<double, string> format, string chart = "")
        {
            Quantity[] own = [.. quantities.Where(quantity => quantity.Table == table)];
            if (own.Length == 0)
                return;
            string[] columns = [.. own.Select(quantity => quantity.What).Distinct()];
            text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n{what}\n\n{chart}");
            text.Append(MarkdownTable.Write(
                [subject, .. columns],
                own.GroupBy(quantity => quantity.Subject).Select(rows => (string[])[rows.Key, .. columns.Select(column => rows.FirstOrDefault(quantity => quantity.What == column) is { } found ? format(found.Value) : "–")])));
        }
    }

    private static IEnumerable<WorkloadRows> Workloads(DecisionTime[] times) => times.GroupBy(time => (time.Workload, time.Size)).Select(rows => new WorkloadRows(rows.Key.Workload, rows.Key.Size, [.. rows]));

    private static string Time(WorkloadRows rows, string path) => Format.Time(rows[path]?.Nanoseconds);
}

/// <summary>The paths of one workload.</summary>
internal sealed record WorkloadRows(string Name, string Size, IReadOnlyList<DecisionTime> Times)
{
    public DecisionTime? this[string path] => Times.FirstOrDefault(time => time.Path == path);

    public double? Ratio(string path, string against) => this[path]?.Nanoseconds / this[against]?.Nanoseconds;
}
