using AgentPolicy.Benchmarks.Charts;

namespace AgentPolicy.Benchmarks.Report;

/// <summary>The charts of the report.</summary>
internal static class ResultCharts
{
    private const string Logarithmic = "logarithmic axis";

    private static readonly string[] s_grown = [Names.Governed, Names.HandCall, Names.Evaluate, Names.HandSwitch, Names.EvaluateJson, Names.Interpreter];
    private static readonly string[] s_asked = [Names.Evaluate, Names.Interpreter];

    public static IEnumerable<(string Name, string Text)> Draw(IReadOnlyList<DecisionTime> times, IReadOnlyList<Quantity> quantities)
    {
        DecisionTime[] tools = [.. times.Where(time => time.Section == Names.Tools)];
        yield return ("toolcalls.svg", SvgChart.Lines(
            "Time of a decision by the number of policies (toolcalls), logarithmic axes", "policies",
            [.. s_grown.Select(path => new Series(path, [.. tools.Where(time => time.Workload == "toolcalls" && time.Path == path).Select(time => ((double)time.Count, time.Nanoseconds))]))],
            value => Format.Time(value)));
        yield return ("percentiles.svg", SvgChart.Bars(
            $"Single governed calls: p50, p99 and p99.9, {Logarithmic}",
            [.. tools.Where(time => time.Path == Names.Governed && time.Single is not null).SelectMany(time => new[]
            {
                new Bar($"{time.Workload} {time.Size}", time.Single!.P50), new Bar("", time.Single.P99, 1), new Bar("", time.Single.P999, 2),
            })],
            value => Format.Time(value), ["p50", "p99", "p99.9"]));
        yield return ("requests.svg", SvgChart.Bars(
            $"Time of a decision over requests, {Logarithmic}",
            [.. times.Where(time => time.Section == Names.Requests && s_asked.Contains(time.Path)).Select(time => new Bar(
                time.Path == s_asked[0] ? $"{time.Workload}, {time.Size}" : "", time.Nanoseconds, Array.IndexOf(s_asked, time.Path)))],
            value => Format.Time(value), ["compiled", "interpreted"]));

        DecisionTime[] peers = [.. times.Where(time => time.Section == Names.Peers)];
        var largest = peers.Select(time => time.Count).DefaultIfEmpty().Max();
        yield return ("peers.svg", SvgChart.Bars(
            FormattableString.Invariant($"Time of a decision by the same {largest:N0} rules, {Logarithmic}"),
            [.. peers.Where(time => time.Count == largest).Select(time => new Bar(time.Path, time.Nanoseconds, Colour(time.Path)))],
            value => Format.Time(value), ["AgentPolicy", "other engines", "rules written by hand"]));

        yield return ("loading.svg", SvgChart.Lines(
            "Loading policies and deciding once (toolcalls), logarithmic axes", "policies",
            [.. new[] { Names.LoadCompiled, Names.LoadInterpreted }.Select(what => new Series(what[..what.IndexOf(',', StringComparison.Ordinal)], [.. quantities
                .Where(quantity => quantity.Table == Names.Loading && quantity.What == what && quantity.Subject.StartsWith("toolcalls", StringComparison.Ordinal)).Select(quantity => ((double)quantity.Count, quantity.Value))]))],
            Format.Milliseconds));
    }

    private static int Colour(string path) => path is Names.HandCall or Names.HandSwitch ? 2 : s_grown.Contains(path) ? 0 : 1;
}
