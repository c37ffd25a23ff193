using AgentPolicy.Benchmarks.Compilation;
using AgentPolicy.Benchmarks.Measuring;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Report;

/// <summary>Workloads of governed tools, on every path and beside the rules written by hand.</summary>
internal static class ToolReport
{
    private const int RoundsOfThreads = 30;
    private const int MostRoundsOfThreads = 80;

    public static IEnumerable<ReportLine> Measure(IEnumerable<Func<Workload>> sources, Action<string> say)
    {
        Paths[] all = [.. sources.Select(source => Paths.Prepare(CompiledWorkload.Compile(source())))];
        Measurement.Run([.. all.SelectMany(paths => paths.All)], say);
        foreach (var paths in all)
            foreach (var line in Lines(paths))
                yield return line;
        say("two threads");
        foreach (var line in Threads(all.First(paths => paths.Workload.Workload.Size >= 1_000)))
            yield return line;
    }

    private static IEnumerable<ReportLine> Lines(Paths paths)
    {
        var workload = paths.Workload;
        var engine = new PolicyEngine(workload.Policies, workload.Entities);
        var objects = workload.Requests.Select(request => new PolicyRequest(request.Principal, request.Action, request.Resource, request.Context)).ToArray();
        DecisionTime Time(string path, Contestant contestant) => new(Names.Tools, workload.Workload.Name, FormattableString.Invariant($"{workload.Workload.Size:N0}"), workload.Workload.Size, path, contestant.LeastCall)
        {
            Bytes = Measurement.Bytes(contestant),
        };

        return
        [
            Time(Names.Governed, paths.Governed) with { Single = Measurement.Single(paths.CallTimes) },
            Time(Names.HandCall, paths.HandCall),
            Time(Names.Evaluate, paths.Objects) with { Single = Measurement.Single(TimedRequests.Times(engine, objects)) },
            Time(Names.HandSwitch, paths.HandRequests),
            Time(Names.EvaluateJson, paths.AllowedJson),
            Time(Names.Interpreter, paths.InterpretedObjects),
            Time(Names.InterpreterJson, paths.InterpretedJson),
            Time(Names.InterpretedCall, paths.InterpretedCall),
        ];
    }

    private static IEnumerable<ReportLine> Threads(Paths paths)
    {
        var name = paths.Workload.Workload.ToString();
        var one = 1e3 / paths.Governed.LeastCall;
        var scaling = Session.LeastThreadScaling(paths.Governed, RoundsOfThreads, MostRoundsOfThreads);
        return
        [
            new Quantity(Names.Threads, name, paths.Workload.Workload.Size, Names.OneThread, one),
            new Quantity(Names.Threads, name, paths.Workload.Workload.Size, Names.TwoThreads, one * scaling),
            new Quantity(Names.Threads, name, paths.Workload.Workload.Size, Names.Scaling, scaling),
        ];
    }
}
