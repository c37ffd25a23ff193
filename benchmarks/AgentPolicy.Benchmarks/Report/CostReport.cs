using System.Diagnostics;
using System.Text;
using AgentPolicy.Benchmarks.Compilation;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Report;

/// <summary>What policies cost before they decide: the build, loading, memory.</summary>
internal static class CostReport
{
    private const int Loads = 3;

    public static IEnumerable<ReportLine> Measure(Action<string> say)
    {
        // The compilers' own code is not compiled yet when they first run.
        foreach (var size in new[] { 10, 100 })
            CompiledPolicyText.Build("warm", ToolCalls.Read(size).Policies);

        Func<Workload>[] sources =
        [
            () => ToolCalls.Read(10), () => ToolCalls.Read(100), () => ToolCalls.Read(1_000), () => ToolCalls.Read(10_000),
            () => Mix.Create(1_000), () => Grants.Create(10_000),
        ];
        foreach (var source in sources)
        {
            var workload = source();
            say($"{workload}: build, loading, memory");
            foreach (var line in Measure(workload))
                yield return line;
        }
    }

    private static IEnumerable<ReportLine> Measure(Workload workload)
    {
        var built = CompiledPolicyText.Build(workload.ToString(), workload.Policies);
        Quantity Of(string table, string what, double value) => new(table, workload.ToString(), workload.Size, what, value);

        yield return Of(Names.Build, Names.Generators, built.Cost.Generators.TotalSeconds);
        yield return Of(Names.Build, Names.Compiler, built.Cost.Compiler.TotalSeconds);
        yield return Of(Names.Build, Names.Code, built.Cost.GeneratedBytes / 1e3);
        yield return Of(Names.Loading, Names.LoadCompiled, Load(workload, built.Load));
        yield return Of(Names.Loading, Names.LoadInterpreted, Load(workload, () => PolicySet.Parse(workload.Policies)));
        yield return Of(Names.Memory, Names.Text, (double)Encoding.UTF8.GetByteCount(workload.Policies) / workload.Size);
        yield return Of(Names.Memory, Names.MemoryCompiled, Memory(workload, built.Load) / workload.Size);
        yield return Of(Names.Memory, Names.MemoryInterpreted, Memory(workload, () => PolicySet.Parse(workload.Policies)) / workload.Size);
        yield return Of(Names.Memory, Names.Image, (double)built.Image.Length / workload.Size);
    }

    // From the assembly's bytes, or from the text, until the first decision is there; code that is loaded again is compiled again.
    private static double Load(Workload workload, Func<PolicySet> load)
    {
        var least = double.PositiveInfinity;
        for (var i = 0; i < Loads; i++)
        {
            var clock = Stopwatch.StartNew();
            Ask(workload, new PolicyEngine(load()));
            least = Math.Min(least, clock.Elapsed.TotalMilliseconds);
        }

        return least;
    }

    private static double Memory(Workload workload, Func<PolicySet> load)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var engine = new PolicyEngine(load());
        Ask(workload, engine);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(engine);
        return after - before;
    }

    private static void Ask(Workload workload, PolicyEngine engine)
    {
        var request = workload.Requests[0];
        var tool = workload.Tools[request.Tool];
        engine.Evaluate(new PolicyRequest(
            new EntityUid(workload.Caller.EntityType, workload.Principals[request.Principal].Id), new EntityUid("Action", tool.Action), RequestForms.Resource(tool, request.Inputs), RequestForms.Context(tool.Inputs, request.Inputs)));
    }
}
