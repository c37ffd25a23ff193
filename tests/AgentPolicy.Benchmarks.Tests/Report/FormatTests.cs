using AgentPolicy.Benchmarks.Report;

namespace AgentPolicy.Benchmarks.Tests.Report;

public sealed class FormatTests
{
    [Theory]
    [InlineData(1.234, "1.23 ns")]
    [InlineData(12.34, "12.3 ns")]
    [InlineData(123.4, "123 ns")]
    [InlineData(1_234, "1.23 µs")]
    [InlineData(1_234_000, "1.23 ms")]
    [InlineData(1_234_000_000, "1.23 s")]
    [InlineData(double.NaN, "–")]
    public void Time_IsWrittenInAUnitThatSuitsIt(double nanoseconds, string text) => Assert.Equal(text, Format.Time(nanoseconds));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0012, "0.001 B")]
    [InlineData(7_248, "7.25 KB")]
    [InlineData(631_608, "632 KB")]
    public void Bytes_AreWrittenInAUnitThatSuitsThem(double bytes, string text) => Assert.Equal(text, Format.Bytes(bytes));
}
