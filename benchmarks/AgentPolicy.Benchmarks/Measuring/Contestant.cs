namespace AgentPolicy.Benchmarks.Measuring;

/// <summary>
/// Something that is measured: a row of units, each with a number of calls, that are run from the first on. What is too slow to be run whole is run in part.
/// </summary>
/// <param name="name">What it is.</param>
/// <param name="unitCalls">The number of calls of each unit.</param>
/// <param name="run">Runs this number of units; the result is only there so that the work is not left out.</param>
internal sealed class Contestant(string name, IReadOnlyList<int> unitCalls, Func<int, int> run)
{
    private static int s_sink;

    public string Name => name;

    /// <summary>The number of units that a pass runs; all of them until it is found to be too slow.</summary>
    public int Units { get; private set; } = unitCalls.Count;

    /// <summary>The number of passes in a sample.</summary>
    public int Passes { get; private set; } = 1;

    /// <summary>The number of calls in a pass.</summary>
    public int Calls { get; private set; } = unitCalls.Sum();

    /// <summary>What a pass costs that is no call; it is taken off.</summary>
    public Contestant? Overhead { get; init; }

    /// <summary>The least time of a pass in any sample, in nanoseconds.</summary>
    public double LeastPass { get; private set; } = double.PositiveInfinity;

    /// <summary>The least time of a call, in nanoseconds; not a number where it was not measured, or a pass took no longer than what is no call: such a ratio must not pass.</summary>
    public double LeastCall
    {
        get
        {
            var pass = LeastPass - (Overhead is null ? 0 : Overhead.LeastPass * Units / Overhead.Units);
            return double.IsFinite(pass) && pass > 0 ? pass / Calls : double.NaN;
        }
    }

    public void Pass() => s_sink += run(Units);

    /// <summary>Sets the length of a pass and of a sample.</summary>
    public void Calibrate(TimeSpan longestPass, TimeSpan sample, Func<long> clock)
    {
        for (Units = 1; ; Units = Math.Min(unitCalls.Count, Units * 2))
        {
            var time = Time(clock);
            Passes = (int)Math.Clamp(sample.TotalNanoseconds / Math.Max(1, time), 1, 100_000);
            if (Units == unitCalls.Count || time * 2 > longestPass.TotalNanoseconds)
                break;
        }

        Calls = unitCalls.Take(Units).Sum();
    }

    /// <summary>Takes a sample.</summary>
    public void Sample(Func<long> clock)
    {
        var start = clock();
        for (var i = 0; i < Passes; i++)
            Pass();
        LeastPass = Math.Min(LeastPass, (clock() - start) / (double)Passes);
    }

    // The better of two: the first call of anything is slow.
    private long Time(Func<long> clock)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 2; i++)
        {
            var start = clock();
            Pass();
            least = Math.Min(least, clock() - start);
        }

        return least;
    }
}
