using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Report;

/// <summary>Measures that are taken together, in a process of their own: a host has one policy set, and what the JIT compiler learns of one it would have to unlearn for the next.</summary>
/// <param name="Name">What the group is called.</param>
/// <param name="Measure">Takes the measures; it is given where to say how far it is.</param>
internal sealed record ReportGroup(string Name, Func<Action<string>, IEnumerable<ReportLine>> Measure)
{
    public static IReadOnlyList<ReportGroup> All { get; } =
    [
        new("toolcalls", say => ToolReport.Measure([() => ToolCalls.Read(10), () => ToolCalls.Read(100), () => ToolCalls.Read(1_000), () => ToolCalls.Read(10_000)], say)),
        new("toolcalls by group", say => ToolReport.Measure([() => ToolCalls.ReadByGroup(10), () => ToolCalls.ReadByGroup(100), () => ToolCalls.ReadByGroup(1_000), () => ToolCalls.ReadByGroup(10_000)], say)),
        new("mix", say => ToolReport.Measure([() => Mix.Create(1_000)], say)),
        new("oneAction", say => ToolReport.Measure([() => OneAction.ByPrincipal(10), () => OneAction.ByPrincipal(1_000), () => OneAction.ByArgument(10), () => OneAction.ByArgument(1_000)], say)),
        new("grants", say => ToolReport.Measure([() => Grants.Create(10), () => Grants.Create(10_000)], say)),
        new("shapes", say => RequestReport.Measure(RequestReport.Shapes, say)),
        new("recorded", say => RequestReport.Measure(RequestReport.Recorded, say)),
        new("peers", PeerReport.Measure),
        new("costs", CostReport.Measure),
    ];
}
