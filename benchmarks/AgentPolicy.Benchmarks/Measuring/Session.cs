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
    private const int QuietTurns = 2;
    private const int PassesOfThreads = 20;
    private const double UndisturbedScaling = 1.9;

    /// <summary>The time, in nanoseconds.</summary>
    public static long Now() => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    /// <summary>Runs everything until the JIT compiler has nothing left to do, and sets the lengths of samples. False where it was not done by then.</summary>
    public static bool WarmUp(IReadOnlyList<Contestant> contestants, TimeSpan longest)
    {
        foreach (var contestant in contestants)
            contestant.Calibrate(s_longestPass, s_sample, Now);
        var clock = Stopwatch.StartNew();
        var quietTurns = 0;
        while (quietTurns < QuietTurns && clock.Elapsed < longest)
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
        return quietTurns >= QuietTurns;
    }

    /// <summary>Takes a sample of each, this many times; before each, so many passes that do not count, for what the one before left of the caches.</summary>
    public static void Measure(IReadOnlyList<Contestant> contestants, int rounds, int passesBefore = 0)
    {
        for (var round = 0; round < rounds; round++)
            for (var i = 0; i < contestants.Count; i++)
            {
                var contestant = contestants[(i + round) % contestants.Count];
                for (var pass = 0; pass < passesBefore; pass++)
                    contestant.Pass();
                contestant.Sample(Now);
            }
    }

    /// <summary>
    /// The bytes that this thread allocates in many passes: the most in two rounds, one after the other, that allocate least. One round may be disturbed, since the runtime allocates
    /// now and then; what is allocated by one call of many is in both.
    /// </summary>
    public static (long Bytes, long Calls) Allocations(Contestant contestant, TimeSpan budget, int rounds = 5)
    {
        var passes = (int)Math.Max(1, contestant.Passes * (budget / s_sample));
        var (least, last) = (long.MaxValue, long.MaxValue);
        for (var round = 0; round < rounds && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < passes; i++)
                contestant.Pass();
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            (least, last) = (Math.Min(least, Math.Max(last, bytes)), bytes);
        }

        return (least, (long)passes * contestant.Calls);
    }

    /// <summary>How many times as many calls a second two threads make as one: the best of some rounds, since others share the machine.</summary>
    public static double ThreadScaling(Contestant contestant, int rounds)
    {
        var best = 0.0;
        for (var round = 0; round < rounds; round++)
        {
            var (one, two) = ThreadTimes(contestant);
            best = Math.Max(best, 2.0 * one / two);
        }

        return best;
    }

    /// <summary>The same of the least times of many rounds, which noise does not lift: more of them where others have had a core for all of the first.</summary>
    public static double LeastThreadScaling(Contestant contestant, int rounds, int mostRounds)
    {
        var (one, two) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var round = 0; round < rounds || (round < mostRounds && 2 * one / two < UndisturbedScaling); round++)
        {
            var times = ThreadTimes(contestant);
            (one, two) = (Math.Min(one, times.One), Math.Min(two, times.Two));
        }

        return 2 * one / two;
    }

    private static (long One, long Two) ThreadTimes(Contestant contestant)
    {
        var passes = contestant.Passes * PassesOfThreads;
        var one = Time(() => Run(contestant, passes));
        var two = Time(() =>
        {
            var other = new Thread(() => Run(contestant, passes));
            other.Start();
            Run(contestant, passes);
            other.Join();
        });
        return (one, two);
    }

    private static void Run(Contestant contestant, int passes)
    {
        for (var i = 0; i < passes; i++)
            contestant.Pass();
    }

    private static long Time(Action action)
    {
        var start = Now();
        action();
        return Now() - start;
    }

    private static void Warm(Contestant contestant)
    {
        var until = Now() + s_warmSlice.TotalNanoseconds;
        for (var i = 0; i < WarmPasses && Now() < until; i++)
            contestant.Pass();
    }
}
