using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static AgentPolicy.Language.Tests.Values.TestValues;

namespace AgentPolicy.Language.Tests.Values;

public sealed partial class DurationValueTests
{
    [Theory]
    [InlineData("0ms", 0)]
    [InlineData("-0ms", 0)]
    [InlineData("1ms", 1)]
    [InlineData("1s", 1_000)]
    [InlineData("1m", 60_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("1d2h3m4s5ms", 93_784_005)]
    [InlineData("-1d2h3m4s5ms", -93_784_005)]
    [InlineData("1m1ms", 60_001)]
    [InlineData("1m1s", 61_000)]
    [InlineData("1d0s", 86_400_000)]
    [InlineData("100h", 360_000_000)]
    [InlineData("007s", 7_000)]
    [InlineData("00000000000000000000000000000000000000000000000000000000000001s", 1_000)]
    [InlineData("9223372036854775807ms", long.MaxValue)]
    [InlineData("-9223372036854775808ms", long.MinValue)]
    [InlineData("106751991167d7h12m55s807ms", long.MaxValue)]
    [InlineData("-106751991167d7h12m55s808ms", long.MinValue)]
    [InlineData("-9223372036854775s808ms", long.MinValue)]
    public void Parse_Duration_YieldsItsMilliseconds(string text, long expected)
    {
        Assert.Equal(expected, Parse(new TextView(text)));
        Assert.Equal(expected, Parse(new TextView(Encoding.UTF8.GetBytes(text))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("d")]
    [InlineData("ms")]
    [InlineData("1D")]
    [InlineData("1 d")]
    [InlineData(" 1d")]
    [InlineData("1d ")]
    [InlineData("1d\n")]
    [InlineData("1d\0")]
    [InlineData("+1d")]
    [InlineData("--1d")]
    [InlineData("1d-1h")]
    [InlineData("1h1d")]
    [InlineData("1ms1s")]
    [InlineData("1s1m")]
    [InlineData("1d1d")]
    [InlineData("1ms1ms")]
    [InlineData("1d2")]
    [InlineData("1.5h")]
    [InlineData("1w")]
    [InlineData("1mss")]
    [InlineData("1m1")]
    [InlineData("\u0661d")]
    [InlineData("\uFF11d")]
    [InlineData("1d\u00E9")]
    [InlineData("9223372036854775808ms")]
    [InlineData("-9223372036854775809ms")]
    [InlineData("18446744073709551616ms")]
    [InlineData("99999999999999999999999999999ms")]
    [InlineData("106751991167d7h12m55s808ms")]
    [InlineData("-106751991167d7h12m55s809ms")]
    [InlineData("106751991168d")]
    [InlineData("9223372036854775807d")]
    [InlineData("213503982334602d")]
    public void Parse_AnythingElse_IsRefused(string text)
    {
        Assert.Null(Parse(new TextView(text)));
        Assert.Null(Parse(new TextView(Encoding.UTF8.GetBytes(text))));
    }

    [Property(MaxTest = 5_000)]
    public Property Parse_AnyText_AgreesWithTheGrammar() => Prop.ForAll(
        Arb.From(
            from sign in Gen.Elements("", "", "-")
            from count in Gen.Choose(0, 5)
            from parts in (from number in Gen.Elements("0", "1", "59", "007", "106751991167", "9223372036854775807", "9223372036854775808") from unit in Gen.Elements("d", "h", "m", "s", "ms", "") select number + unit).ListOf(count)
            from junk in Gen.Frequency((9, Gen.Constant("")), (1, Gen.Elements("-", " ", "é", "x")))
            select sign + string.Concat(parts) + junk),
        text =>
        {
            Assert.Equal(Model(text), Parse(new TextView(text)));
            Assert.Equal(Model(text), Parse(new TextView(Encoding.UTF8.GetBytes(text))));
        });

    [Property(MaxTest = 1_000)]
    public void Format_AnyDuration_ParsesBack(long milliseconds)
    {
        foreach (var value in new[] { milliseconds, milliseconds % 100_000_000, long.MinValue, long.MaxValue, 0 })
            Assert.Equal(value, Parse(new TextView(DurationValue.Format(value))));
    }

    [Fact]
    public void Write_Duration_IsItsShortestForm()
    {
        Assert.Equal("duration(\"0ms\")", Duration("0d").ToString());
        Assert.Equal("duration(\"-1d1h1ms\")", Duration("-25h1ms").ToString());
    }

    [Theory]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(86_399_999, 86_399, 1_439, 23, 0)]
    [InlineData(-86_399_999, -86_399, -1_439, -23, 0)]
    [InlineData(-999, 0, 0, 0, 0)]
    [InlineData(-86_400_000, -86_400, -1_440, -24, -1)]
    [InlineData(long.MaxValue, 9_223_372_036_854_775, 153_722_867_280_912, 2_562_047_788_015, 106_751_991_167)]
    [InlineData(long.MinValue, -9_223_372_036_854_775, -153_722_867_280_912, -2_562_047_788_015, -106_751_991_167)]
    public void Conversions_AreCutTowardZero(long milliseconds, long seconds, long minutes, long hours, long days)
    {
        var duration = PolicyValue.FromDurationMilliseconds(milliseconds);
        AssertValue(milliseconds, Intrinsics.ToMilliseconds(duration));
        AssertValue(seconds, Intrinsics.ToSeconds(duration));
        AssertValue(minutes, Intrinsics.ToMinutes(duration));
        AssertValue(hours, Intrinsics.ToHours(duration));
        AssertValue(days, Intrinsics.ToDays(duration));
    }

    [Fact]
    public void Less_OfOneKind_ComparesAndOfTwoIsATypeError()
    {
        AssertValue(true, Intrinsics.Less(Duration("-1ms"), Duration("0ms")));
        AssertValue(false, Intrinsics.Less(Duration("24h"), Duration("1d")));
        AssertValue(true, Intrinsics.LessOrEqual(Duration("24h"), Duration("1d")));
        AssertValue(true, Intrinsics.Less(Datetime("1969-12-31"), Datetime("1970-01-01")));
        AssertValue(false, Intrinsics.LessOrEqual(Datetime("1970-01-02"), Datetime("1970-01-01")));
        AssertTypeError(PolicyValueKind.Duration, PolicyValueKind.Long, Intrinsics.Less(Duration("1d"), 1L));
        AssertTypeError(PolicyValueKind.DateTime, PolicyValueKind.Duration, Intrinsics.LessOrEqual(Datetime("1970-01-01"), Duration("1d")));
        AssertTypeError(PolicyValueKind.Long, PolicyValueKind.DateTime, Intrinsics.Less(1L, Datetime("1970-01-01")));
        AssertTypeError(PolicyValueKind.Long, PolicyValueKind.Decimal, Intrinsics.Less(PolicyValue.FromDecimal(1m), PolicyValue.FromDecimal(2m)));
        AssertTypeError(PolicyValueKind.Long, PolicyValueKind.IpAddress, Intrinsics.Less(Ip("::1"), Ip("::2")));
        AssertError(PolicyErrorKind.Overflow, Intrinsics.Less(Duration("1d"), PolicyValue.Error(PolicyErrorKind.Overflow)));
    }

    private static long? Parse(TextView text) => DurationValue.TryParse(text, out var milliseconds) ? milliseconds : null;

    [GeneratedRegex(@"^(-?)(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?(?:([0-9]+)ms)?\z")]
    private static partial Regex Pattern();

    private static long? Model(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success || text is "" or "-")
            return null;
        BigInteger Part(int group, long unit) => match.Groups[group].Success ? BigInteger.Parse(match.Groups[group].Value) * unit : 0;
        var sum = Part(2, 86_400_000) + Part(3, 3_600_000) + Part(4, 60_000) + Part(5, 1_000) + Part(6, 1);
        if (match.Groups[1].Length > 0)
            sum = -sum;
        return sum >= long.MinValue && sum <= long.MaxValue ? (long)sum : null;
    }
}
