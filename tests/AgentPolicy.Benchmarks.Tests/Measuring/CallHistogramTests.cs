using AgentPolicy.Benchmarks.Measuring;

namespace AgentPolicy.Benchmarks.Tests.Measuring;

public sealed class CallHistogramTests
{
    [Theory]
    [InlineData(0.5, 500)]
    [InlineData(0.99, 990)]
    [InlineData(0.999, 999)]
    [InlineData(1, 1000)]
    public void Percentile_OfAThousandTimes_IsExactToAThirtySecond(double share, long expected)
    {
        var histogram = new CallHistogram();
        foreach (var time in Enumerable.Range(1, 1000).Reverse())
            histogram.Record(time);
        Assert.InRange(histogram.Percentile(share), expected, expected + (expected / 32) + 1);
    }

    [Fact]
    public void Percentile_OfTimesOfAnyLength_IsNotLessThanTheTime()
    {
        foreach (var time in new[] { 0, 1, 31, 32, 33, 1L << 20, (1L << 40) + 12345, long.MaxValue / 2 })
        {
            var histogram = new CallHistogram();
            histogram.Record(time);
            Assert.InRange(histogram.Percentile(1), time, time + (time / 32) + 1);
        }
    }

    [Fact]
    public void Percentile_OfNothing_IsRefused()
    {
        var histogram = new CallHistogram();
        Assert.Throws<InvalidOperationException>(() => histogram.Percentile(0.5));
        histogram.Record(1);
        histogram.Clear();
        Assert.Throws<InvalidOperationException>(() => histogram.Percentile(0.5));
    }
}
