namespace AgentPolicy.Benchmarks.Measuring;

/// <summary>Percentiles of single calls: in each round all calls are timed one by one; the least of the rounds counts, since others share the machine.</summary>
/// <param name="calls">How many calls a pass makes.</param>
/// <param name="timedPass">Makes a pass, and writes down the time of each call.</param>
/// <param name="callsPerRound">How many calls a round makes at least.</param>
internal sealed class CallTimes(int calls, Action<long[]> timedPass, int callsPerRound = CallTimes.CallsPerRound)
{
    private const int CallsPerRound = 20_000;

    private readonly CallHistogram _histogram = new();
    private readonly long[] _ticks = new long[calls];

    public double P50 { get; private set; } = double.PositiveInfinity;

    public double P99 { get; private set; } = double.PositiveInfinity;

    public double P999 { get; private set; } = double.PositiveInfinity;

    public void Measure(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            _histogram.Clear();
            while (_histogram.Count < callsPerRound)
            {
                timedPass(_ticks);
                foreach (var ticks in _ticks)
                    _histogram.Record(ticks);
            }

            P50 = Math.Min(P50, Nanoseconds(0.5));
            P99 = Math.Min(P99, Nanoseconds(0.99));
            P999 = Math.Min(P999, Nanoseconds(0.999));
        }
    }

    private double Nanoseconds(double share) => _histogram.Percentile(share) * (1e9 / System.Diagnostics.Stopwatch.Frequency);
}
