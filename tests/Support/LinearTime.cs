namespace AgentPolicy.Tests.Support;

/// <summary>
/// Holds work to time that grows with its size, however slow or busy the machine: what counts is the processor's time, and not how much of it but how it grows. The
/// time is that of the whole process, so that the work may use any thread; tests that measure are therefore <see cref="Alone"/>.
/// </summary>
internal static class LinearTime
{
    /// <summary>How many times as large as the small work the large work is.</summary>
    public const int Growth = 8;

    // Linear work takes 8 times as long, or somewhat more where it outgrows the processor's caches; quadratic work takes 64 times as long.
    private const int MostGrowth = 28;

    private const int Rounds = 3;

    /// <summary>As long as this says nothing of how the time grows. What is not linear takes seconds at the sizes that tests use.</summary>
    private static readonly TimeSpan s_floor = TimeSpan.FromMilliseconds(400);

    /// <summary>Many times what any test needs on a busy machine, and nothing beside what exponential work would take.</summary>
    private static readonly TimeSpan s_hang = TimeSpan.FromMinutes(3);

    /// <summary>The work that is prepared for a size takes at most linearly longer than for an eighth of it. Preparing it is not measured.</summary>
    public static void Holds(int size, Func<int, Action> prepare) => Holds(prepare(size / Growth), prepare(size));

    /// <summary>The large work takes at most linearly longer than the small one, which is an eighth of it.</summary>
    public static void Holds(Action small, Action large) => Ends(() =>
    {
        var largest = Measure(large);
        if (largest <= s_floor)
            return;

        // The small one runs warm. The large one may not have, and gets as many chances.
        var limit = MostGrowth * Enumerable.Range(0, Rounds).Min(_ => Measure(small));
        for (var round = 1; round < Rounds && largest > limit; round++)
            largest = TimeSpan.FromTicks(Math.Min(largest.Ticks, Measure(large).Ticks));
        Assert.True(largest <= s_floor || largest <= limit, $"{Growth} times the work takes {largest.TotalMilliseconds:F0} ms, more than {limit.TotalMilliseconds:F0} ms");
    });

    /// <summary>The work ends, rather than take the hours of exponential time.</summary>
    public static void Ends(Action work)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(work)) { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(s_hang), $"does not end within {s_hang.TotalSeconds:F0} s");
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    private static TimeSpan Measure(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return Environment.CpuUsage.TotalTime - before;
    }
}
