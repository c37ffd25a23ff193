using AgentPolicy.Benchmarks.Measuring;
using AgentPolicy.Benchmarks.Workloads.Requests;

namespace AgentPolicy.Benchmarks.Report;

/// <summary>Workloads of requests, compiled and interpreted.</summary>
internal static class RequestReport
{
    public static IEnumerable<Func<RequestWorkload>> Shapes { get; } =
    [
        () => Hierarchies.OfGroups(10), () => Hierarchies.OfGroups(1_000),
        () => Hierarchies.OfChains(10), () => Hierarchies.OfChains(1_000),
        () => SetsAndRecords.Create(10), () => SetsAndRecords.Create(1_000),
        () => Guarded.Create(10), () => Guarded.Create(100), () => Guarded.Create(1_000),
    ];

    public static IEnumerable<Func<RequestWorkload>> Recorded { get; } =
    [
        .. Applications.Names.SelectMany(name => Applications.Sizes.Select(size => (Func<RequestWorkload>)(() => Applications.Read(name, size)))),
        BankReplay.Read,
    ];

    public static IEnumerable<ReportLine> Measure(IEnumerable<Func<RequestWorkload>> sources, Action<string> say)
    {
        RequestPaths[] all = [.. sources.Select(source => RequestPaths.Prepare(source()))];
        Measurement.Run([.. all.SelectMany(paths => paths.All)], say);
        return all.SelectMany(Lines);
    }

    private static IEnumerable<ReportLine> Lines(RequestPaths paths)
    {
        DecisionTime Time(string path, Contestant contestant) => new(Names.Requests, paths.Workload.Name, paths.Workload.Size, 0, path, contestant.LeastCall) { Bytes = Measurement.Bytes(contestant) };
        DecisionTime Timed(string path, TimedPath timed) => Time(path, timed.Contestant) with { Single = Measurement.Single(timed.Times) };

        yield return Timed(Names.Evaluate, paths.Objects);
        if (paths.Json is { } json)
            yield return Timed(Names.EvaluateJson, json);
        yield return Timed(Names.Interpreter, paths.InterpretedObjects);
        if (paths.InterpretedJson is { } interpretedJson)
            yield return Timed(Names.InterpreterJson, interpretedJson);
        if (paths.Hand is { } hand)
            yield return Time(Names.HandSwitch, hand);
    }
}
