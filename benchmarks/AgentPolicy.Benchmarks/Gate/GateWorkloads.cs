using AgentPolicy.Benchmarks.Compilation;
using AgentPolicy.Benchmarks.Measuring;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Gate;

/// <summary>
/// Workloads that are measured together, in a process of their own: a host has one policy set, and what the JIT compiler learns of one it would have to unlearn for the next.
/// </summary>
/// <param name="Name">What the group is called.</param>
/// <param name="Sources">The workloads.</param>
/// <param name="Checks">What the gate looks at, of the workloads in their order.</param>
internal sealed record GateWorkloads(string Name, IReadOnlyList<Func<Workload>> Sources, Func<IReadOnlyList<Paths>, IEnumerable<Check>> Checks)
{
    public static IReadOnlyList<GateWorkloads> All { get; } =
    [
        new("toolcalls", [() => ToolCalls.Read(10), () => ToolCalls.Read(1_000), () => ToolCalls.Read(10_000)], paths => [.. GateChecks.Thousand(paths[1]), .. GateChecks.Growth("growth", paths[2], paths[0])]),
        new("toolcalls by group", [() => ToolCalls.ReadByGroup(1_000)], paths => GateChecks.Thousand(paths[0], "governedByGroup", "evaluateByGroup")),
        new("mix", [() => Mix.Create(1_000)], paths => GateChecks.Thousand(paths[0])),
        new(
            "oneAction",
            [() => OneAction.ByPrincipal(10), () => OneAction.ByPrincipal(1_000), () => OneAction.ByArgument(10), () => OneAction.ByArgument(1_000)],
            paths => [.. GateChecks.Growth("oneAction", paths[1], paths[0]), .. GateChecks.Growth("oneAction", paths[3], paths[2]), GateChecks.P99(paths[1]), GateChecks.P99(paths[3])]),
        new("grants", [() => Grants.Create(10), () => Grants.Create(10_000)], paths => [.. GateChecks.Growth("grants", paths[1], paths[0]), .. GateChecks.Code(paths[1])]),
    ];

    /// <summary>Compiles the workloads, the small ones first, so that the compiler is warm where its time counts, and checks their decisions.</summary>
    /// <exception cref="WorkloadException">A workload is missing, does not compile, or is decided wrongly.</exception>
    public IReadOnlyList<Paths> Prepare() => [.. Sources.Select(source => CompiledWorkload.Compile(source())).Select(Paths.Prepare)];
}
