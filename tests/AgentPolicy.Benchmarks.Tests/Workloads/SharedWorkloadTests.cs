using AgentPolicy.Benchmarks.Measuring;
using AgentPolicy.Benchmarks.Workloads.Requests;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Benchmarks.Tests.Workloads;

/// <summary>Data that is kept beside the repository: skipped where it is missing.</summary>
public sealed class SharedWorkloadTests
{
    [SkippableFact]
    public void BankReplay_IsDecidedAsTheRulesWrittenByHandSay()
    {
        SharedData.Require("workloads/agentdojo/banking.json");
        var workload = BankReplay.Read();
        Assert.Contains(workload.Requests, request => !request.IsAllowed);
        Assert.NotNull(RequestPaths.Prepare(workload).Hand);
    }

    [SkippableFact]
    public void Applications_AreDecidedAsTheReferenceEngineDid()
    {
        SharedData.Require("workloads/cedar-oopsla2024");
        foreach (var name in Applications.Names)
            Assert.Equal(500, RequestPaths.Prepare(Applications.Read(name, 5)).Objects.Contestant.Calls);
    }
}
