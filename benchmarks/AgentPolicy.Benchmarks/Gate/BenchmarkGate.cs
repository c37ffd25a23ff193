using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AgentPolicy.Benchmarks.Measuring;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Gate;

/// <summary>Measures the workloads and holds them against the bounds.</summary>
internal static class BenchmarkGate
{
    private const int Rounds = 16;
    private static readonly TimeSpan s_longestWarmUp = TimeSpan.FromSeconds(25);

    /// <summary>Measures each group of workloads in a process of its own, one after the other, and writes the table.</summary>
    /// <exception cref="WorkloadException">A group could not be measured.</exception>
    public static int Run(TextWriter output)
    {
        Row[] rows = [.. GateWorkloads.All.SelectMany(RunTwiceIfNeeded)];
        GateTable.Write(output, rows);
        return GateTable.WriteSummary(output, rows);
    }

    /// <summary>Measures a group of workloads in this process, and writes its rows, one a line, as JSON.</summary>
    /// <exception cref="WorkloadException">There is no such group, or a workload is missing, does not compile, or is decided wrongly.</exception>
    public static int RunGroup(string name, TextWriter output, TextWriter progress)
    {
        var group = GateWorkloads.All.SingleOrDefault(group => group.Name == name)
            ?? throw new WorkloadException($"There is no group of workloads '{name}'; there are {string.Join(", ", GateWorkloads.All.Select(group => group.Name))}.");
        foreach (var row in Measure(group, progress))
            output.WriteLine(JsonSerializer.Serialize(row));
        return 0;
    }

    private static IEnumerable<Row> Measure(GateWorkloads group, TextWriter progress)
    {
        var clock = Stopwatch.StartNew();
        void Say(string what) => progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{group.Name} {clock.Elapsed.TotalSeconds,5:0.0} s] {what}"));

        var bounds = Bounds.Load();
        Say("compiling the workloads");
        var workloads = group.Prepare();
        Contestant[] contestants = [.. workloads.SelectMany(paths => paths.All)];
        Say(string.Create(CultureInfo.InvariantCulture, $"{contestants.Length} contestants decide rightly; warming up"));
        if (!Session.WarmUp(contestants, s_longestWarmUp))
            Say("the JIT compiler is still at work; measuring all the same");
        Say("measuring");
        Session.Measure(contestants, Rounds);
        Say("judging");
        foreach (var check in group.Checks(workloads).Concat(workloads.Select(GateChecks.Bytes)))
            yield return Judge.Decide(check, bounds);
        Say("done");
    }

    // Another process has its code and its data elsewhere: what is beyond its bound there as well is not so by mischance.
    private static List<Row> RunTwiceIfNeeded(GateWorkloads group)
    {
        var rows = RunAlone(group);
        return rows.Exists(row => row.Verdict == Verdict.Failed) ? RunAlone(group) : rows;
    }

    private static List<Row> RunAlone(GateWorkloads group)
    {
        var program = Environment.ProcessPath ?? throw new WorkloadException("This program does not know where it is.");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(BenchmarkGate).Assembly.Location);
        foreach (var argument in new[] { GateCommand.Name, GateCommand.Group, group.Name })
            start.ArgumentList.Add(argument);

        // Methods are compiled for good as soon as they were called often enough, rather than when a tenth of a second has passed without a new one: the same code, sooner.
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = "0";
        using var process = Process.Start(start)!;
        var rows = new List<Row>();
        while (process.StandardOutput.ReadLine() is { } line)
            rows.Add(JsonSerializer.Deserialize<Row>(line)!);
        process.WaitForExit();
        return process.ExitCode == 0 && rows.Count > 0 ? rows : throw new WorkloadException($"The workloads '{group.Name}' could not be measured.");
    }
}
