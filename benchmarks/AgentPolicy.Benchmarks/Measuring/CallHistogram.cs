using System.Numerics;

namespace AgentPolicy.Benchmarks.Measuring;

/// <summary>How long single calls took. Times are counted in buckets that are exact to a thirty-second, so that recording one costs the same whatever it is.</summary>
internal sealed class CallHistogram
{
    private const int PrecisionBits = 5;
    private const int Steps = 1 << PrecisionBits;

    private readonly long[] _counts = new long[(64 - PrecisionBits) * Steps + Steps];

    public long Count { get; private set; }

    public void Record(long time)
    {
        _counts[BucketOf(Math.Max(0, time))]++;
        Count++;
    }

    /// <summary>The time that this share of the calls did not exceed; the upper edge of its bucket.</summary>
    /// <exception cref="InvalidOperationException">Nothing is recorded.</exception>
    public long Percentile(double share)
    {
        if (Count == 0)
            throw new InvalidOperationException("Nothing is recorded.");
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var bucket = 0;
        for (var seen = _counts[0]; seen < rank; seen += _counts[bucket])
            bucket++;
        return UpperEdge(bucket);
    }

    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
    }

    // Below Steps every time is a bucket of its own; above, every power of two has Steps buckets.
    private static int BucketOf(long time)
    {
        if (time < Steps)
            return (int)time;
        var shift = BitOperations.Log2((ulong)time) - PrecisionBits;
        return (shift + 1) * Steps + (int)((time >> shift) - Steps);
    }

    private static long UpperEdge(int bucket)
    {
        if (bucket < Steps)
            return bucket;
        var shift = bucket / Steps - 1;
        return ((long)(bucket % Steps + Steps + 1) << shift) - 1;
    }
}
