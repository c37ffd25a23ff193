using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static AgentPolicy.Language.Tests.Values.TestValues;

namespace AgentPolicy.Language.Tests.Values;

public sealed class DateTimeValueTests
{
    private const long Day = 86_400_000;

    [Theory]
    [InlineData("1970-01-01", 0)]
    [InlineData("0000-01-01", -62_167_219_200_000)]
    [InlineData("0000-02-29", -62_162_121_600_000)]
    [InlineData("0000-03-01", -62_162_035_200_000)]
    [InlineData("0001-01-01", -62_135_596_800_000)]
    [InlineData("9999-12-31", 253_402_214_400_000)]
    [InlineData("9999-12-31T23:59:59.999Z", 253_402_300_799_999)]
    [InlineData("9999-12-31T23:59:59.999-2359", 253_402_387_139_999)]
    [InlineData("0000-01-01T00:00:00+2359", -62_167_305_540_000)]
    [InlineData("2024-02-29T12:34:56Z", 1_709_210_096_000)]
    [InlineData("2024-02-29T12:34:56.007Z", 1_709_210_096_007)]
    [InlineData("2024-02-29T12:34:56+0130", 1_709_204_696_000)]
    [InlineData("2024-02-29T12:34:56-0130", 1_709_215_496_000)]
    [InlineData("2024-02-29T12:34:56.999-0000", 1_709_210_096_999)]
    [InlineData("1969-12-31T23:59:59.999Z", -1)]
    [InlineData("2000-02-29", 951_782_400_000)]
    public void Parse_Datetime_YieldsItsMilliseconds(string text, long expected)
    {
        Assert.Equal(expected, Parse(new TextView(text)));
        Assert.Equal(expected, Parse(new TextView(Encoding.UTF8.GetBytes(text))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1970")]
    [InlineData("1970-01")]
    [InlineData("1970-1-1")]
    [InlineData("70-01-01")]
    [InlineData("-1970-01-01")]
    [InlineData("+1970-01-01")]
    [InlineData("19700-01-01")]
    [InlineData("1970-00-01")]
    [InlineData("1970-13-01")]
    [InlineData("1970-01-00")]
    [InlineData("1970-01-32")]
    [InlineData("1970-04-31")]
    [InlineData("2023-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("2024-02-30")]
    [InlineData(" 1970-01-01")]
    [InlineData("1970-01-01 ")]
    [InlineData("1970-01-01\n")]
    [InlineData("1970-01-01\0")]
    [InlineData("1970-01-01Z")]
    [InlineData("1970-01-01T")]
    [InlineData("1970-01-01T00:00")]
    [InlineData("1970-01-01T00:00Z")]
    [InlineData("1970-01-01T00:00:00")]
    [InlineData("1970-01-01 00:00:00Z")]
    [InlineData("1970-01-01t00:00:00Z")]
    [InlineData("1970-01-01T00:00:00z")]
    [InlineData("1970-01-01T24:00:00Z")]
    [InlineData("1970-01-01T00:60:00Z")]
    [InlineData("1970-01-01T00:00:60Z")]
    [InlineData("2016-12-31T23:59:60Z")]
    [InlineData("1970-01-01T0:00:00Z")]
    [InlineData("1970-01-01T00:00:00.Z")]
    [InlineData("1970-01-01T00:00:00.1Z")]
    [InlineData("1970-01-01T00:00:00.12Z")]
    [InlineData("1970-01-01T00:00:00.1234Z")]
    [InlineData("1970-01-01T00:00:00,123Z")]
    [InlineData("1970-01-01T00:00:00.123")]
    [InlineData("1970-01-01T00:00:00+01")]
    [InlineData("1970-01-01T00:00:00+01:30")]
    [InlineData("1970-01-01T00:00:00+2400")]
    [InlineData("1970-01-01T00:00:00+0060")]
    [InlineData("1970-01-01T00:00:00+01300")]
    [InlineData("1970-01-01T00:00:00Z+0100")]
    [InlineData("1970-01-01T00:00:00ZZ")]
    [InlineData("\u0661970-01-01")]
    [InlineData("1970-01-01T00:00:00\u00E9")]
    public void Parse_AnythingElse_IsRefused(string text)
    {
        Assert.Null(Parse(new TextView(text)));
        Assert.Null(Parse(new TextView(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void Parse_EveryDayOfTheCalendar_IsTheDayThatItIs()
    {
        // .NET's calendar begins a year after Cedar's.
        var expected = -62_135_596_800_000;
        for (var day = DateOnly.MinValue; ; day = day.AddDays(1), expected += Day)
        {
            var text = FormattableString.Invariant($"{day.Year:0000}-{day.Month:00}-{day.Day:00}");
            if (Parse(new TextView(text)) != expected || DateTimeValue.Format(expected) != $"datetime(\"{text}\")")
                Assert.Fail(text);
            if (day == DateOnly.MaxValue)
                return;
        }
    }

    [Property(MaxTest = 2_000)]
    public Property Parse_AnyTimeInAnyZone_AgreesWithDotNet() => Prop.ForAll(
        Arb.From(
            from day in Gen.Choose(0, DateOnly.MaxValue.DayNumber)
            from milliseconds in Gen.Choose(0, (int)Day - 1)
            from minutes in Gen.Choose(-839, 839)
            from hasFraction in Gen.Elements(true, false)
            select (DateTime.MinValue.AddDays(day).AddMilliseconds(hasFraction ? milliseconds : milliseconds / 1_000 * 1_000), minutes, hasFraction)),
        sample =>
        {
            var (time, minutes, hasFraction) = sample;
            var offset = FormattableString.Invariant($"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}{Math.Abs(minutes) % 60:00}");
            var text = time.ToString("yyyy-MM-ddTHH:mm:ss" + (hasFraction ? ".fff" : ""), System.Globalization.CultureInfo.InvariantCulture) + offset;
            var expected = ((time.Ticks - DateTime.UnixEpoch.Ticks) / 10_000) - (minutes * 60_000L);
            Assert.Equal(expected, Parse(new TextView(text)));
        });

    [Property(MaxTest = 500)]
    public void Write_AnyDatetime_IsAnExpressionOfTheSameValue(long milliseconds)
    {
        foreach (var value in new[] { milliseconds, milliseconds % 100_000_000_000_000, long.MinValue, long.MaxValue, 0, -62_167_219_200_000, -62_167_219_200_001, 253_402_300_799_999, 253_402_300_800_000 })
        {
            var text = PolicyValue.FromDateTimeMilliseconds(value).ToString();
            var condition = Lowering.Compiling.Policy($"permit(principal, action, resource) when {{ context == {text} }};").Condition;
            var constant = Assert.IsType<Language.Program.ConstantExpr>(Assert.IsType<Language.Program.BinaryExpr>(condition).Right);
            Assert.Equal((PolicyValueKind.DateTime, value), (constant.Value.Kind, constant.Value.Milliseconds));
        }
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(-1, -Day, Day - 1)]
    [InlineData(-Day, -Day, 0)]
    [InlineData(Day + 5, Day, 5)]
    [InlineData(long.MaxValue, long.MaxValue - 25_975_807, 25_975_807)]
    [InlineData(long.MinValue + 25_975_808, long.MinValue + 25_975_808, 0)]
    public void ToDateAndToTime_TakeADatetimeApart(long milliseconds, long date, long time)
    {
        var datetime = PolicyValue.FromDateTimeMilliseconds(milliseconds);
        AssertValue(PolicyValue.FromDateTimeMilliseconds(date), Intrinsics.ToDate(datetime));
        AssertValue(PolicyValue.FromDurationMilliseconds(time), Intrinsics.ToTime(datetime));
        AssertValue(datetime, Intrinsics.Offset(Intrinsics.ToDate(datetime), Intrinsics.ToTime(datetime)));
    }

    [Fact]
    public void ToDate_BeforeTheFirstDay_Overflows()
    {
        foreach (var milliseconds in new[] { long.MinValue, long.MinValue + 25_975_807 })
        {
            AssertError(PolicyErrorKind.Overflow, Intrinsics.ToDate(PolicyValue.FromDateTimeMilliseconds(milliseconds)));
            Assert.Equal(PolicyValueKind.Duration, Intrinsics.ToTime(PolicyValue.FromDateTimeMilliseconds(milliseconds)).Kind);
        }

        AssertValue(Duration("16h47m4s192ms"), Intrinsics.ToTime(PolicyValue.FromDateTimeMilliseconds(long.MinValue)));
        Assert.Equal("'toDate' leaves the range of 64 bits of milliseconds", Intrinsics.ToDate(PolicyValue.FromDateTimeMilliseconds(long.MinValue)).DescribeError());
    }

    [Fact]
    public void OffsetAndDurationSince_BeyondTheRange_Overflow()
    {
        var (first, last) = (PolicyValue.FromDateTimeMilliseconds(long.MinValue), PolicyValue.FromDateTimeMilliseconds(long.MaxValue));
        AssertValue(first, Intrinsics.Offset(Datetime("1970-01-01"), PolicyValue.FromDurationMilliseconds(long.MinValue)));
        AssertError(PolicyErrorKind.Overflow, Intrinsics.Offset(last, Duration("1ms")));
        AssertError(PolicyErrorKind.Overflow, Intrinsics.Offset(first, Duration("-1ms")));
        AssertValue(Duration("-1d"), Intrinsics.DurationSince(Datetime("1970-01-01"), Datetime("1970-01-02")));
        AssertValue(PolicyValue.FromDurationMilliseconds(long.MinValue), Intrinsics.DurationSince(first, Datetime("1970-01-01")));
        AssertError(PolicyErrorKind.Overflow, Intrinsics.DurationSince(Datetime("1970-01-01"), first));
        AssertError(PolicyErrorKind.Overflow, Intrinsics.DurationSince(last, first));
    }

    [Fact]
    public void Methods_OfAnotherKind_AreTypeErrorsAndErrorsComeFirst()
    {
        AssertTypeError(PolicyValueKind.String, PolicyValueKind.DateTime, Intrinsics.ParseDateTime(Datetime("1970-01-01")));
        AssertTypeError(PolicyValueKind.DateTime, PolicyValueKind.String, Intrinsics.ToDate("1970-01-01"));
        AssertTypeError(PolicyValueKind.DateTime, PolicyValueKind.Duration, Intrinsics.ToTime(Duration("1d")));
        AssertTypeError(PolicyValueKind.Duration, PolicyValueKind.DateTime, Intrinsics.ToDays(Datetime("1970-01-01")));
        AssertTypeError(PolicyValueKind.Duration, PolicyValueKind.DateTime, Intrinsics.Offset(Datetime("1970-01-01"), Datetime("1970-01-01")));
        AssertTypeError(PolicyValueKind.DateTime, PolicyValueKind.Duration, Intrinsics.DurationSince(Datetime("1970-01-01"), Duration("1d")));
        AssertError(PolicyErrorKind.ExtensionFailed, Intrinsics.Offset("x", Datetime("x")));
    }

    private static long? Parse(TextView text) => DateTimeValue.TryParse(text, out var milliseconds) ? milliseconds : null;
}
