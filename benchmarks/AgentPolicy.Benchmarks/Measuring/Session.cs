using System.Diagnostics;
using System.Runtime;

namespace AgentPolicy.Benchmarks.Measuring;

/// <summary>Measures contestants in interleaved rounds, so that whatever else the machine does slows all of them, and keeps the least time of each.</summary>
internal sealed class Session
{
    private static readonly TimeSpan s_sample = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan s_longestPass = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_warmSlice = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(150);

    private const int WarmPasses = 64;

    /// <summary>The time, in nanoseconds.</summary>
    public static long Now() => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    /// <summary>Runs everything until the JIT compiler has nothing left to do, and sets the lengths of samples.</summary>
    public static void WarmUp(IReadOnlyList<Contestant> contestants, TimeSpan longest)
    {
        foreach (var contestant in contestants)
            contestant.Calibrate(s_longestPass, s_sample, Now);
        var clock = Stopwatch.StartNew();
        var quietTurns = 0;
        while (quietTurns < 2 && clock.Elapsed < longest)
        {
            var before = JitInfo.GetCompiledMethodCount();
            foreach (var contestant in contestants)
                Warm(contestant);
            // Methods are compiled again in the background, some time after they were called often enough.
            Thread.Sleep(s_quiet);
            quietTurns = JitInfo.GetCompiledMethodCount() == before ? quietTurns + 1 : 0;
        }

        foreach (var contestant in contestants)
            contestant.Calibrate(s_longestPass, s_sample, Now);
    }

    /// <summary>Takes a sample of each, this many times.</summary>
    public static void Measure(IReadOnlyList<Contestant> contestants, int rounds)
    {
        for (var round = 0; round < rounds; round++)
            for (var i = 0; i < contestants.Count; i++)
                contestants[(i + round) % contestants.Count].Sample(Now);
    }

    /// <summary>The bytes that this thread allocates in many passes: the least of a few rounds, since the runtime may allocate once.</summary>
    public static (long Bytes, long Calls) Allocations(Contestant contestant, TimeSpan budget, int rounds = 3)
    {
        var passes = (int)Math.Max(1, contestant.Passes * (budget / s_sample));
        var least = long.MaxValue;
        for (var round = 0; round < rounds && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < passes; i++)
                contestant.Pass();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (least, (long)passes * contestant.Calls);
    }

    private static void Warm(Contestant contestant)
    {
        var until = Now() + s_warmSlice.TotalNanoseconds;
        for (var i = 0; i < WarmPasses && Now() < until; i++)
            contestant.Pass();
    }
}
