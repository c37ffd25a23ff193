using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using AgentPolicy.Compiled;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Tests.Compiled;

public sealed class ToolValuesTests
{
    private readonly PolicyScratch _scratch = new();

    [Fact]
    public void Scalars_Read_AreCedarValues()
    {
        Assert.Equal("1", ToolValues.Long(1).ToString());
        Assert.Equal("true", ToolValues.Bool(true).ToString());
        Assert.Equal("\"Monday\"", ToolValues.Enum(DayOfWeek.Monday).ToString());
        Assert.Equal("decimal(\"0.1\")", ToolValues.Double(0.1).ToString());
        Assert.Equal("decimal(\"0.1\")", ToolValues.Float(0.1f).ToString());
        Assert.Equal("\"http://x/\"", ToolValues.Uri(new Uri("http://x")).ToString());
        Assert.Equal("T::\"i\"", ToolValues.Entity(new EntityUid("T", "i")).ToString());
        Assert.Equal("datetime(\"1970-01-01T00:00:00.001Z\")", ToolValues.DateTimeOffset(DateTimeOffset.UnixEpoch.AddMilliseconds(1)).ToString());
        Assert.Equal("datetime(\"1970-01-01T00:00:00.001Z\")", ToolValues.DateTime(DateTime.UnixEpoch.AddMilliseconds(1)).ToString());
        Assert.Equal("datetime(\"2024-02-29\")", ToolValues.DateOnly(new DateOnly(2024, 2, 29)).ToString());
        Assert.Equal("duration(\"1h30m\")", ToolValues.TimeSpan(TimeSpan.FromMinutes(90)).ToString());
        Assert.Equal("ip(\"fe80::1\")", ToolValues.IpAddress(IPAddress.Parse("fe80::1"), _scratch).ToString());
        Assert.Equal("ip(\"10.0.0.0/8\")", ToolValues.IpNetwork(IPNetwork.Parse("10.0.0.0/8"), _scratch).ToString());
    }

    [Fact]
    public void Null_Read_IsAbsentAndAnErrorWhereItIsRequired()
    {
        PolicyValue[] absent =
        [
            ToolValues.Long(null), ToolValues.Bool(null), ToolValues.Text(null), ToolValues.Uri(null), ToolValues.Enum((DayOfWeek?)null), ToolValues.Guid(null, _scratch),
            ToolValues.Decimal(null), ToolValues.Double(null), ToolValues.Float(null), ToolValues.Half(null), ToolValues.Entity(null), ToolValues.Json(null, _scratch),
            ToolValues.UnsignedLong(null), ToolValues.Flags((AttributeTargets?)null), ToolValues.Set<int, Number>(null, _scratch), ToolValues.Dictionary<int, Number>(null, _scratch),
            ToolValues.DateTimeOffset(null), ToolValues.DateTime(null), ToolValues.DateOnly(null), ToolValues.TimeSpan(null), ToolValues.IpAddress(null, _scratch), ToolValues.IpNetwork(null, _scratch),
        ];

        Assert.All(absent, value => Assert.Equal(PolicyValueKind.Absent, value.Kind));
        Assert.All(absent, value => Assert.Equal(PolicyErrorKind.UnreadableInput, ToolValues.Required(value).ErrorKind));
    }

    [Fact]
    public void Values_WithoutAnExactOne_AreErrors()
    {
        PolicyValue[] unreadable =
        [
            ToolValues.UnsignedLong(ulong.MaxValue), ToolValues.Double(double.NaN), ToolValues.Float(float.PositiveInfinity), ToolValues.Half(Half.NaN), ToolValues.Double(0.00001),
            ToolValues.Enum((DayOfWeek)99), ToolValues.Flags((AttributeTargets)(1 << 30)), ToolValues.Uri(new Uri("x", UriKind.Relative)), ToolValues.Entity(default(EntityUid)),
            ToolValues.Json(default(JsonElement), _scratch), ToolValues.Set<int, Number>(Enumerable.Range(0, 3).Where(n => n > 0), _scratch),
            ToolValues.Dictionary<int, Number>(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase), _scratch),
            ToolValues.DateTimeOffset(DateTimeOffset.UnixEpoch.AddTicks(1)), ToolValues.DateTime(DateTime.UnixEpoch.ToLocalTime()), ToolValues.DateTime(DateTime.UnixEpoch.AddTicks(1)),
            ToolValues.TimeSpan(TimeSpan.FromTicks(1)), ToolValues.IpAddress(IPAddress.Loopback.MapToIPv6(), _scratch), ToolValues.IpAddress(IPAddress.Parse("fe80::1%2"), _scratch),
            ToolValues.IpNetwork(new IPNetwork(IPAddress.Parse("::ffff:0:0"), 96), _scratch),
        ];

        Assert.All(unreadable, value => Assert.Equal(PolicyValueKind.Error, value.Kind));
    }

    [Fact]
    public void Collections_Read_AreSetsAndRecords()
    {
        Assert.All(
            new IEnumerable<int>[] { new[] { 1, 2 }, new List<int> { 1, 2 }, new HashSet<int> { 1, 2 }, new SortedSet<int> { 1, 2 } },
            items => Assert.Equal("[1, 2]", ToolValues.Set<int, Number>(items, _scratch).ToString()));
        Assert.Equal("{\"a\": 1}", ToolValues.Dictionary<int, Number>(new Dictionary<string, int> { ["a"] = 1 }, _scratch).ToString());
    }

    [Fact]
    public void Values_Read_AllocateNothing()
    {
        var list = new List<int> { 1, 2 };
        var array = new[] { 1, 2 };
        var set = new HashSet<int> { 1, 2 };
        var dictionary = new Dictionary<string, int> { ["a"] = 1 };
        PolicyValue three = 3;
        var (address, network, time) = (IPAddress.Parse("fe80::1"), IPNetwork.Parse("2001:db8::/32"), DateTimeOffset.UnixEpoch);

        var bytes = Allocations.Bytes(() =>
        {
            ToolValues.Enum(DayOfWeek.Monday);
            ToolValues.Flags(AttributeTargets.Class | AttributeTargets.Enum);
            ToolValues.Guid(Guid.Empty, _scratch);
            ToolValues.Double(0.5);
            ToolValues.IpAddress(address, _scratch);
            ToolValues.IpNetwork(network, _scratch);
            ToolValues.DateTimeOffset(time);
            ToolValues.DateOnly(DateOnly.MaxValue);
            ToolValues.TimeSpan(TimeSpan.FromHours(1));
            Has(ToolValues.Set<int, Number>(list, _scratch), three);
            Has(ToolValues.Set<int, Number>(array, _scratch), three);
            Has(ToolValues.Set<int, Number>(set, _scratch), three);
            ToolValues.Dictionary<int, Number>(dictionary, _scratch);
            _scratch.Clear();
            return 0;
        });

        Assert.Equal(0, bytes);
    }

    [Fact]
    public void SetOfTexts_ThatIgnoresCase_IsUnreadable()
    {
        var ignoring = StringComparer.OrdinalIgnoreCase;
        IEnumerable<string>[] sets =
        [
            new HashSet<string>(ignoring) { "a" }, new SortedSet<string>(ignoring) { "a" }, new SortedSet<string> { "a" }, new[] { "a" }.ToFrozenSet(ignoring),
            ImmutableHashSet.Create(ignoring, "a"), ImmutableSortedSet.Create(ignoring, "a"), ImmutableSortedSet.Create("a"),
        ];
        IEnumerable<string>[] ordinal =
        [
            new HashSet<string> { "a" }, new HashSet<string>(StringComparer.Ordinal) { "a" }, new SortedSet<string>(StringComparer.Ordinal) { "a" }, new[] { "a" }.ToFrozenSet(),
            ImmutableHashSet.Create("a"), ImmutableSortedSet.Create(StringComparer.Ordinal, "a"), new[] { "a" }, new List<string> { "a" }, ImmutableList.Create("a"),
        ];

        Assert.All(sets, set => Assert.Equal(PolicyErrorKind.UnreadableInput, ToolValues.Set<string, Text>(set, _scratch).ErrorKind));
        Assert.All(ordinal, set => Assert.Equal("[\"a\"]", ToolValues.Set<string, Text>(set, _scratch).ToString()));
    }

    private readonly struct Text : IElementReader<string>
    {
        public static PolicyValue Read(in string element, PolicyScratch scratch) => element;
    }

    private void Has(in PolicyValue set, in PolicyValue element) => Assert.False(set.Set.Contains(element, _scratch, 0).IsTrue);

    private readonly struct Number : IElementReader<int>
    {
        public static PolicyValue Read(in int element, PolicyScratch scratch) => element;
    }
}
