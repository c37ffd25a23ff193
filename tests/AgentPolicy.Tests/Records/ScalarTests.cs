using System.Net;
namespace AgentPolicy.Tests.Records;

public sealed class ScalarTests
{
    private enum Colour
    {
        Red = 1,
        Green = 2,
    }

    [Flags]
    private enum Rights
    {
        None = 0,
        Read = 1,
        Write = 2,
        Both = 3,
        Delete = 8,
    }

    [Flags]
    private enum Wide : ulong
    {
        Low = 1,
        High = 1UL << 63,
    }

    [Flags]
    private enum Paired
    {
        Pair = 6,
    }

    public static TheoryData<object?, string> Readable() => new()
    {
        { true, "true" }, { false, "false" }, { "text", "\"text\"" }, { "", "\"\"" },
        { sbyte.MinValue, "-128" }, { byte.MaxValue, "255" }, { short.MinValue, "-32768" }, { ushort.MaxValue, "65535" }, { int.MinValue, "-2147483648" },
        { uint.MaxValue, "4294967295" }, { long.MinValue, "-9223372036854775808" }, { long.MaxValue, "9223372036854775807" }, { (ulong)long.MaxValue, "9223372036854775807" },
        { 98.70m, "decimal(\"98.7\")" }, { 1m, "decimal(\"1.0\")" }, { -0.0m, "decimal(\"0.0\")" }, { 922337203685477.5807m, "decimal(\"922337203685477.5807\")" },
        { -922337203685477.5808m, "decimal(\"-922337203685477.5808\")" }, { 1.0000000000000000000000000000m, "decimal(\"1.0\")" },
        { 0.1, "decimal(\"0.1\")" }, { -0.0, "decimal(\"0.0\")" }, { 1e14, "decimal(\"100000000000000.0\")" }, { 0.0001, "decimal(\"0.0001\")" }, { 123.4567, "decimal(\"123.4567\")" },
        { 0.1f, "decimal(\"0.1\")" }, { -0f, "decimal(\"0.0\")" }, { (Half)0.5, "decimal(\"0.5\")" }, { (Half)0.1, "decimal(\"0.1\")" },
        { Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), "\"0f8fad5b-d9cb-469f-a165-70867728950e\"" }, { new Uri("HTTPS://Example.com:443/a b"), "\"https://example.com/a%20b\"" },
        { Colour.Red, "\"Red\"" }, { Rights.None, "[]" }, { Rights.Read, "[\"Read\"]" }, { Rights.Both, "[\"Read\", \"Write\"]" }, { Rights.Both | Rights.Delete, "[\"Delete\", \"Read\", \"Write\"]" },
        { Wide.High | Wide.Low, "[\"High\", \"Low\"]" }, { new EntityUid("Role", "admin"), "Role::\"admin\"" }, { (PolicyValue)5L, "5" },
        { DateTimeOffset.UnixEpoch, "datetime(\"1970-01-01\")" }, { new DateTimeOffset(2024, 2, 29, 1, 30, 0, 7, TimeSpan.FromMinutes(90)), "datetime(\"2024-02-29T00:00:00.007Z\")" },
        { DateTimeOffset.MinValue, "datetime(\"0001-01-01\")" }, { DateTime.UnixEpoch.AddMilliseconds(-1), "datetime(\"1969-12-31T23:59:59.999Z\")" },
        { DateOnly.MinValue, "datetime(\"0001-01-01\")" }, { new DateOnly(1969, 12, 31), "datetime(\"1969-12-31\")" }, { DateOnly.MaxValue, "datetime(\"9999-12-31\")" },
        { TimeSpan.Zero, "duration(\"0ms\")" }, { TimeSpan.FromMilliseconds(-90_061_001), "duration(\"-1d1h1m1s1ms\")" },
        { IPAddress.Loopback, "ip(\"127.0.0.1\")" }, { IPAddress.IPv6Loopback, "ip(\"::1\")" }, { IPAddress.Parse("255.1.2.3"), "ip(\"255.1.2.3\")" },
        { IPAddress.Parse("2001:db8:1:2:3:4:5:ffff"), "ip(\"2001:db8:1:2:3:4:5:ffff\")" }, { IPAddress.Parse("::10.0.0.1"), "ip(\"::a00:1\")" },
        { IPNetwork.Parse("10.0.0.0/8"), "ip(\"10.0.0.0/8\")" }, { IPNetwork.Parse("2001:db8::/33"), "ip(\"2001:db8::/33\")" }, { default(IPNetwork), "ip(\"0.0.0.0/0\")" },
    };

    public static TheoryData<object, string> Unreadable() => new()
    {
        { (ulong)long.MaxValue + 1, "UnreadableInput" }, { ulong.MaxValue, "UnreadableInput" }, { 0.00001m, "UnreadableInput" }, { 922337203685477.5808m, "UnreadableInput" },
        { decimal.MaxValue, "UnreadableInput" }, { decimal.MinValue, "UnreadableInput" }, { 700000000000000.00000000000001m, "UnreadableInput" },
        { double.NaN, "UnreadableInput" }, { double.PositiveInfinity, "UnreadableInput" }, { double.NegativeInfinity, "UnreadableInput" }, { double.Epsilon, "UnreadableInput" },
        { double.MaxValue, "UnreadableInput" }, { 0.1 + 0.2, "UnreadableInput" }, { 1e15, "UnreadableInput" }, { 0.00001, "UnreadableInput" },
        { float.NaN, "UnreadableInput" }, { float.NegativeInfinity, "UnreadableInput" }, { float.MaxValue, "UnreadableInput" }, { Half.NaN, "UnreadableInput" }, { Half.Epsilon, "UnreadableInput" },
        { new Uri("a/b", UriKind.Relative), "UnreadableInput" }, { (Colour)7, "UnreadableInput" }, { (Rights)16, "UnreadableInput" }, { Rights.Read | (Rights)4, "UnreadableInput" }, { (Rights)(-1), "UnreadableInput" },
        { Paired.Pair, "UnreadableInput" }, { default(EntityUid), "UnreadableInput" }, { default(System.Text.Json.JsonElement), "UnreadableInput" },
        { 'c', "UnsupportedType" }, { (nint)1, "UnsupportedType" }, { (Int128)1, "UnsupportedType" }, { System.Numerics.BigInteger.One, "UnsupportedType" }, { TimeOnly.MinValue, "UnsupportedType" },
        { DateTime.MaxValue, "UnreadableInput" }, { DateTime.SpecifyKind(DateTime.UnixEpoch, DateTimeKind.Unspecified), "UnreadableInput" }, { DateTime.SpecifyKind(DateTime.UnixEpoch, DateTimeKind.Local), "UnreadableInput" },
        { DateTime.UnixEpoch.AddTicks(1), "UnreadableInput" }, { DateTimeOffset.UnixEpoch.AddTicks(-1), "UnreadableInput" }, { DateTimeOffset.MaxValue, "UnreadableInput" },
        { TimeSpan.FromTicks(1), "UnreadableInput" }, { TimeSpan.FromTicks(-9_999), "UnreadableInput" }, { TimeSpan.MaxValue, "UnreadableInput" }, { TimeSpan.MinValue, "UnreadableInput" },
        { IPAddress.Parse("::ffff:10.0.0.1"), "UnreadableInput" }, { IPAddress.Loopback.MapToIPv6(), "UnreadableInput" }, { IPAddress.Parse("fe80::1%3"), "UnreadableInput" },
        { new IPNetwork(IPAddress.Parse("::ffff:10.0.0.0"), 104), "UnreadableInput" }, { new IPEndPoint(IPAddress.Loopback, 80), "UnsupportedType" },
        { new object(), "UnsupportedType" }, { new { A = 1 }, "UnsupportedType" }, { (1, 2), "UnsupportedType" }, { new KeyValuePair<string, object?>("a", 1), "UnsupportedType" }, { typeof(string), "UnsupportedType" },
        { new System.Text.StringBuilder("x"), "UnsupportedType" }, { new Version(1, 0), "UnsupportedType" }, { Stream.Null, "UnsupportedType" }, { (Func<int>)(() => 1), "UnsupportedType" },
        { Task.FromResult(1), "UnsupportedType" }, { new Lazy<int>(1), "UnsupportedType" }, { CancellationToken.None, "UnsupportedType" }, { System.Text.Json.Nodes.JsonNode.Parse("{\"a\": 1}")!, "UnsupportedType" },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public void Value_ThatCedarHas_IsRead(object? value, string cedar)
    {
        Assert.Equal("true", Answer.OfValue($"context.v == {cedar}", value));
        Assert.Equal("true", Answer.OfValue($"context.v.contains({cedar})", new object?[] { "other", value }));
        Assert.Equal("true", Answer.OfValue($"context.v == {{a: {cedar}}}", new Dictionary<string, object?> { ["a"] = value }));
        Assert.Equal("true", Answer.Of($"principal.a == {cedar}", default, entities: EntityStore.Create(new Entity(Answer.Principal, new Dictionary<string, object?> { ["a"] = value }))));
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void Value_ThatCedarHasNot_IsAnError(object value, string error)
    {
        foreach (var condition in new[] { "context.v == 1", "context.v != 1", "context has v", "[context.v].contains(1)", "context == {}" })
            Assert.Equal(error, Answer.OfValue(condition, value));
        Assert.Equal(error, Answer.OfValue("context.v.contains(1)", new[] { 1, value }));
        Assert.Equal(error, Answer.OfValue("context.v.a == 1", new Dictionary<string, object?> { ["a"] = value }));
        Assert.Throws<ArgumentException>(() => new Entity(Answer.Principal, new Dictionary<string, object?> { ["a"] = value }));
    }

    [Fact]
    public void Null_IsAbsentAndInASetAnError()
    {
        Assert.Equal("false", Answer.OfValue("context has v", null));
        Assert.Equal("AttributeMissing", Answer.OfValue("context.v == 1", null));
        Assert.Equal("true", Answer.OfValue("context.v == {}", new Dictionary<string, object?> { ["a"] = null }));
        foreach (var collection in new object[] { new object?[] { 1, null }, new int?[] { 1, null }, new List<string?> { null }, new HashSet<string> { "a", null! }, new HashSet<object?> { null }, new[] { (Uri?)null }, new Queue<string?>([null]), new HashSet<int?> { null } })
        {
            foreach (var condition in new[] { "context.v.contains(1)", "context.v.contains(\"a\")", "context.v == []", "context.v.containsAll([1])", "[1].containsAny(context.v)" })
                Assert.Equal("UnreadableInput", Answer.OfValue(condition, collection));
        }
    }
}
