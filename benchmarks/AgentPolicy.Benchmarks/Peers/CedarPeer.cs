using System.Text.Json;
using AgentPolicy.Benchmarks.Workloads;
using AgentPolicy.Oracle;
using AgentPolicy.Oracle.Reference;

namespace AgentPolicy.Benchmarks.Peers;

/// <summary>Cedar's reference engine as WebAssembly in this process, its policies parsed beforehand. It takes JSON and gives JSON; both are part of what is measured.</summary>
internal sealed class CedarPeer(ReferenceModule module) : IDisposable
{
    public const string Name = "Cedar (WebAssembly), JSON in and out";

    private const string Allows = "\"decision\":\"allow\"";

    private readonly List<WasmInstance> _instances = [];

    public static string Missing => ReferenceFile.Missing;

    /// <summary>Loads the engine; null where it is not there.</summary>
    public static CedarPeer? Load() => ReferenceFile.Find() is { } path ? new CedarPeer(ReferenceModule.Load(path)) : null;

    public Func<int, bool> Create(Workload workload)
    {
        var instance = new WasmInstance(module);
        _instances.Add(instance);
        Require(instance.Call("preparsePolicySet", "peer", JsonSerializer.Serialize(new { staticPolicies = workload.Policies })));
        string[] calls = [.. workload.Requests.Select(request => Call(workload, request))];
        return index => Decide(instance, calls[index]);
    }

    public void Dispose()
    {
        foreach (var instance in _instances)
            instance.Dispose();
        module.Dispose();
    }

    private static string Call(Workload workload, WorkloadRequest request)
    {
        var (tool, principal) = (workload.Tools[request.Tool], workload.Principals[request.Principal]);
        var agent = new { type = workload.Caller.EntityType, id = principal.Id };
        return JsonSerializer.Serialize(new
        {
            principal = agent,
            action = new { type = "Action", id = tool.Action },
            resource = new { type = "Tool", id = "Tools" },
            context = new { input = new { path = (string)request.Inputs[0]!, amount = (long)request.Inputs[1]! } },
            validateRequest = false,
            preparsedPolicySetId = "peer",
            entities = new[] { new { uid = agent, attrs = new { roles = (HashSet<string>)principal.Attributes[0]! }, parents = Array.Empty<object>() } },
        });
    }

    private static bool Decide(WasmInstance instance, string call)
    {
        var answer = instance.Call("statefulIsAuthorized", call);
        return answer.Contains(Allows, StringComparison.Ordinal) || (answer.Contains("\"type\":\"failure\"", StringComparison.Ordinal) ? throw new WorkloadException(answer) : false);
    }

    private static void Require(string answer)
    {
        if (!answer.Contains("\"type\":\"success\"", StringComparison.Ordinal))
            throw new WorkloadException($"The reference engine does not take the policies: {answer}");
    }
}
