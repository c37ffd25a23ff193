using AgentPolicy.Benchmarks.Compilation;
using AgentPolicy.Benchmarks.Measuring;
using AgentPolicy.Benchmarks.Workloads;
using AgentPolicy.Benchmarks.Workloads.Requests;
using BenchmarkDotNet.Attributes;

namespace AgentPolicy.Benchmarks;

/// <summary>The allowed calls of a workload, all of them in each operation: divide by their number for one. The ratios are those of single calls.</summary>
[MemoryDiagnoser]
public class WorkloadCallBenchmarks : WorkloadBenchmark
{
    [Benchmark(Baseline = true)]
    public void ByHand() => Paths.HandCall.Pass();

    [Benchmark]
    public void Governed() => Paths.Governed.Pass();

    [Benchmark]
    public void GovernedInterpreted() => Paths.InterpretedCall.Pass();
}

/// <summary>All requests of a workload in each operation, and those of them that are allowed and that JSON has a form for.</summary>
[MemoryDiagnoser]
public class WorkloadRequestBenchmarks : WorkloadBenchmark
{
    [Benchmark(Baseline = true)]
    public void ByHand() => Paths.HandRequests.Pass();

    [Benchmark]
    public void Evaluate() => Paths.Objects.Pass();

    [Benchmark]
    public void EvaluateInterpreted() => Paths.InterpretedObjects.Pass();

    [Benchmark]
    public void EvaluateOfJson() => Paths.ObjectsAsJson.Pass();

    [Benchmark]
    public void EvaluateJson() => Paths.AllowedJson.Pass();
}

/// <summary>All requests of a workload without tools in each operation.</summary>
[MemoryDiagnoser]
public class RecordedRequestBenchmarks
{
    private RequestPaths _paths = null!;

    [Params("groups", "chains", "sets and records", "guarded", "gdrive", "github", "tinytodo", "bank replay")]
    public string Workload { get; set; } = "";

    [GlobalSetup]
    public void Compile() => _paths = RequestPaths.Prepare(Workload switch
    {
        "groups" => Hierarchies.OfGroups(1_000),
        "chains" => Hierarchies.OfChains(1_000),
        "sets and records" => SetsAndRecords.Create(1_000),
        "guarded" => Guarded.Create(1_000),
        "bank replay" => BankReplay.Read(),
        var application => Applications.Read(application, Applications.Sizes.Max()),
    });

    [Benchmark(Baseline = true)]
    public void Evaluate() => _paths.Objects.Contestant.Pass();

    [Benchmark]
    public void EvaluateInterpreted() => _paths.InterpretedObjects.Contestant.Pass();
}

/// <summary>A workload, compiled and checked.</summary>
public abstract class WorkloadBenchmark
{
    [Params("toolcalls 10", "toolcalls 1000", "toolcalls by group 1000", "mix 1000", "oneAction by principal 1000", "oneAction by argument 1000", "grants 10000")]
    public string Workload { get; set; } = "";

    private protected Paths Paths { get; private set; } = null!;

    [GlobalSetup]
    public void Compile()
    {
        var space = Workload.LastIndexOf(' ');
        var size = int.Parse(Workload.AsSpan(space + 1), System.Globalization.CultureInfo.InvariantCulture);
        Paths = Paths.Prepare(CompiledWorkload.Compile(Workload[..space] switch
        {
            "toolcalls" => ToolCalls.Read(size),
            "toolcalls by group" => ToolCalls.ReadByGroup(size),
            "mix" => Mix.Create(size),
            "oneAction by principal" => OneAction.ByPrincipal(size),
            "oneAction by argument" => OneAction.ByArgument(size),
            "grants" => Grants.Create(size),
            _ => throw new WorkloadException($"There is no workload '{Workload}'."),
        }));
    }
}
