using AgentPolicy.Benchmarks.Compilation;
using AgentPolicy.Benchmarks.Measuring;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Gate;

/// <summary>The workloads that the gate measures, compiled and checked.</summary>
internal sealed class GateWorkloads
{
    public required Paths ToolCalls10 { get; init; }

    public required Paths ToolCalls1000 { get; init; }

    public required Paths ToolCalls10000 { get; init; }

    public required Paths Mix1000 { get; init; }

    public required Paths ByPrincipal10 { get; init; }

    public required Paths ByPrincipal1000 { get; init; }

    public required Paths ByArgument10 { get; init; }

    public required Paths ByArgument1000 { get; init; }

    public required Paths Grants10 { get; init; }

    public required Paths Grants10000 { get; init; }

    public IReadOnlyList<Paths> All => [ToolCalls10, ToolCalls1000, ToolCalls10000, Mix1000, ByPrincipal10, ByPrincipal1000, ByArgument10, ByArgument1000, Grants10, Grants10000];

    /// <exception cref="WorkloadException">A workload is missing, does not compile, or is decided wrongly.</exception>
    public static GateWorkloads Prepare()
    {
        // Alone, since the time of its build is measured; the small one before it, so that the compiler is warm.
        var grants10 = CompiledWorkload.Compile(Grants.Create(10));
        var grants10000 = CompiledWorkload.Compile(Grants.Create(10_000));
        Func<Workload>[] others =
        [
            () => ToolCalls.Read(10_000), () => Mix.Create(1_000), () => ToolCalls.Read(1_000), () => OneAction.ByPrincipal(1_000), () => OneAction.ByArgument(1_000),
            () => ToolCalls.Read(10), () => OneAction.ByPrincipal(10), () => OneAction.ByArgument(10),
        ];
        var compiled = new CompiledWorkload[others.Length];
        Parallel.For(0, others.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => compiled[i] = CompiledWorkload.Compile(others[i]()));
        return new GateWorkloads
        {
            ToolCalls10000 = Paths.Prepare(compiled[0]),
            Mix1000 = Paths.Prepare(compiled[1]),
            ToolCalls1000 = Paths.Prepare(compiled[2]),
            ByPrincipal1000 = Paths.Prepare(compiled[3]),
            ByArgument1000 = Paths.Prepare(compiled[4]),
            ToolCalls10 = Paths.Prepare(compiled[5]),
            ByPrincipal10 = Paths.Prepare(compiled[6]),
            ByArgument10 = Paths.Prepare(compiled[7]),
            Grants10 = Paths.Prepare(grants10),
            Grants10000 = Paths.Prepare(grants10000),
        };
    }
}
