using AgentPolicy.Benchmarks.Peers;
using AgentPolicy.Benchmarks.Workloads;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Benchmarks.Tests.Workloads;

public sealed class PeerTests
{
    [SkippableFact]
    public void Create_EveryPeer_DecidesRightly()
    {
        SharedData.Require("workloads/toolcalls/n10.json");
        var workload = ToolCalls.Read(10);
        foreach (var create in new[] { DynamicLinqPeer.All, DynamicLinqPeer.ByTool, RulesEnginePeer.All, RulesEnginePeer.ByTool })
            Assert.True(Peer.Create("peer", workload, () => create(workload)).Load > TimeSpan.Zero);
    }

    [SkippableFact]
    public void Create_APeerThatDecidesWrongly_IsRefused()
    {
        SharedData.Require("workloads/toolcalls/n10.json");
        var workload = ToolCalls.Read(10);
        Assert.Contains("wrongly", Assert.Throws<WorkloadException>(() => Peer.Create("all", workload, () => _ => true)).Message);
    }

    [SkippableFact]
    public void RulesOf_ToolCalls_AreAsManyAsPolicies()
    {
        SharedData.Require("workloads/toolcalls/n100.json");
        Assert.Equal(100, ToolCalls.RulesOf(ToolCalls.Read(100)).Count);
    }
}
