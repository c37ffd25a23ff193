using System.Diagnostics;
using System.Globalization;
using AgentPolicy.Benchmarks.Measuring;

namespace AgentPolicy.Benchmarks.Gate;

/// <summary>Measures the workloads and holds them against the bounds.</summary>
internal static class BenchmarkGate
{
    private const int Rounds = 12;
    private static readonly TimeSpan s_longestWarmUp = TimeSpan.FromSeconds(30);

    public static int Run(TextWriter output, TextWriter progress)
    {
        var clock = Stopwatch.StartNew();
        void Say(string what) => progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{clock.Elapsed.TotalSeconds,5:0.0} s] {what}"));

        var bounds = Bounds.Load();
        Say("compiling the workloads");
        var workloads = GateWorkloads.Prepare();
        Contestant[] contestants = [.. workloads.All.SelectMany(paths => paths.All)];
        Say(string.Create(CultureInfo.InvariantCulture, $"{contestants.Length} contestants decide rightly; warming up"));
        Session.WarmUp(contestants, s_longestWarmUp);
        Say("measuring");
        Session.Measure(contestants, Rounds);
        Say("judging");
        Row[] rows = [.. GateChecks.Of(workloads).Select(check => Judge.Decide(check, bounds))];
        Say("done");
        GateTable.Write(output, rows);
        return GateTable.WriteSummary(output, rows);
    }
}
