using System.Text.Json;
using AgentPolicy.Benchmarks.Gate;

namespace AgentPolicy.Benchmarks.Tests.Gate;

public sealed class JudgeTests
{
    private static readonly Bounds s_bounds = Bounds.Parse("""{"ratio": {"what": "A ratio.", "unit": "x", "goal": 2, "bound": 3}, "told": {"what": "Told only.", "unit": "ns"}}""");

    [Theory]
    [InlineData(3, nameof(Verdict.Passed))]
    [InlineData(3.01, nameof(Verdict.Failed))]
    [InlineData(double.NaN, nameof(Verdict.Failed))]
    [InlineData(double.PositiveInfinity, nameof(Verdict.Failed))]
    public void Decide_AValue_PassesUpToItsBound(double value, string expected) =>
        Assert.Equal(expected, Judge.Decide(new Check("ratio", "a", () => value), s_bounds).Verdict.ToString());

    [Fact]
    public void Decide_WhatHasNoBound_IsReported() => Assert.Equal(Verdict.Reported, Judge.Decide(new Check("told", "a", () => 1e9), s_bounds).Verdict);

    [Theory]
    [InlineData(1, 1, nameof(Verdict.Passed))]
    [InlineData(3, 3, nameof(Verdict.Passed))]
    [InlineData(4, 3, nameof(Verdict.Failed))]
    public void Decide_BeyondTheBound_IsMeasuredAgainBeforeItFails(int goodAfter, int repeats, string expected)
    {
        var measured = 0;
        var row = Judge.Decide(new Check("ratio", "a", () => measured >= goodAfter ? 1 : 9, () => measured++), s_bounds);
        Assert.Equal((expected, repeats), (row.Verdict.ToString(), measured));
    }

    [Fact]
    public void Decide_AMeasureWithoutABound_IsRefused() => Assert.Throws<KeyNotFoundException>(() => Judge.Decide(new Check("unknown", "a", () => 0), s_bounds));

    [Theory]
    [InlineData("""{"a": {"what": "A.", "unit": "x", "goal": 3, "bound": 2}}""")]
    [InlineData("""{"a": {"unit": "x"}}""")]
    [InlineData("""{"a": {"what": "A.", "unit": "x", "limit": 2}}""")]
    [InlineData("""{"a": {"what": "A.", "unit": "x"}, "a": {"what": "A.", "unit": "x"}}""")]
    public void Bounds_ThatAreNotAsTheyShouldBe_AreRefused(string json) => Assert.ThrowsAny<JsonException>(() => Bounds.Parse(json));

    [Fact]
    public void Summary_CountsWhatFailed()
    {
        Row[] rows = [.. new[] { 1.0, 9.0 }.Select(value => Judge.Decide(new Check("ratio", $"at {value}", () => value), s_bounds)), Judge.Decide(new Check("told", "told", () => 1), s_bounds)];
        var output = new StringWriter();
        GateTable.Write(output, rows);
        Assert.Equal(1, GateTable.WriteSummary(output, rows));
        Assert.EndsWith("1 passed, 1 failed" + Environment.NewLine, output.ToString());
        Assert.Contains("FAILED", output.ToString());
        Assert.Equal(0, GateTable.WriteSummary(output, rows[..1]));
    }
}
