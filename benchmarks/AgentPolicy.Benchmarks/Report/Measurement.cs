using AgentPolicy.Benchmarks.Measuring;

namespace AgentPolicy.Benchmarks.Report;

/// <summary>Measures contestants together, and then what each of them allocates and how its single calls are spread.</summary>
internal static class Measurement
{
    private const int Rounds = 20;
    private const int RoundsOfCalls = 3;
    private static readonly TimeSpan s_longestWarmUp = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan s_allocations = TimeSpan.FromMilliseconds(30);

    /// <summary>Warms up and takes all samples.</summary>
    public static void Run(IReadOnlyList<Contestant> contestants, Action<string> say)
    {
        say(FormattableString.Invariant($"{contestants.Count} contestants decide rightly; warming up"));
        if (!Session.WarmUp(contestants, s_longestWarmUp))
            say("the JIT compiler is still at work; measuring all the same");
        say("measuring");
        Session.Measure(contestants, Rounds, passesBefore: 1);
    }

    public static double Bytes(Contestant contestant)
    {
        var (bytes, calls) = Session.Allocations(contestant, s_allocations);
        return (double)bytes / calls;
    }

    public static Percentiles Single(CallTimes times)
    {
        times.Measure(RoundsOfCalls);
        return new Percentiles(times.P50, times.P99, times.P999);
    }
}
