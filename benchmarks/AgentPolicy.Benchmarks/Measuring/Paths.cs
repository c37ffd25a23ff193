using AgentPolicy.Benchmarks.Baselines;
using AgentPolicy.Benchmarks.Compilation;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Measuring;

/// <summary>Every way to a decision over one workload, checked, and ready to be measured.</summary>
internal sealed class Paths
{
    private readonly ExecutionContext[] _contexts;
    private readonly CompiledWorkload _workload;
    private readonly int[] _blockCalls;

    private Paths(CompiledWorkload workload)
    {
        _workload = workload;
        int[] allowed = [.. Enumerable.Range(0, workload.Requests.Count).Where(index => workload.Workload.Requests[index].IsAllowed && workload.Requests[index].HasJson)];
        _blockCalls = [.. workload.Plan.Blocks.Select(block => block.Calls.Count)];
        _contexts = [.. workload.Plan.Blocks.Select(block => Capture(workload.Principals[block.Principal]))];
        IPolicyEngine compiled = new PolicyEngine(workload.Policies, workload.Entities);
        IPolicyEngine interpreter = new PolicyEngine(PolicySet.Parse(workload.Workload.Policies), workload.Entities);
        DecisionCheck.Run(workload, [("compiled", compiled), ("interpreter", interpreter)]);

        var driver = workload.CreateDriver(compiled);
        var nothing = Calls("no call", driver.Nothing, null, isChecked: false);
        Nothing = nothing;
        Governed = Calls("governed", driver.Governed, nothing);
        GovernedAsJson = Calls("governed, as JSON", driver.Governed, nothing, blocks: workload.Plan.JsonBlocks);
        HandCall = Calls("call by hand", driver.Hand, nothing);
        InterpretedCall = Calls("governed, interpreted", workload.CreateDriver(interpreter).Governed, nothing);
        Objects = Requests("Evaluate", compiled, request => request.Context, null);
        ObjectsAsJson = Requests("Evaluate, as JSON", compiled, request => request.Context, allowed);
        AllowedJson = Requests("Evaluate, JSON", compiled, request => request.Json, allowed);
        InterpretedObjects = Requests("Evaluate, interpreted", interpreter, request => request.Context, null);
        InterpretedJson = Requests("Evaluate, JSON, interpreted", interpreter, request => request.Json, allowed);
        HandRequests = new Contestant(Name("switch by hand"), Ones(workload.Requests.Count), count => workload.HandEvaluates(0, count));
        CallTimes = new CallTimes(workload.Plan.Count, TimedPass(driver));
    }

    /// <summary>What it costs to be somebody else, block by block: taken off every path of calls.</summary>
    public Contestant Nothing { get; }

    /// <summary>Allowed calls of the governed methods.</summary>
    public Contestant Governed { get; }

    /// <summary>Those of the calls that JSON has a form for.</summary>
    public Contestant GovernedAsJson { get; }

    /// <summary>The same calls as <see cref="Governed"/>, with rules written by hand.</summary>
    public Contestant HandCall { get; }

    /// <summary>The same calls, governed by the interpreter.</summary>
    public Contestant InterpretedCall { get; }

    /// <summary>All requests, their contexts dictionaries.</summary>
    public Contestant Objects { get; }

    /// <summary>The same requests, decided by a switch written by hand.</summary>
    public Contestant HandRequests { get; }

    /// <summary>The requests of <see cref="GovernedAsJson"/>, their contexts dictionaries.</summary>
    public Contestant ObjectsAsJson { get; }

    /// <summary>The same requests, their contexts JSON.</summary>
    public Contestant AllowedJson { get; }

    /// <summary>All requests, their contexts dictionaries, interpreted.</summary>
    public Contestant InterpretedObjects { get; }

    /// <summary>The allowed requests, their contexts JSON, interpreted.</summary>
    public Contestant InterpretedJson { get; }

    /// <summary>Governed calls, one by one.</summary>
    public CallTimes CallTimes { get; }

    public CompiledWorkload Workload => _workload;

    /// <summary>Those that may not allocate.</summary>
    public IReadOnlyList<Contestant> Engines => [Governed, Objects, AllowedJson, InterpretedCall, InterpretedObjects, InterpretedJson];

    public IReadOnlyList<Contestant> All => [Nothing, HandCall, HandRequests, GovernedAsJson, ObjectsAsJson, .. Engines];

    /// <exception cref="WorkloadException">Something decides wrongly.</exception>
    public static Paths Prepare(CompiledWorkload workload) => new(workload);

    private string Name(string path) => $"{_workload.Workload}: {path}";

    private static int[] Ones(int count) => [.. Enumerable.Repeat(1, count)];

    // Whoever acts is ambient, for the rules written by hand too; entering is no part of a call, so it is done once, and the context kept.
    private ExecutionContext Capture(IPolicyPrincipal principal)
    {
        ExecutionContext? captured = null;
        ExecutionContext.Run(ExecutionContext.Capture()!, _ =>
        {
            AgentContext.Enter(new AgentIdentity(principal));
            _workload.EnterHand(principal);
            captured = ExecutionContext.Capture();
        }, null);
        return captured!;
    }

    private Contestant Calls(string name, Func<int, int> run, Contestant? overhead, bool isChecked = true, int? blocks = null)
    {
        var calls = _blockCalls[..(blocks ?? _blockCalls.Length)];
        var runs = _workload.Plan.Blocks.Take(calls.Length).Select((_, index) => new BlockRun(run, index)).ToArray();
        int Run(int count)
        {
            var ran = 0;
            for (var i = 0; i < count; i++)
                ran += runs[i].RunIn(_contexts[i]);
            return ran;
        }

        if (isChecked && Run(runs.Length) != calls.Sum())
            throw new WorkloadException($"{Name(name)}: not every call ran that should.");
        return new Contestant(Name(name), calls, Run) { Overhead = overhead };
    }

    private Contestant Requests(string name, IPolicyEngine engine, Func<WorkloadRequestForm, PolicyRecord> context, int[]? only)
    {
        PolicyRequest[] requests = [.. (only ?? [.. Enumerable.Range(0, _workload.Requests.Count)])
            .Select(index => _workload.Requests[index])
            .Select(request => new PolicyRequest(request.Principal, request.Action, request.Resource, context(request)))];
        return new Contestant(Name(name), Ones(requests.Length), count =>
        {
            var allowed = 0;
            foreach (ref readonly var request in requests.AsSpan(0, count))
                if (engine.Evaluate(request).IsAllowed)
                    allowed++;
            return allowed;
        });
    }

    private Action<long[]> TimedPass(CallDriver driver)
    {
        long[] ticks = [];
        var blocks = _workload.Plan.Blocks.Select((_, index) => new BlockRun(block => driver.Timed(block, ticks), index)).ToArray();
        return target =>
        {
            ticks = target;
            for (var i = 0; i < blocks.Length; i++)
                blocks[i].RunIn(_contexts[i]);
        };
    }

    private sealed class BlockRun(Func<int, int> run, int block)
    {
        private static readonly ContextCallback s_run = static state => ((BlockRun)state!).Run();

        private int _ran;

        public int RunIn(ExecutionContext context)
        {
            ExecutionContext.Run(context, s_run, this);
            return _ran;
        }

        private void Run() => _ran = run(block);
    }
}
