using System.Net;
using System.Net.Sockets;
using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static AgentPolicy.Language.Tests.Values.TestValues;

namespace AgentPolicy.Language.Tests.Values;

public sealed class IpAddressValueTests
{
    [Theory]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("10.0.0.7/8", "10.0.0.7/8")]
    [InlineData("10.0.0.7/32", "10.0.0.7")]
    [InlineData("10.0.0.7/0", "10.0.0.7/0")]
    [InlineData("::", "::")]
    [InlineData("::/0", "::/0")]
    [InlineData("::1", "::1")]
    [InlineData("1::", "1::")]
    [InlineData("1::1/128", "1::1")]
    [InlineData("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0")]
    [InlineData("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8")]
    [InlineData("1::3:4:5:6:7:8", "1:0:3:4:5:6:7:8")]
    [InlineData("1:0:0:4:5:0:0:8", "1::4:5:0:0:8")]
    [InlineData("1:0:0:4:0:0:0:8", "1:0:0:4::8")]
    [InlineData("ABCD:EF01:2345:6789:abcd:ef01:2345:6789/128", "abcd:ef01:2345:6789:abcd:ef01:2345:6789")]
    [InlineData("0001:0002::", "1:2::")]
    [InlineData("::ffff:a00:1", "::ffff:a00:1")]
    [InlineData("fe80::/10", "fe80::/10")]
    public void Parse_Address_WritesItBackInItsShortestForm(string text, string expected)
    {
        Assert.Equal(expected, Parse(new TextView(text))?.ToString());
        Assert.Equal(expected, Parse(new TextView(Encoding.UTF8.GetBytes(text)))?.ToString());
        Assert.Equal(Parse(new TextView(text)), Parse(new TextView(expected)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/8")]
    [InlineData("10")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.")]
    [InlineData(".0.0.1")]
    [InlineData("10.0.0.0.0")]
    [InlineData("256.0.0.1")]
    [InlineData("10.0.0.01")]
    [InlineData("010.0.0.1")]
    [InlineData("0x10.0.0.1")]
    [InlineData("10.0.0.1/")]
    [InlineData("10.0.0.1/33")]
    [InlineData("10.0.0.1/08")]
    [InlineData("10.0.0.1/00")]
    [InlineData("10.0.0.1/-1")]
    [InlineData("10.0.0.1/+8")]
    [InlineData("10.0.0.1/8/8")]
    [InlineData("10.0.0.1/255.0.0.0")]
    [InlineData("10.0.0.1:80")]
    [InlineData(" 10.0.0.1")]
    [InlineData("10.0.0.1 ")]
    [InlineData("10.0.0.1\n")]
    [InlineData("10.0.0.1\0")]
    [InlineData("\u0661.0.0.1")]
    [InlineData("localhost")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("1:")]
    [InlineData(":1")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7::8")]
    [InlineData("::1:2:3:4:5:6:7:8")]
    [InlineData("1::2::3")]
    [InlineData("12345::")]
    [InlineData("::g")]
    [InlineData("::1%1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("::1/129")]
    [InlineData("::1/0128")]
    [InlineData("::1/064")]
    [InlineData("::1.2.3.4")]
    [InlineData("::ffff:1.2.3.4")]
    [InlineData("::ffff:127.0.0.1/128")]
    [InlineData("1:2:3:4:5:6:1.2.3.4")]
    [InlineData("64:ff9b::1.2.3.4")]
    [InlineData("ABCD:EF01:2345:6789:ABCD:EF01:2345:6789/0128")]
    public void Parse_AnythingElse_IsRefused(string text)
    {
        Assert.Null(Parse(new TextView(text)));
        Assert.Null(Parse(new TextView(Encoding.UTF8.GetBytes(text))));
    }

    [Property(MaxTest = 3_000)]
    public Property Parse_AnyAddress_AgreesWithDotNet() => Prop.ForAll(
        Arb.From(
            from groups in Gen.Elements("0", "1", "00ff", "ABCD", "", "").ListOf(9)
            from count in Gen.Choose(1, 9)
            from prefix in Gen.Elements("", "/0", "/64", "/128", "/129")
            select string.Join(':', groups.Take(count)) + prefix),
        text =>
        {
            var slash = text.IndexOf('/');
            var bare = slash < 0 ? text : text[..slash];
            var isAddress = IPAddress.TryParse(bare, out var expected) && expected.AddressFamily == AddressFamily.InterNetworkV6 && !text.EndsWith("/129", StringComparison.Ordinal);
            var actual = Parse(new TextView(text));
            Assert.True(isAddress == actual.HasValue, text);
            if (actual is { } address)
                Assert.Equal(new BigInteger(expected!.GetAddressBytes(), isUnsigned: true, isBigEndian: true), ((BigInteger)address.High << 64) | address.Low);
        });

    [Property(MaxTest = 1_000)]
    public void Write_AnyAddress_ParsesBack(ulong high, ulong low, byte shape)
    {
        // Groups of zeros are what its writing turns on.
        var (h, l) = ((shape & 1) == 0 ? high : high & 0xFFFF_0000_0000_FFFF, (shape & 2) == 0 ? low : low & 0x0000_FFFF_0000_0000);
        foreach (var value in new[] { IpAddressValue.Ipv6(h, l, shape % 129), IpAddressValue.Ipv4((uint)l, shape % 33) })
            Assert.Equal(value, Parse(new TextView(value.ToString())));
    }

    [Theory]
    [InlineData("127.0.0.1", true, false, true, false)]
    [InlineData("127.255.0.1/8", true, false, true, false)]
    [InlineData("127.0.0.0/7", true, false, false, false)]
    [InlineData("126.255.255.255", true, false, false, false)]
    [InlineData("224.0.0.1", true, false, false, true)]
    [InlineData("239.255.255.255/4", true, false, false, true)]
    [InlineData("224.0.0.0/3", true, false, false, false)]
    [InlineData("240.0.0.0", true, false, false, false)]
    [InlineData("::1", false, true, true, false)]
    [InlineData("::1/127", false, true, false, false)]
    [InlineData("::2", false, true, false, false)]
    [InlineData("1::1", false, true, false, false)]
    [InlineData("ff00::1", false, true, false, true)]
    [InlineData("ff02::1/8", false, true, false, true)]
    [InlineData("ff00::/7", false, true, false, false)]
    [InlineData("fe80::1", false, true, false, false)]
    [InlineData("::ffff:7f00:1", false, true, false, false)]
    [InlineData("::ffff:e000:1", false, true, false, false)]
    public void Methods_OfAnAddress_SayWhatItIs(string text, bool isIpv4, bool isIpv6, bool isLoopback, bool isMulticast)
    {
        var address = Ip(text);
        Assert.Equal(
            (isIpv4, isIpv6, isLoopback, isMulticast),
            (Intrinsics.IsIpv4(address).IsTrue, Intrinsics.IsIpv6(address).IsTrue, Intrinsics.IsLoopback(address).IsTrue, Intrinsics.IsMulticast(address).IsTrue));
    }

    [Theory]
    [InlineData("10.0.0.7", "10.0.0.0/8", true)]
    [InlineData("10.0.0.7/8", "10.0.0.0/8", true)]
    [InlineData("10.0.0.0/8", "10.0.0.7/8", true)]
    [InlineData("10.0.0.0/8", "10.0.0.0/9", false)]
    [InlineData("10.0.0.0/9", "10.0.0.0/8", true)]
    [InlineData("11.0.0.0", "10.0.0.0/8", false)]
    [InlineData("10.0.0.7", "10.0.0.7", true)]
    [InlineData("10.0.0.7", "10.0.0.8", false)]
    [InlineData("255.0.0.1/0", "1.2.3.4/0", true)]
    [InlineData("255.0.0.1", "0.0.0.0/0", true)]
    [InlineData("::1", "::/0", true)]
    [InlineData("::1", "::/64", true)]
    [InlineData("0:0:0:1::", "::/64", false)]
    [InlineData("0:0:0:1::", "::/63", true)]
    [InlineData("fe80::1:0:0:0", "fe80::/65", true)]
    [InlineData("fe80::8000:0:0:0", "fe80::/65", false)]
    [InlineData("::1", "::1", true)]
    [InlineData("::1", "::2", false)]
    [InlineData("::2", "::3/127", true)]
    [InlineData("10.0.0.1", "::/0", false)]
    [InlineData("::ffff:a00:1", "10.0.0.0/8", false)]
    [InlineData("::a00:1", "0.0.0.0/0", false)]
    public void IsInRange_ComparesNetworks(string address, string range, bool expected) => AssertValue(expected, Intrinsics.IsInRange(Ip(address), Ip(range)));

    [Property(MaxTest = 2_000)]
    public void IsInRange_AnyTwo_AgreesWithTheirFirstAndLastAddresses(ulong high, ulong low, int flipped, byte prefix, byte otherPrefix)
    {
        // Differs in one bit, which either prefix may or may not cover.
        var bit = BigInteger.One << (flipped & 127);
        var left = ((BigInteger)high << 64) | low;
        var right = left ^ bit;
        Check(left, right, prefix % 129, otherPrefix % 129, 128, (value, length) => IpAddressValue.Ipv6((ulong)(value >> 64), (ulong)(value & ulong.MaxValue), length));
        Check(left & uint.MaxValue, right & uint.MaxValue, prefix % 33, otherPrefix % 33, 32, (value, length) => IpAddressValue.Ipv4((uint)value, length));
    }

    [Fact]
    public void Equality_CountsEveryBitAndThePrefix()
    {
        AssertValue(false, Intrinsics.Equal(Ip("10.0.0.7/8"), Ip("10.0.0.0/8"), new PolicyScratch()));
        AssertValue(true, Intrinsics.Equal(Ip("10.0.0.7"), Ip("10.0.0.7/32"), new PolicyScratch()));
        AssertValue(true, Intrinsics.Equal(Ip("::0001"), Ip("0::1/128"), new PolicyScratch()));
        AssertValue(false, Intrinsics.Equal(Ip("::"), Ip("0.0.0.0"), new PolicyScratch()));
    }

    [Fact]
    public void Parse_InADecision_IsGivenBackWithTheRest()
    {
        var scratch = new PolicyScratch();
        var mark = scratch.Mark();
        var address = Intrinsics.ParseIpAddress("1:2::3/64", scratch);
        Assert.Equal("ip(\"1:2::3/64\")", address.ToString());
        scratch.Release(mark);
        Assert.True(scratch.IsClean);
        Intrinsics.ParseIpAddress("10.0.0.1", scratch);
        Assert.True(scratch.IsClean);
    }

    [Fact]
    public void Methods_OfAnotherKind_AreTypeErrorsAndErrorsComeFirst()
    {
        AssertTypeError(PolicyValueKind.String, PolicyValueKind.Long, Intrinsics.ParseIpAddress(1L, new PolicyScratch()));
        AssertTypeError(PolicyValueKind.IpAddress, PolicyValueKind.String, Intrinsics.IsIpv4("10.0.0.1"));
        AssertTypeError(PolicyValueKind.IpAddress, PolicyValueKind.String, Intrinsics.IsInRange(Ip("10.0.0.1"), "10.0.0.0/8"));
        AssertTypeError(PolicyValueKind.IpAddress, PolicyValueKind.String, Intrinsics.IsInRange("10.0.0.1", Ip("10.0.0.0/8")));
        AssertError(PolicyErrorKind.ExtensionFailed, Intrinsics.IsInRange(1L, Ip("x")));
        Assert.Equal("'ip' refused its argument", Ip("x").DescribeError());
    }

    private static void Check(BigInteger left, BigInteger right, int prefix, int otherPrefix, int width, Func<BigInteger, int, IpAddressValue> create)
    {
        (BigInteger First, BigInteger Last) Range(BigInteger value, int length)
        {
            var hosts = (BigInteger.One << (width - length)) - 1;
            return (value & ~hosts, value | hosts);
        }

        var (own, other) = (Range(left, prefix), Range(right, otherPrefix));
        Assert.Equal(other.First <= own.First && own.Last <= other.Last, create(left, prefix).IsInRange(create(right, otherPrefix)));
    }

    private static IpAddressValue? Parse(TextView text) => IpAddressValue.TryParse(text, out var value) ? value : null;
}
