using System.Diagnostics;
using System.Globalization;
using AgentPolicy.Benchmarks.Measuring;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Gate;

/// <summary>Holds decisions over a user's own policies against the bounds: right, the same in both back ends, without allocation, and fast.</summary>
internal static class OwnGate
{
    private static readonly TimeSpan s_longestWarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_allocations = TimeSpan.FromMilliseconds(200);

    /// <exception cref="WorkloadException">A file is missing or has errors.</exception>
    public static int Run(string policies, string requests, TextWriter output)
    {
        if (!File.Exists(requests))
            throw new WorkloadException($"{requests}: there is no such file.");
        var asked = OwnRequests.Parse(requests, File.ReadLines(requests));
        var engines = OwnPolicies.Load(policies);
        var wrong = FindWrong(asked, engines);
        foreach (var (line, text) in wrong.Take(20))
            output.WriteLine($"{requests}({line}): {text}");

        PolicyRequest[] all = [.. asked.Select(request => request.Request)];
        Contestant[] contestants = [.. engines.Select(engine => Contest(engine.Name, engine.Engine, all))];
        if (!Session.WarmUp(contestants, s_longestWarmUp))
            output.WriteLine("The JIT compiler is still at work; measured all the same.");
        var bounds = Bounds.Load();
        List<Check> checks = [new Check("ownDecisions", "decisions that are wrong, or differ", () => wrong.Count) { Remark = () => string.Create(CultureInfo.InvariantCulture, $"of {asked.Count:N0} requests") }];
        foreach (var ((name, engine), contestant) in engines.Zip(contestants))
            checks.AddRange(Checks(name, engine, contestant, all));
        Row[] rows = [.. checks.Select(check => Judge.Decide(check, bounds))];
        GateTable.Write(output, rows);
        return GateTable.WriteSummary(output, rows);
    }

    private static List<(int Line, string Text)> FindWrong(IReadOnlyList<OwnRequest> requests, IReadOnlyList<(string Name, IPolicyEngine Engine)> engines)
    {
        var wrong = new List<(int, string)>();
        foreach (var request in requests)
        {
            var decisions = engines.Select(engine => (engine.Name, Decision: engine.Engine.Evaluate(request.Request))).ToArray();
            if (decisions.Select(decision => (decision.Decision.Cause, decision.Decision.Policy.Id)).Distinct().Count() > 1)
                wrong.Add((request.Line, string.Join("; ", decisions.Select(decision => $"{decision.Name}: {decision.Decision.Message}"))));
            else if (request.IsAllowed is { } expected && decisions[0].Decision.IsAllowed != expected)
                wrong.Add((request.Line, $"expected {(expected ? "allow" : "deny")}: {decisions[0].Decision.Message}"));
        }

        return wrong;
    }

    private static IEnumerable<Check> Checks(string name, IPolicyEngine engine, Contestant contestant, PolicyRequest[] requests)
    {
        var bytes = 0L;
        var times = new CallTimes(requests.Length, ticks => Time(engine, requests, ticks));
        MeasureBytes();
        times.Measure(rounds: 3);
        yield return new Check("ownBytes", $"{name}: bytes", () => bytes, MeasureBytes);
        yield return new Check("ownP99", $"{name}: p99", () => times.P99 / 1e6, () => times.Measure(rounds: 3))
        {
            Remark = () => string.Create(CultureInfo.InvariantCulture, $"p50 {times.P50:N0} ns, p99 {times.P99:N0} ns, p99.9 {times.P999:N0} ns"),
        };

        void MeasureBytes() => bytes = Session.Allocations(contestant, s_allocations).Bytes;
    }

    private static Contestant Contest(string name, IPolicyEngine engine, PolicyRequest[] requests) => new(name, [.. requests.Select(_ => 1)], count =>
    {
        var allowed = 0;
        foreach (ref readonly var request in requests.AsSpan(0, count))
        {
            if (engine.Evaluate(request).IsAllowed)
                allowed++;
        }

        return allowed;
    });

    private static void Time(IPolicyEngine engine, PolicyRequest[] requests, long[] ticks)
    {
        for (var i = 0; i < requests.Length; i++)
        {
            var start = Stopwatch.GetTimestamp();
            engine.Evaluate(requests[i]);
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }
    }
}
