using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentPolicy.Benchmarks.Workloads;

/// <summary>An agent's calls of tools with a path and an amount, ten policies a tool: read from the shared data.</summary>
internal static partial class ToolCalls
{
    private static readonly Input[] s_inputs = [new("path", "string"), new("amount", "long")];

    public static Workload Read(int size)
    {
        using var json = JsonDocument.Parse(SharedWorkloads.Read(FormattableString.Invariant($"toolcalls/n{size}.json")));
        // What a governed method is given stands in the context's input.
        var policies = json.RootElement.GetProperty("policies").GetString()!
            .Replace("context.path", "context.input.path", StringComparison.Ordinal).Replace("context.amount", "context.input.amount", StringComparison.Ordinal);
        var tools = Rule().Matches(policies).GroupBy(match => match.Groups["tool"].Value, ToRule).Select(rules => new Tool(rules.Key, MethodOf(rules.Key), s_inputs, HandRule.Body(rules))).ToArray();
        var toolIndex = tools.Select((tool, index) => (tool.Action, index)).ToDictionary(pair => pair.Action, pair => pair.index, StringComparer.Ordinal);

        // Agents differ by their roles alone: one agent for each combination of them.
        var principals = new Dictionary<string, int>(StringComparer.Ordinal);
        var requests = new List<WorkloadRequest>();
        foreach (var request in json.RootElement.GetProperty("requests").EnumerateArray())
        {
            var roles = string.Join(' ', request.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).Order(StringComparer.Ordinal));
            principals.TryAdd(roles, principals.Count);
            requests.Add(new WorkloadRequest(
                principals[roles],
                toolIndex[request.GetProperty("tool").GetString()!],
                [request.GetProperty("path").GetString(), request.GetProperty("amount").GetInt64()],
                request.GetProperty("allow").GetBoolean()));
        }

        return new Workload(
            "toolcalls",
            size,
            policies,
            new CallerType("Agent", [new("Roles", "HashSet<string>")]),
            tools,
            [.. principals.Keys.Select((roles, index) => new WorkloadPrincipal(FormattableString.Invariant($"agent_{index}"), [roles.Split(' ').ToHashSet(StringComparer.Ordinal)]))],
            requests);
    }

    private static string MethodOf(string tool) => "Tool" + tool["tool_".Length..];

    /// <summary>The rules of the policies, for whoever has another language.</summary>
    public static IReadOnlyList<ToolCallRule> RulesOf(Workload workload) => [.. Rule().Matches(workload.Policies).Select(match => new ToolCallRule(
        match.Groups["id"].Value,
        match.Groups["effect"].Value == "permit",
        match.Groups["tool"].Value,
        match.Groups["role"].Value,
        match.Groups["prefix"].Value,
        long.Parse(match.Groups["limit"].ValueSpan, CultureInfo.InvariantCulture)))];

    private static HandRule ToRule(Match match)
    {
        var limit = long.Parse(match.Groups["limit"].ValueSpan, CultureInfo.InvariantCulture);
        return new HandRule(
            match.Groups["id"].Value,
            match.Groups["effect"].Value == "permit",
            FormattableString.Invariant($"principal.Roles.Contains(\"{match.Groups["role"]}\") && path.StartsWith(\"{match.Groups["prefix"]}\", StringComparison.Ordinal) && amount < {limit}"));
    }

    [GeneratedRegex("""
        @id\("(?<id>\w+)"\)\s+(?<effect>permit|forbid) \(principal, action == Action::"(?<tool>\w+)", resource\)\s+when \{ principal\.roles\.contains\("(?<role>\w+)"\) && context\.input\.path like "(?<prefix>[^"*]+)\*" && context\.input\.amount < (?<limit>\d+) \};
        """)]
    private static partial Regex Rule();
}

/// <summary>One of the rules: whoever has the role may, or may not, call the tool with a path that starts so and an amount below the limit.</summary>
internal sealed record ToolCallRule(string Id, bool Permits, string Tool, string Role, string Prefix, long Limit);
