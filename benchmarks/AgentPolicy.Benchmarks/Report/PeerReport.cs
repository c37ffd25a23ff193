using AgentPolicy.Benchmarks.Compilation;
using AgentPolicy.Benchmarks.Measuring;
using AgentPolicy.Benchmarks.Peers;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Report;

/// <summary>Other engines, by the same rules, in the same rounds.</summary>
internal static class PeerReport
{
    private const int CallsPerRound = 2_000;

    public static IEnumerable<ReportLine> Measure(Action<string> say)
    {
        using var cedar = CedarPeer.Load();
        if (cedar is null)
            yield return new ReportLine { Remark = $"Cedar's reference engine was not measured. {CedarPeer.Missing}" };
        var contestants = new List<(Workload Workload, string Name, Contestant Contestant, CallTimes? Times)>();
        foreach (var size in new[] { 10, 100, 1_000 })
        {
            var workload = ToolCalls.Read(size);
            contestants.AddRange(Own(workload));
            foreach (var peer in Peers(workload, cedar, say))
            {
                int[] indices = [.. Enumerable.Range(0, workload.Requests.Count)];
                contestants.Add((workload, peer.Name, TimedRequests.Contest($"{workload}: {peer.Name}", indices, peer.Decide), TimedRequests.Times(indices, peer.Decide, CallsPerRound)));
                yield return new Quantity(Names.PeerLoad, peer.Name, size, Names.PeerLoadTime, peer.Load.TotalMilliseconds);
            }
        }

        Measurement.Run([.. contestants.Select(contestant => contestant.Contestant), .. contestants.Select(contestant => contestant.Contestant.Overhead).OfType<Contestant>().Distinct()], say);
        say("single calls and allocations");
        foreach (var (workload, name, contestant, times) in contestants)
        {
            yield return new DecisionTime(Names.Peers, workload.Name, FormattableString.Invariant($"{workload.Size:N0}"), workload.Size, name, contestant.LeastCall)
            {
                Bytes = Measurement.Bytes(contestant),
                Single = times is null ? null : Measurement.Single(times),
            };
        }
    }

    private static IEnumerable<(Workload, string, Contestant, CallTimes?)> Own(Workload workload)
    {
        var paths = Paths.Prepare(CompiledWorkload.Compile(workload));
        yield return (workload, Names.HandCall, paths.HandCall, null);
        yield return (workload, Names.HandSwitch, paths.HandRequests, null);
        yield return (workload, Names.Governed, paths.Governed, paths.CallTimes);
        yield return (workload, Names.Evaluate, paths.Objects, null);
        yield return (workload, Names.EvaluateJson, paths.AllowedJson, null);
        yield return (workload, Names.Interpreter, paths.InterpretedObjects, null);
    }

    private static IEnumerable<Peer> Peers(Workload workload, CedarPeer? cedar, Action<string> say)
    {
        say($"{workload}: loading the peers");
        yield return Peer.Create($"{DynamicLinqPeer.Name}, by tool", workload, () => DynamicLinqPeer.ByTool(workload));
        yield return Peer.Create($"{DynamicLinqPeer.Name}, one list", workload, () => DynamicLinqPeer.All(workload));
        yield return Peer.Create($"{RulesEnginePeer.Name}, by tool", workload, () => RulesEnginePeer.ByTool(workload));
        yield return Peer.Create($"{RulesEnginePeer.Name}, one workflow", workload, () => RulesEnginePeer.All(workload));
        if (cedar is not null)
            yield return Peer.Create(CedarPeer.Name, workload, () => cedar.Create(workload));
    }
}
