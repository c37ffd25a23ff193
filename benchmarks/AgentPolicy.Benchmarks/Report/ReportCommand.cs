using System.CommandLine;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Report;

/// <summary>The command line of the report.</summary>
internal static class ReportCommand
{
    public const string Name = "report";

    /// <summary>Takes one group of measures only: what the report starts itself with.</summary>
    public const string Group = "--group";

    public static Command Create()
    {
        var folder = new Option<string?>("--out") { Description = "The folder to write RESULTS.md and the charts into; the suite's own 'results' where it is not given." };
        var group = new Option<string?>(Group) { Description = "One group of measures, which are written as JSON.", Hidden = true };
        var command = new Command(Name, "Measures everything, and writes tables and charts.") { folder, group };
        command.SetAction(parsed => CommandGuard.Run(() => Run(parsed.GetValue(folder), parsed.GetValue(group))));
        return command;
    }

    private static int Run(string? folder, string? group) => (folder, group) switch
    {
        (_, null) => BenchmarkReport.Run(folder ?? BenchmarkReport.OwnFolder(), Console.Out),
        (null, not null) => BenchmarkReport.RunGroup(group, Console.Out, Console.Error),
        _ => throw new WorkloadException("A group of measures is written nowhere but to the output."),
    };
}
