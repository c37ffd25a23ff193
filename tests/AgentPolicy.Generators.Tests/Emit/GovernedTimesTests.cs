using System.Net;

namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>Times and addresses as arguments, results and attributes.</summary>
public sealed class GovernedTimesTests
{
    private const string Source = """
        using System.Net;
        public sealed record Peer(IPAddress Address, IPNetwork? Network, DateOnly Since);

        public sealed partial class Tools(IPolicyEngine policy)
        {
            public Action OnRun = () => { };

            [Governed("plan")]
            public partial int Plan(
                DateTimeOffset at, DateTime utc, DateOnly day, TimeSpan span, IPAddress ip, IPNetwork net, DateTimeOffset? noAt, DateTime? noUtc, DateOnly? noDay, TimeSpan? noSpan, IPAddress? noIp,
                IPNetwork? noNet, IPAddress[] ips, IReadOnlySet<DateOnly> days, Dictionary<string, IPNetwork> nets, Peer peer);
            private int PlanCore(
                DateTimeOffset at, DateTime utc, DateOnly day, TimeSpan span, IPAddress ip, IPNetwork net, DateTimeOffset? noAt, DateTime? noUtc, DateOnly? noDay, TimeSpan? noSpan, IPAddress? noIp,
                IPNetwork? noNet, IPAddress[] ips, IReadOnlySet<DateOnly> days, Dictionary<string, IPNetwork> nets, Peer peer) => 1;

            [Governed("connect")] public partial string Connect(IPAddress ip, IPNetwork net, IPAddress? other, IPAddress[] ips, IPNetwork[] nets, Peer peer);
            private string ConnectCore(IPAddress ip, IPNetwork net, IPAddress? other, IPAddress[] ips, IPNetwork[] nets, Peer peer)
            {
                OnRun();
                return $"{ip} {net} {other} {ips[0]} {nets[0]} {peer.Address}";
            }

            [Governed("resolve")] public partial IPAddress Resolve(IPAddress? ip);
            private IPAddress ResolveCore(IPAddress? ip) => ip!;

            public int Call() => Plan(
                new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(2)), new DateTime(2024, 2, 29, 0, 0, 0, DateTimeKind.Utc), new DateOnly(2024, 2, 29), TimeSpan.FromMinutes(90),
                IPAddress.Parse("10.0.0.7"), IPNetwork.Parse("2001:db8::/32"), null, null, null, null, null, null, [IPAddress.IPv6Loopback, IPAddress.Loopback],
                new HashSet<DateOnly> { new(2024, 1, 1) }, new() { ["lan"] = IPNetwork.Parse("192.168.0.0/16") }, new(IPAddress.Parse("fe80::1"), null, new(2020, 1, 1)));

            public int CallWith(DateTime utc, DateTimeOffset at, TimeSpan span, IPAddress ip) =>
                Plan(at, utc, default, span, ip, default, null, null, null, null, null, null, [ip], new HashSet<DateOnly>(), [], new(IPAddress.Any, null, default));
        }
        """;

    private static readonly Lazy<GovernedTools> s_tools = new(() => GovernedTools.Load(Source));

    [Theory]
    [InlineData("context.input.at == datetime(\"2024-02-29T10:00:00Z\") && context.input.utc == datetime(\"2024-02-29\") && context.input.day == context.input.utc")]
    [InlineData("context.input.span == duration(\"1h30m\") && context.input.utc.offset(context.input.span) < context.input.at")]
    [InlineData("context.input.ip.isInRange(ip(\"10.0.0.0/8\")) && context.input.net == ip(\"2001:db8::/32\")")]
    [InlineData("!(context.input has noAt) && !(context.input has noUtc) && !(context.input has noDay) && !(context.input has noSpan) && !(context.input has noIp) && !(context.input has noNet)")]
    [InlineData("context.input.ips == [ip(\"127.0.0.1\"), ip(\"::1\")] && context.input.days.contains(datetime(\"2024-01-01\"))")]
    [InlineData("context.input.nets.lan.isInRange(ip(\"192.0.0.0/8\"))")]
    [InlineData("context.input.peer == {address: ip(\"fe80::1\"), since: datetime(\"2020-01-01\")} && !(context.input.peer has network)")]
    public void Input_AskedFor_IsWhatWasPassed(string condition)
    {
        var tools = s_tools.Value.With($"permit (principal, action, resource) when {{ {condition} }};");
        Assert.Equal(1, tools.Call(tools.New("Tools"), "Call"));
    }

    public static TheoryData<string, DateTime, DateTimeOffset, TimeSpan, string> Inexact() => new()
    {
        { "context.input.utc", DateTime.SpecifyKind(DateTime.UnixEpoch, DateTimeKind.Local), DateTimeOffset.UnixEpoch, TimeSpan.Zero, "10.0.0.1" },
        { "context.input.utc", DateTime.SpecifyKind(DateTime.UnixEpoch, DateTimeKind.Unspecified), DateTimeOffset.UnixEpoch, TimeSpan.Zero, "10.0.0.1" },
        { "context.input.utc", DateTime.UnixEpoch.AddTicks(1), DateTimeOffset.UnixEpoch, TimeSpan.Zero, "10.0.0.1" },
        { "context.input.at", DateTime.UnixEpoch, DateTimeOffset.UnixEpoch.AddTicks(1), TimeSpan.Zero, "10.0.0.1" },
        { "context.input.span", DateTime.UnixEpoch, DateTimeOffset.UnixEpoch, TimeSpan.FromTicks(1), "10.0.0.1" },
        { "context.input.ip", DateTime.UnixEpoch, DateTimeOffset.UnixEpoch, TimeSpan.Zero, "::ffff:10.0.0.1" },
        { "context.input.ip", DateTime.UnixEpoch, DateTimeOffset.UnixEpoch, TimeSpan.Zero, "fe80::1%2" },
        { "context.input.ips.contains(ip(\"10.0.0.1\"))", DateTime.UnixEpoch, DateTimeOffset.UnixEpoch, TimeSpan.Zero, "::ffff:10.0.0.1" },
    };

    // An attacker's way around a range: the address as another family's.
    [Theory]
    [MemberData(nameof(Inexact))]
    public void Input_ThatCedarHasNoValueFor_FailsClosedWhereARuleReadsIt(string input, DateTime utc, DateTimeOffset at, TimeSpan span, string ip)
    {
        foreach (var (policies, cause) in new[]
        {
            ($"permit (principal, action, resource); forbid (principal, action, resource) when {{ {input} == ip(\"10.0.0.1\") }};", DecisionCause.ForbidFailed),
            ($"permit (principal, action, resource) when {{ {input} != ip(\"10.0.0.2\") }};", DecisionCause.NotPermitted),
        })
        {
            var tools = s_tools.Value.With(policies);
            var denial = Assert.Throws<PolicyDeniedException>(() => tools.Call(tools.New("Tools"), "CallWith", utc, at, span, IPAddress.Parse(ip)));
            Assert.Equal((cause, "UnreadableInput"), (denial.Decision.Cause, denial.Decision.Error.Kind.ToString()));
        }

        var open = s_tools.Value.With("permit (principal, action, resource);");
        Assert.Equal(1, open.Call(open.New("Tools"), "CallWith", utc, at, span, IPAddress.Parse(ip)));
    }

    [Fact]
    public void Address_ChangedByAnotherAfterTheDecision_CoreSeesWhatWasDecidedOn()
    {
        var tools = s_tools.Value;
        dynamic target = tools.New("Tools");
        var addresses = Enumerable.Range(0, 4).Select(_ => IPAddress.Parse("10.0.0.0")).ToArray();
        var networks = addresses.Take(2).Select(address => new IPNetwork(address, 8)).ToArray();
        var peer = Activator.CreateInstance(tools.Type("Peer"), addresses[2], null, default(DateOnly));
        target.OnRun = (Action)(() =>
        {
            foreach (var address in addresses.Concat(networks.Select(network => network.BaseAddress)))
                typeof(IPAddress).GetProperty("Address")!.SetValue(address, 0x0100007FL);
        });
        Assert.Equal(
            "10.0.0.0 10.0.0.0/8  10.0.0.0 10.0.0.0/8 10.0.0.0",
            tools.Call((object)target, "Connect", addresses[3], networks[0], null, new[] { addresses[3] }, new[] { networks[1] }, peer));
        Assert.Equal("127.0.0.1", addresses[3].ToString());
    }

    [Fact]
    public void Address_OfEitherFamily_ReachesTheCoreAsItIs()
    {
        var tools = s_tools.Value.With("permit (principal, action, resource); forbid (principal, action, resource) when { context has output && context.output == ip(\"::2\") };");
        var target = tools.New("Tools");
        Assert.Equal(IPAddress.Parse("fe80::1%2"), ((IPAddress)s_tools.Value.Call(s_tools.Value.New("Tools"), "Resolve", IPAddress.Parse("fe80::1%2"))!));
        Assert.Equal(IPAddress.Parse("::1"), tools.Call(target, "Resolve", IPAddress.Parse("::1")));
        Assert.Throws<PolicyDeniedException>(() => tools.Call(target, "Resolve", IPAddress.Parse("::2")));
    }

    [Fact]
    public void Shape_InTheAssembly_NamesCedarsTypes()
    {
        var plan = s_tools.Value.Type("Tools").Assembly.GetCustomAttributesData()
            .Single(attribute => attribute.AttributeType.Name == "GovernedToolAttribute" && (string)attribute.ConstructorArguments[1].Value! == "plan");
        Assert.Equal(
            """
            {"at":datetime,"day":datetime,"days":Set<datetime>,"ip":ipaddr,"ips":Set<ipaddr>,"net":ipaddr,"nets":any,"noAt"?:datetime,"noDay"?:datetime,"noIp"?:ipaddr,"noNet"?:ipaddr,"noSpan"?:duration,"noUtc"?:datetime,"peer":{"address":ipaddr,"network"?:ipaddr,"since":datetime},"span":duration,"utc":datetime}->Long
            """,
            plan.ConstructorArguments[4].Value);
    }
}
