using AgentPolicy.Benchmarks.Compilation;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Measuring;

/// <summary>What decides wrongly is not measured: every engine, the rules written by hand among them, has to give the right decision for every request in every form.</summary>
internal static class DecisionCheck
{
    /// <exception cref="WorkloadException">Something decides wrongly.</exception>
    public static void Run(CompiledWorkload workload, IReadOnlyList<(string Name, IPolicyEngine Engine)> engines)
    {
        for (var i = 0; i < workload.Requests.Count; i++)
        {
            var (request, expected) = (workload.Requests[i], workload.Workload.Requests[i].IsAllowed);
            Require(workload, i, "the rules written by hand", workload.HandDecides(i), expected);
            foreach (var (name, engine) in engines)
            {
                Require(workload, i, $"{name}, dictionary", engine.Evaluate(new PolicyRequest(request.Principal, request.Action, request.Resource, request.Context)).IsAllowed, expected);
                if (request.HasJson)
                    Require(workload, i, $"{name}, JSON", engine.Evaluate(new PolicyRequest(request.Principal, request.Action, request.Resource, request.Json)).IsAllowed, expected);
            }
        }
    }

    private static void Require(CompiledWorkload workload, int index, string who, bool decided, bool expected)
    {
        if (decided == expected)
            return;
        var request = workload.Workload.Requests[index];
        throw new WorkloadException(
            $"{workload.Workload}: {who} decides request {index} wrongly ({(decided ? "allow" : "deny")}): {workload.Workload.Tools[request.Tool].Action}({string.Join(", ", request.Inputs)}) by {workload.Workload.Principals[request.Principal].Id}.");
    }
}
