using AgentPolicy.Benchmarks.Measuring;

namespace AgentPolicy.Benchmarks.Tests.Measuring;

public sealed class ContestantTests
{
    private long _now;

    [Fact]
    public void LeastCall_OfSamples_IsTheLeastWithoutWhatIsNoCall()
    {
        var overhead = Contestant(() => 20);
        var cost = 1000;
        var contestant = Contestant(() => cost, overhead);
        foreach (var each in new[] { 1000, 420, 900 })
        {
            cost = each;
            contestant.Sample(() => _now);
            overhead.Sample(() => _now);
        }

        Assert.Equal((420 - 20) / 4.0, contestant.LeastCall);
    }

    [Fact]
    public void Calibrate_WhatIsTooSlowToBeRunWhole_RunsAPart()
    {
        var units = 0;
        var contestant = new Contestant("slow", [.. Enumerable.Repeat(1, 64)], count =>
        {
            units = count;
            _now += count * 1_000_000;
            return count;
        });
        contestant.Calibrate(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(2), () => _now);
        contestant.Pass();
        Assert.InRange(units, 1, 16);
        Assert.Equal(units, contestant.Calls);
    }

    private Contestant Contestant(Func<long> cost, Contestant? overhead = null) => new("calls", [2, 2], count =>
    {
        _now += cost();
        return count;
    }) { Overhead = overhead };
}
