using AgentPolicy.Benchmarks.Compilation;
using AgentPolicy.Benchmarks.Measuring;
using AgentPolicy.Benchmarks.Workloads;
using AgentPolicy.Benchmarks.Workloads.Requests;

namespace AgentPolicy.Benchmarks.Tests.Workloads;

public sealed class RequestWorkloadTests
{
    private static readonly Dictionary<string, Func<RequestWorkload>> s_generated = new(StringComparer.Ordinal)
    {
        ["groups"] = () => Hierarchies.OfGroups(10),
        ["chains"] = () => Hierarchies.OfChains(10),
        ["sets"] = () => SetsAndRecords.Create(20),
        ["guarded"] = () => Guarded.Create(20),
    };

    public static TheoryData<string> Generated => [.. s_generated.Keys];

    [Theory]
    [MemberData(nameof(Generated))]
    public void Requests_OfAGeneratedWorkload_AreHalfAllowedAndDecidedRightlyByBothBackEnds(string name)
    {
        var workload = s_generated[name]();
        Assert.Equal(workload.Requests.Count, 2 * workload.Requests.Count(request => request.IsAllowed));
        var paths = RequestPaths.Prepare(workload);
        Assert.NotNull(paths.Json);
        Assert.All(paths.All, contestant => Assert.Equal(workload.Requests.Count, contestant.Calls));
    }

    [Theory]
    [MemberData(nameof(Generated))]
    public void Create_Twice_GivesTheSame(string name)
    {
        var (first, second) = (s_generated[name](), s_generated[name]());
        Assert.Equal(first.Policies, second.Policies);
        Assert.Equal(first.Requests.Select(request => (request.Principal, request.Resource, request.Json.ToString(), request.IsAllowed)), second.Requests.Select(request => (request.Principal, request.Resource, request.Json.ToString(), request.IsAllowed)));
    }

    [Fact]
    public void Hierarchies_HaveAHundredThousandEntities()
    {
        Assert.Equal(Hierarchies.Entities, Hierarchies.CreateGroups().Count);
        Assert.Equal(Hierarchies.Entities, Hierarchies.CreateChains().Count);
    }

    [Fact]
    public void Prepare_ADecisionThatIsNotRight_IsRefused()
    {
        var workload = SetsAndRecords.Create(10);
        var wrong = workload with { Requests = [.. workload.Requests.Select((request, index) => index == 7 ? request with { IsAllowed = !request.IsAllowed } : request)] };
        Assert.Contains("request 7 wrongly", Assert.Throws<WorkloadException>(() => RequestPaths.Prepare(wrong)).Message);
    }

    [Fact]
    public void Draw_TooFewOfADecision_IsRefused() =>
        Assert.Throws<WorkloadException>(() => BalancedRequests.Draw("all", () => new CheckedRequest(default, default, default, [], IsAllowed: true)));

    [Fact]
    public void Load_Twice_GivesTheSetTwice()
    {
        var built = CompiledPolicyText.Build("twice", """permit (principal == Agent::"a", action, resource);""");
        Assert.NotSame(built.Load(), built.Load());
    }
}
