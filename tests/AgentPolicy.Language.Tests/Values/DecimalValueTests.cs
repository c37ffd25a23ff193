using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using AgentPolicy.Language.Program;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static AgentPolicy.Language.Tests.Values.TestValues;

namespace AgentPolicy.Language.Tests.Values;

public sealed partial class DecimalValueTests
{
    [Theory]
    [InlineData("0.0", 0)]
    [InlineData("-0.0", 0)]
    [InlineData("-0.5", -5000)]
    [InlineData("0.0001", 1)]
    [InlineData("-0.0001", -1)]
    [InlineData("12.34", 123400)]
    [InlineData("1.2300", 12300)]
    [InlineData("007.50", 75000)]
    [InlineData("0000000000000000000000000000000000000000000001.0", 10000)]
    [InlineData("100000000000000.0000", 1000000000000000000)]
    [InlineData("922337203685477.5807", long.MaxValue)]
    [InlineData("-922337203685477.5807", -long.MaxValue)]
    [InlineData("-922337203685477.5808", long.MinValue)]
    public void Parse_Decimal_YieldsItsDigits(string text, long expected)
    {
        Assert.True(DecimalValue.TryParse(new TextView(text), out var digits));
        Assert.Equal(expected, digits);
        Assert.True(DecimalValue.TryParse(new TextView(Encoding.UTF8.GetBytes(text)), out digits));
        Assert.Equal(expected, digits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("-.")]
    [InlineData("1")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-.5")]
    [InlineData("+1.0")]
    [InlineData("--1.0")]
    [InlineData("1.-0")]
    [InlineData("1-.0")]
    [InlineData("1.0-")]
    [InlineData("1.2.3")]
    [InlineData("1..2")]
    [InlineData(" 1.0")]
    [InlineData("1.0 ")]
    [InlineData("1.0\n")]
    [InlineData("1.0\0")]
    [InlineData("1,0")]
    [InlineData("1e0")]
    [InlineData("1.0e0")]
    [InlineData("0x1.0")]
    [InlineData("1.00000")]
    [InlineData("0.00001")]
    [InlineData("1_0.0")]
    [InlineData("١.٠")]
    [InlineData("𝟏.𝟎")]
    [InlineData("１.０")]
    [InlineData("−1.0")]
    [InlineData("922337203685477.5808")]
    [InlineData("-922337203685477.5809")]
    [InlineData("922337203685478.0")]
    [InlineData("9223372036854775808.0")]
    [InlineData("18446744073709551616.0")]
    [InlineData("1844674407370955.1616")]
    [InlineData("1844674407370955.1617")]
    [InlineData("18446744073709551617.0001")]
    [InlineData("340282366920938463463374607431768211456.0")]
    [InlineData("1000000000000000000000000000000000000000.0")]
    public void Parse_AnythingElse_IsRefused(string text)
    {
        Assert.False(DecimalValue.TryParse(new TextView(text), out _));
        Assert.False(DecimalValue.TryParse(new TextView(Encoding.UTF8.GetBytes(text)), out _));
        AssertError(PolicyErrorKind.ExtensionFailed, Intrinsics.ParseDecimal(text));
    }

    [Property(Arbitrary = [typeof(Texts)], MaxTest = 10_000)]
    public void Parse_AnyText_AgreesWithTheModel(string text)
    {
        var expected = Model(text);
        Assert.Equal(expected is not null, DecimalValue.TryParse(new TextView(text), out var digits));
        Assert.Equal(expected ?? 0, digits);
        Assert.Equal(expected is not null, DecimalValue.TryParse(new TextView(Encoding.UTF8.GetBytes(text)), out digits));
        Assert.Equal(expected ?? 0, digits);
    }

    [Property(Arbitrary = [typeof(Texts), typeof(ArithmeticTests.Longs)], MaxTest = 3000)]
    public void Format_AnyDigits_ReadsBack(long digits)
    {
        var text = DecimalValue.Format(digits);
        Assert.Matches(@"^-?[0-9]+\.([0-9]{0,3}[1-9]|0)\z", text);
        Assert.True(DecimalValue.TryParse(new TextView(text), out var read), text);
        Assert.Equal(digits, read);
        Assert.Equal(digits / 10_000m, decimal.Parse(text, CultureInfo.InvariantCulture));
    }

    [Property(MaxTest = 5000)]
    public void FromDecimal_AnyDecimal_IsExactOrAnError(int low, int middle, int high, bool isNegative, byte scale) =>
        CheckFromDecimal(new decimal(low, middle, high, isNegative, (byte)(scale % 29)));

    [Theory]
    [InlineData("922337203685477.5807")]
    [InlineData("-922337203685477.5808")]
    [InlineData("922337203685477.5808")]
    [InlineData("-922337203685477.5809")]
    [InlineData("922337203685477.58070000000001")]
    [InlineData("922337203685477.58074999999999")]
    [InlineData("-922337203685477.58080000000001")]
    [InlineData("1.0000000000000000000000000001")]
    [InlineData("7.9228162514264337593543950335")]
    [InlineData("0.0000999999999999999999999999")]
    [InlineData("0.9999999999999999999999999999")]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("1.2345000000000000000000000000")]
    [InlineData("922337203685477.00000000000000")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("-0.0")]
    public void FromDecimal_Edge_IsExactOrAnError(string text) => CheckFromDecimal(decimal.Parse(text, CultureInfo.InvariantCulture));

    [Fact]
    public void TryFromLong_Limits_AreThoseOfDecimal()
    {
        foreach (var value in new[] { 0, 1, -1, 922337203685477, -922337203685477 })
        {
            Assert.True(DecimalValue.TryFromLong(value, out var digits));
            Assert.Equal((BigInteger)value * 10_000, digits);
        }

        foreach (var value in new[] { 922337203685478, -922337203685478, long.MaxValue, long.MinValue })
            Assert.False(DecimalValue.TryFromLong(value, out _));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("0e999999999999999999999999", 0)]
    [InlineData("0.000000000000000000000000000000000000000e-5", 0)]
    [InlineData("1", 10000)]
    [InlineData("1e2", 1000000)]
    [InlineData("1E+2", 1000000)]
    [InlineData("100e-2", 10000)]
    [InlineData("1e-4", 1)]
    [InlineData("10e-5", 1)]
    [InlineData("0.00010", 1)]
    [InlineData("0.1e-3", 1)]
    [InlineData("1.50000000000000000000000000000000000000000", 15000)]
    [InlineData("1000000000000000000000000000000000e-33", 10000)]
    [InlineData("0.000000000000000000000000000000001e33", 10000)]
    [InlineData("0.0000000000000000000000000000000015e+34", 150000)]
    [InlineData("9223372036854775807e-4", long.MaxValue)]
    [InlineData("92233720368547758070000e-8", long.MaxValue)]
    [InlineData("-9223372036854775808e-4", long.MinValue)]
    [InlineData("-922337203685477.5808", long.MinValue)]
    public void ParseJsonNumber_ExactValue_IsRead(string text, long expected)
    {
        Assert.True(DecimalValue.TryParseJsonNumber(Encoding.UTF8.GetBytes(text), out var digits));
        Assert.Equal(expected, digits);
    }

    [Theory]
    [InlineData("1e-5")]
    [InlineData("1.00001")]
    [InlineData("11e-5")]
    [InlineData("1e15")]
    [InlineData("1e1000000000000000000000000000")]
    [InlineData("1e-1000000000000000000000000000")]
    [InlineData("1e9223372036854775807")]
    [InlineData("1e18446744073709551616")]
    [InlineData("1e-18446744073709551616")]
    [InlineData("1e4294967296")]
    [InlineData("1e-4294967296")]
    [InlineData("9223372036854775808e-4")]
    [InlineData("18446744073709551617e-4")]
    [InlineData("18446744073709551616e-4")]
    [InlineData("-9223372036854775809e-4")]
    [InlineData("1.00000000000000000000000000000000000000001")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("e")]
    [InlineData("e1")]
    [InlineData("-e1")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e-")]
    [InlineData("1e+-1")]
    [InlineData("1e1e1")]
    [InlineData("1e1.0")]
    [InlineData("1.e1")]
    [InlineData("1.")]
    [InlineData("NaN")]
    public void ParseJsonNumber_AnythingElse_IsRefused(string text) => Assert.False(DecimalValue.TryParseJsonNumber(Encoding.UTF8.GetBytes(text), out _));

    [Property(Arbitrary = [typeof(Texts)], MaxTest = 10_000)]
    public void ParseJsonNumber_AnyNumber_AgreesWithTheModel(JsonNumber number)
    {
        var expected = ModelJson(number.Text);
        Assert.Equal(expected is not null, DecimalValue.TryParseJsonNumber(Encoding.UTF8.GetBytes(number.Text), out var digits));
        Assert.Equal(expected ?? 0, digits);
    }

    [Fact]
    public void ParseJsonNumber_MillionsOfDigits_TakesLinearTime()
    {
        var zeros = new string('0', 5_000_000);
        Assert.True(DecimalValue.TryParseJsonNumber(Encoding.UTF8.GetBytes("1" + zeros + "e-5000000"), out var digits));
        Assert.Equal(10_000, digits);
        Assert.True(DecimalValue.TryParseJsonNumber(Encoding.UTF8.GetBytes("1." + zeros), out digits));
        Assert.Equal(10_000, digits);
        Assert.True(DecimalValue.TryParseJsonNumber(Encoding.UTF8.GetBytes("0." + zeros + "1e5000001"), out digits));
        Assert.Equal(10_000, digits);
        Assert.False(DecimalValue.TryParseJsonNumber(Encoding.UTF8.GetBytes("1." + zeros + "1"), out _));
    }

    [Fact]
    public void Call_DecimalComparisons_CompareByValue()
    {
        AssertValue(true, Compare(ExtensionFunction.DecimalLess, PolicyValue.FromDecimal(1.5m), PolicyValue.FromDecimal(1.5001m)));
        AssertValue(false, Compare(ExtensionFunction.DecimalLess, PolicyValue.FromDecimal(1.5m), PolicyValue.FromDecimal(1.50m)));
        AssertValue(true, Compare(ExtensionFunction.DecimalLessOrEqual, PolicyValue.FromDecimal(1.5m), PolicyValue.FromDecimal(1.50m)));
        AssertValue(true, Compare(ExtensionFunction.DecimalGreater, PolicyValue.FromDecimal(0m), PolicyValue.FromDecimal(-0.0001m)));
        AssertValue(false, Compare(ExtensionFunction.DecimalGreater, PolicyValue.FromDecimal(1.5m), PolicyValue.FromDecimal(1.5m)));
        AssertValue(true, Compare(ExtensionFunction.DecimalGreaterOrEqual, PolicyValue.FromDecimal(1.5m), PolicyValue.FromDecimal(1.5m)));
        AssertValue(false, Compare(ExtensionFunction.DecimalGreaterOrEqual, PolicyValue.FromDecimal(-2m), PolicyValue.FromDecimal(-1m)));
    }

    [Fact]
    public void Call_WrongTypeOrArity_IsAnErrorOfTheLeftmost()
    {
        AssertTypeError(PolicyValueKind.Decimal, PolicyValueKind.Long, Compare(ExtensionFunction.DecimalLess, 1L, "a"));
        AssertTypeError(PolicyValueKind.Decimal, PolicyValueKind.String, Compare(ExtensionFunction.DecimalLess, PolicyValue.FromDecimal(1m), "a"));
        AssertTypeError(PolicyValueKind.String, PolicyValueKind.Long, Intrinsics.Call(ExtensionFunction.ParseDecimal, [1L], new PolicyScratch()));
        ExtensionFunction[] functions =
            [ExtensionFunction.ParseDecimal, ExtensionFunction.DecimalLess, ExtensionFunction.DecimalLessOrEqual, ExtensionFunction.DecimalGreater, ExtensionFunction.DecimalGreaterOrEqual];
        foreach (var function in functions)
        {
            var right = function == ExtensionFunction.ParseDecimal ? 1 : 2;
            for (var count = 0; count < 5; count++)
            {
                var arguments = Enumerable.Repeat(PolicyValue.FromDecimal(1m), count).ToArray();
                var expected = count == right && right == 2 ? PolicyErrorKind.None : count == right ? PolicyErrorKind.TypeMismatch : PolicyErrorKind.WrongArity;
                Assert.Equal(expected, Intrinsics.Call(function, arguments, new PolicyScratch()).ErrorKind);
            }

            AssertError(PolicyErrorKind.Overflow, Intrinsics.Call(function, [1L, 2L, PolicyValue.Error(PolicyErrorKind.Overflow), TestValues.Unreadable], new PolicyScratch()));
        }
    }

    private static PolicyValue Compare(ExtensionFunction function, PolicyValue left, PolicyValue right) => Intrinsics.Call(function, [left, right], new PolicyScratch());

    private static void CheckFromDecimal(decimal value)
    {
        var bits = decimal.GetBits(value);
        var mantissa = (((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0]) * (bits[3] < 0 ? -1 : 1);
        var digits = BigInteger.DivRem(mantissa * 10_000, BigInteger.Pow(10, (bits[3] >> 16) & 0xFF), out var rest);
        var isExact = rest.IsZero && digits >= long.MinValue && digits <= long.MaxValue;
        AssertValue(isExact ? PolicyValue.FromDecimalDigits((long)digits) : TestValues.Unreadable, PolicyValue.FromDecimal(value));
    }

    [GeneratedRegex(@"^(-?[0-9]+)\.([0-9]{1,4})\z")]
    private static partial Regex DecimalPattern();

    [GeneratedRegex(@"^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?\z")]
    private static partial Regex JsonPattern();

    private static long? Model(string text)
    {
        var match = DecimalPattern().Match(text);
        if (!match.Success)
            return null;
        var value = BigInteger.Parse(match.Groups[1].Value + match.Groups[2].Value.PadRight(4, '0'), CultureInfo.InvariantCulture);
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : null;
    }

    private static long? ModelJson(string text)
    {
        var match = JsonPattern().Match(text);
        if (!match.Success)
            return null;
        var digits = BigInteger.Parse(match.Groups[1].Value + match.Groups[2].Value + match.Groups[3].Value, CultureInfo.InvariantCulture);
        if (digits.IsZero)
            return 0;
        var exponent = match.Groups[4].Success ? BigInteger.Parse(match.Groups[4].Value, CultureInfo.InvariantCulture) : 0;
        var shift = exponent + 4 - match.Groups[3].Length;
        if (BigInteger.Abs(shift) > 1000)
            return null;
        var (value, rest) = shift >= 0 ? (digits * BigInteger.Pow(10, (int)shift), 0) : BigInteger.DivRem(digits, BigInteger.Pow(10, (int)-shift));
        return rest.IsZero && value >= long.MinValue && value <= long.MaxValue ? (long)value : null;
    }

    public sealed record JsonNumber(string Text);

    public static class Texts
    {
        private static readonly Gen<string> Digits = Gen.OneOf(
            Gen.Elements("0", "00", "1", "10", "5000", "922337203685477", "9223372036854775807", "9223372036854775808", "922337203685478", "18446744073709551616"),
            Gen.Elements('0', '0', '1', '9', '5').NonEmptyListOf().Select(string.Concat));

        private static readonly Gen<string> Fraction = Gen.OneOf(
            Gen.Elements("0", "5", "5807", "5808", "5809", "0001", "00010", "58070", "0000000"), Gen.Elements('0', '0', '1', '9').NonEmptyListOf().Select(string.Concat));

        private static readonly Gen<string> Sign = Gen.Elements("", "-");

        public static Arbitrary<string> Decimals() => Arb.From(Gen.OneOf(
            from sign in Sign from digits in Digits from fraction in Fraction select sign + digits + "." + fraction,
            Gen.Elements('0', '1', '9', '.', '-', 'e', '+', ' ', '١', '\u0100').ListOf().Select(string.Concat)));

        public static Arbitrary<JsonNumber> JsonNumbers() => Arb.From(
            from sign in Sign
            from digits in Digits
            from fraction in Gen.OneOf(Gen.Constant(""), Fraction.Select(x => "." + x))
            from exponent in Gen.OneOf(
                Gen.Constant(""),
                from mark in Gen.Elements("e", "E", "e+", "e-", "E-") from value in Gen.Choose(0, 40) select mark + value.ToString(CultureInfo.InvariantCulture))
            select new JsonNumber(sign + digits + fraction + exponent));
    }
}
