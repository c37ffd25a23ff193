using AgentPolicy.Benchmarks.Compilation;
using AgentPolicy.Benchmarks.Workloads.Requests;

namespace AgentPolicy.Benchmarks.Measuring;

/// <summary>Every way to a decision over a workload of requests, checked, and ready to be measured.</summary>
internal sealed class RequestPaths
{
    private RequestPaths(RequestWorkload workload)
    {
        Workload = workload;
        var compiled = new PolicyEngine(CompiledPolicyText.Build(workload.ToString(), workload.Policies, workload.Schema).Load(), workload.Entities);
        var options = new PolicySetOptions { Schema = workload.Schema is { } schema ? CedarSchema.Parse(schema) : null };
        var interpreter = new PolicyEngine(PolicySet.Parse(workload.Policies, options), workload.Entities);
        DecisionCheck.Run(workload, [("compiled", compiled), ("interpreter", interpreter)]);

        PolicyRequest[] objects = [.. workload.Requests.Select(request => new PolicyRequest(request.Principal, request.Action, request.Resource, request.Context))];
        Objects = new TimedPath(TimedRequests.Contest($"{workload}: Evaluate", compiled, objects), TimedRequests.Times(compiled, objects));
        InterpretedObjects = new TimedPath(TimedRequests.Contest($"{workload}: Evaluate, interpreted", interpreter, objects), TimedRequests.Times(interpreter, objects));
        if (workload.Requests.All(request => request.Json is not null))
        {
            PolicyRequest[] json = [.. workload.Requests.Select(request => new PolicyRequest(request.Principal, request.Action, request.Resource, request.Json!.Value))];
            Json = new TimedPath(TimedRequests.Contest($"{workload}: Evaluate, JSON", compiled, json), TimedRequests.Times(compiled, json));
            InterpretedJson = new TimedPath(TimedRequests.Contest($"{workload}: Evaluate, JSON, interpreted", interpreter, json), TimedRequests.Times(interpreter, json));
        }

        if (workload.Hand is { } hand)
            Hand = TimedRequests.Contest($"{workload}: by hand", workload.Requests, request => hand(request).IsAllowed);
    }

    public RequestWorkload Workload { get; }

    public TimedPath Objects { get; }

    public TimedPath? Json { get; }

    public TimedPath InterpretedObjects { get; }

    public TimedPath? InterpretedJson { get; }

    /// <summary>The rules written by hand, where there are any.</summary>
    public Contestant? Hand { get; }

    public IEnumerable<Contestant> All => new[] { Objects.Contestant, Json?.Contestant, InterpretedObjects.Contestant, InterpretedJson?.Contestant, Hand }.OfType<Contestant>();

    /// <exception cref="Workloads.WorkloadException">It does not compile, or something decides wrongly.</exception>
    public static RequestPaths Prepare(RequestWorkload workload) => new(workload);
}

/// <summary>A path, measured together and one by one.</summary>
internal sealed record TimedPath(Contestant Contestant, CallTimes Times);
