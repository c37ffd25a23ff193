using System.Reflection;
using AgentPolicy.Benchmarks.Baselines;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Compilation;

/// <summary>A workload, compiled: its policies, its tools, the rules written by hand, and the code that calls them.</summary>
internal sealed class CompiledWorkload
{
    private readonly Type _driver;

    private CompiledWorkload(Workload workload, CallPlan plan, Assembly assembly, BuildCost cost)
    {
        (Workload, Plan, Cost) = (workload, plan, cost);
        _driver = assembly.GetType("Driver", throwOnError: true)!;
        Static<Action<object?[][]>>("LoadArguments")(plan.Values);
        Policies = (PolicySet)_driver.GetProperty("Policies")!.GetValue(null)!;
        var create = Static<Func<string, object?[], IPolicyPrincipal>>("CreatePrincipal");
        Principals = [.. workload.Principals.Select(principal => create(principal.Id, [.. principal.Attributes]))];
        Entities = EntityStore.Create(Principals.Select(principal => new Entity(new EntityUid(principal.EntityType, principal.Id), PolicyRecord.From((IPolicyRecord)principal), principal.Parents)));
        Requests = [.. workload.Requests.Select(Request)];
        Static<Action<IPolicyPrincipal[], (EntityUid, EntityUid, EntityUid, Dictionary<string, object?>)[]>>("LoadRequests")([.. Principals], [.. Requests.Select(request => (request.Principal, request.Action, request.Resource, request.Context))]);
        HandDecides = Static<Func<int, bool>>("HandDecides");
        HandEvaluates = Static<Func<int, int, int>>("HandEvaluates");
        EnterHand = Static<Action<IPolicyPrincipal>>("EnterHand");
    }

    public Workload Workload { get; }

    public CallPlan Plan { get; }

    public BuildCost Cost { get; }

    /// <summary>The policies, compiled.</summary>
    public PolicySet Policies { get; }

    public IReadOnlyList<IPolicyPrincipal> Principals { get; }

    public EntityStore Entities { get; }

    public IReadOnlyList<WorkloadRequestForm> Requests { get; }

    /// <summary>What the rules written by hand decide of a request.</summary>
    public Func<int, bool> HandDecides { get; }

    /// <summary>Decides requests by hand, and says how many are allowed.</summary>
    public Func<int, int, int> HandEvaluates { get; }

    /// <summary>Says who acts, for the rules written by hand.</summary>
    public Action<IPolicyPrincipal> EnterHand { get; }

    /// <exception cref="WorkloadException">It does not compile.</exception>
    public static CompiledWorkload Compile(Workload workload)
    {
        var plan = new CallPlan(workload);
        var source = ToolSource.Usings + ToolSource.Write(workload) + HandSource.Write(workload) + DriverSource.Write(workload, plan);
        var (assembly, cost) = WorkloadCompiler.Compile(workload.ToString(), source, WorkloadCompiler.Files(workload.Policies, workload.Schema));
        return new CompiledWorkload(workload, plan, assembly, cost);
    }

    /// <summary>The calls, governed by this engine.</summary>
    public CallDriver CreateDriver(IPolicyEngine engine)
    {
        var driver = Activator.CreateInstance(_driver, engine)!;
        T Bind<T>(string method) where T : Delegate => _driver.GetMethod(method)!.CreateDelegate<T>(driver);
        return new CallDriver(Bind<Func<int, int>>("Governed"), Bind<Func<int, int>>("Hand"), Bind<Func<int, int>>("Nothing"), Bind<Func<int, long[], int>>("Timed"));
    }

    private T Static<T>(string method) where T : Delegate => _driver.GetMethod(method)!.CreateDelegate<T>();

    private WorkloadRequestForm Request(WorkloadRequest request)
    {
        var (tool, principal) = (Workload.Tools[request.Tool], Principals[request.Principal]);
        return new WorkloadRequestForm(
            new EntityUid(principal.EntityType, principal.Id),
            new EntityUid("Action", tool.Action),
            RequestForms.Resource(tool, request.Inputs),
            RequestForms.Context(tool.Inputs, request.Inputs),
            RequestForms.Json(tool.Inputs, request.Inputs),
            RequestForms.HasJson(request.Inputs));
    }
}

/// <summary>A request in the forms that a host asks with; JSON has no form for some.</summary>
internal sealed record WorkloadRequestForm(EntityUid Principal, EntityUid Action, EntityUid Resource, Dictionary<string, object?> Context, System.Text.Json.JsonElement Json, bool HasJson);

/// <summary>Makes the calls of a block; each delegate gives the number of calls that ran.</summary>
internal sealed record CallDriver(Func<int, int> Governed, Func<int, int> Hand, Func<int, int> Nothing, Func<int, long[], int> Timed);
