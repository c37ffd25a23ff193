using System.Globalization;
using AgentPolicy.Benchmarks.Measuring;

namespace AgentPolicy.Benchmarks.Gate;

/// <summary>The rows of the gate.</summary>
internal static class GateChecks
{
    private const int RoundsAgain = 20;
    private const int RoundsOfThreads = 5;
    private static readonly TimeSpan s_allocations = TimeSpan.FromMilliseconds(60);

    /// <summary>What is asked of a thousand policies.</summary>
    /// <param name="paths">The workload.</param>
    /// <param name="governed">The measure that a governed call against one by hand is.</param>
    /// <param name="evaluate">The measure that a request against the switch by hand is.</param>
    public static IEnumerable<Check> Thousand(Paths paths, string governed = "governed", string evaluate = "evaluate") =>
    [
        Ratio(governed, paths.Governed, paths.HandCall),
        Ratio(evaluate, paths.Objects, paths.HandRequests),
        Ratio("json", paths.AllowedJson, paths.ObjectsAsJson),
        Ratio("interpreter", paths.InterpretedObjects, paths.Objects),
        P99(paths),
        Ratio("jsonCall", paths.AllowedJson, paths.GovernedAsJson),
        Ratio("interpretedCall", paths.InterpretedCall, paths.Governed),
        new Check("threads", $"{paths.Governed.Name}, two threads / one", () => Session.ThreadScaling(paths.Governed, RoundsOfThreads)),
        new Check("hand", paths.HandCall.Name, () => paths.HandCall.LeastCall),
        new Check("hand", paths.HandRequests.Name, () => paths.HandRequests.LeastCall),
    ];

    /// <summary>What more policies cost, which could matter no more than few.</summary>
    public static IEnumerable<Check> Growth(string measure, Paths large, Paths small)
    {
        yield return Of(paths => paths.Governed, paths => paths.HandCall);
        yield return Of(paths => paths.Objects, paths => paths.HandRequests);

        // Caches and branch predictors serve fewer policies better, whoever wrote them: what is written by hand is told beside it.
        Check Of(Func<Paths, Contestant> path, Func<Paths, Contestant> hand)
        {
            var (subject, against) = (path(large), path(small));
            return new Check(measure, $"{subject.Name} / at {small.Workload.Workload.Size}", () => subject.LeastCall / against.LeastCall, () => Again(subject, against))
            {
                Remark = () => string.Create(CultureInfo.InvariantCulture, $"{Time(subject.LeastCall)} / {Time(against.LeastCall)}; by hand {hand(large).LeastCall / hand(small).LeastCall:0.0}x"),
            };
        }
    }

    /// <summary>What a workload costs a build.</summary>
    public static IEnumerable<Check> Code(Paths paths) =>
    [
        new Check("grantsCode", $"{paths.Workload.Workload}: generated C#", () => paths.Workload.Cost.GeneratedBytes / 1e6),
        new Check("grantsBuild", $"{paths.Workload.Workload}: build", () => paths.Workload.Cost.Total.TotalSeconds),
    ];

    public static Check Bytes(Paths paths)
    {
        var found = Array.Empty<(string Path, long Bytes, long Calls)>();
        Measure();
        return new Check("bytes", $"{paths.Workload.Workload}: bytes, all paths", () => found.Sum(path => path.Bytes), Measure)
        {
            Remark = () => found.Any(path => path.Bytes > 0)
                ? string.Join(", ", found.Where(path => path.Bytes > 0).Select(path => string.Create(CultureInfo.InvariantCulture, $"{path.Path} {(double)path.Bytes / path.Calls:0.##} B a call")))
                : string.Create(CultureInfo.InvariantCulture, $"in {found.Sum(path => path.Calls):N0} decisions"),
        };

        void Measure() => found = [.. paths.Engines.Select(engine =>
        {
            var (bytes, calls) = Session.Allocations(engine, s_allocations);
            return (Short(engine), bytes, calls);
        })];
    }

    public static Check P99(Paths paths)
    {
        Measure();
        return new Check("p99", $"{paths.Governed.Name}, p99", () => paths.CallTimes.P99 / 1e6, Measure)
        {
            Remark = () => $"p50 {Time(paths.CallTimes.P50)}, p99 {Time(paths.CallTimes.P99)}, p99.9 {Time(paths.CallTimes.P999)}",
        };

        void Measure() => paths.CallTimes.Measure(rounds: 3);
    }

    private static Check Ratio(string measure, Contestant subject, Contestant against) =>
        new(measure, $"{subject.Name} / {Short(against)}", () => subject.LeastCall / against.LeastCall, () => Again(subject, against))
        {
            Remark = () => $"{Time(subject.LeastCall)} / {Time(against.LeastCall)}",
        };

    private static void Again(Contestant subject, Contestant against) =>
        Session.Measure([.. new[] { subject, against, subject.Overhead, against.Overhead }.OfType<Contestant>().Distinct()], RoundsAgain);

    private static string Short(Contestant contestant) => contestant.Name[(contestant.Name.IndexOf(": ", StringComparison.Ordinal) + 2)..];

    private static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds:0.0} ns"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3:0.0} us"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:0.0} ms"),
    };
}
