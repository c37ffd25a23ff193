using AgentPolicy.Benchmarks.Compilation;
using AgentPolicy.Benchmarks.Workloads;
using AgentPolicy.Benchmarks.Workloads.Requests;

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

    /// <exception cref="WorkloadException">Something decides wrongly.</exception>
    public static void Run(RequestWorkload workload, IReadOnlyList<(string Name, IPolicyEngine Engine)> engines)
    {
        for (var i = 0; i < workload.Requests.Count; i++)
        {
            var request = workload.Requests[i];
            if (workload.Hand is { } hand)
                Require(workload, i, "the rules written by hand", hand(request).IsAllowed);
            foreach (var (name, engine) in engines)
            {
                Require(workload, i, $"{name}, dictionary", engine.Evaluate(new PolicyRequest(request.Principal, request.Action, request.Resource, request.Context)).IsAllowed);
                if (request.Json is { } json)
                    Require(workload, i, $"{name}, JSON", engine.Evaluate(new PolicyRequest(request.Principal, request.Action, request.Resource, json)).IsAllowed);
            }
        }
    }

    private static void Require(RequestWorkload workload, int index, string who, bool decided)
    {
        var request = workload.Requests[index];
        if (decided != request.IsAllowed)
            throw new WorkloadException($"{workload}: {who} decides request {index} wrongly ({(decided ? "allow" : "deny")}): {request.Action} by {request.Principal} on {request.Resource}, {request.Json}.");
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
