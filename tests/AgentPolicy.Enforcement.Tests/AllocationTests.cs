using System.Text.Json;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Enforcement.Tests;

/// <summary>A governed call whose arguments are not copied allocates nothing, whichever back end decides.</summary>
public sealed class AllocationTests
{
    private static readonly Guid s_guid = new("00000000-0000-0000-0000-000000000001");
    private static readonly Uri s_uri = new("https://example.org/a");
    private static readonly JsonElement s_json = JsonElement.Parse("""{"a": {"b": 5}}""");
    private static readonly DateTimeOffset s_time = new(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(2));
    private static readonly EntityUid s_user = new("User", "u");

    private static readonly AgentIdentity s_identity =
        new(new Caller("caller") { Payees = new HashSet<string> { "UK12" }, Parents = [new("Role", "reader")] }, new Customer("alice"));

    public static TheoryData<string> BackEnds() => ["compiled", "interpreted"];

    [Theory]
    [MemberData(nameof(BackEnds))]
    public void Call_AllowedWithAnArgumentOfEveryType_AllocatesNothing(string backEnd)
    {
        var scales = new Scales(Make(backEnd));
        using var scope = AgentContext.Enter(s_identity);
        Assert.Equal(1, Weigh(scales, "open"));
        Assert.Equal(0, Allocations.Bytes(() => Weigh(scales, "open")));
        Assert.Equal(0, Allocations.Bytes(() => scales.WeighLaterAsync("open")));
    }

    [Theory]
    [MemberData(nameof(BackEnds))]
    public void Decision_OnADeniedCall_AllocatesNothing(string backEnd)
    {
        // The exception that tells of it is made by the method, after the decision.
        var engine = Make(backEnd);
        using var scope = AgentContext.Enter(s_identity);
        var arguments = new Generated.AgentPolicy_Enforcement_Tests_Scales_WeighLaterAsync("shut");
        Assert.False(Compiled.GovernedPipeline.Begin(engine, arguments).IsAllowed);
        Assert.Equal(0, Allocations.Bytes(() => Compiled.GovernedPipeline.Begin(engine, arguments).IsAllowed));
    }

    private static PolicyEngine Make(string backEnd) => new(BackEnd.Policies(backEnd));

    private static int Weigh(Scales scales, string key) => scales.Weigh(
        key, true, 1, 2, 3, s_guid, s_uri, DayOfWeek.Friday, ScaleOptions.Read | ScaleOptions.Write, 9.99m, 0.5, 0.25f, (Half)1.5, 5, null, new Point(1, "p"), s_json, s_user,
        s_time, s_time.UtcDateTime, new DateOnly(2024, 2, 29), TimeSpan.FromMinutes(90), "fe80::1");
}
