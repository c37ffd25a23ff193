using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AgentPolicy.Benchmarks.Workloads;

/// <summary>An agent's calls of tools with a path and an amount, ten policies a tool: read from the shared data.</summary>
internal static partial class ToolCalls
{
    private static readonly Input[] s_inputs = [new("path", "string"), new("amount", "long")];

    /// <summary>Roles are a set of texts that the agent carries.</summary>
    public static Workload Read(int size) => Read(size, new Roles(
        "toolcalls",
        policies => policies,
        [new("Roles", "HashSet<string>")],
        roles => [roles.ToHashSet(StringComparer.Ordinal)],
        role => FormattableString.Invariant($"principal.Roles.Contains(\"{role}\")")));

    /// <summary>
    /// Roles are groups that the agent is in; by hand, bits that it carries. Rules written by hand take no less time than these: a call of a known method, a look at who acts,
    /// and nothing to look up.
    /// </summary>
    public static Workload ReadByGroup(int size)
    {
        var bits = new Dictionary<string, long>(StringComparer.Ordinal);
        return Read(size, new Roles(
            "toolcalls by group",
            policies => RoleOfRule().Replace(policies, "(principal in Role::\"${role}\"${scope} when { "),
            [new("Parents", "IReadOnlyCollection<EntityUid>"), new("RoleBits", "long")],
            roles => [roles.Select(role => new EntityUid("Role", role)).ToArray(), roles.Aggregate(0L, (all, role) => all | Bit(role))],
            role => FormattableString.Invariant($"(principal.RoleBits & {Bit(role)}) != 0"))) with { Schema = "entity Role;" };

        long Bit(string role)
        {
            if (!bits.TryGetValue(role, out var bit))
                bits[role] = bit = 1L << bits.Count;
            return bit;
        }
    }

    private static Workload Read(int size, Roles roles)
    {
        using var json = JsonDocument.Parse(SharedWorkloads.Read(FormattableString.Invariant($"toolcalls/n{size}.json")));
        // What a governed method is given stands in the context's input.
        var policies = json.RootElement.GetProperty("policies").GetString()!
            .Replace("context.path", "context.input.path", StringComparison.Ordinal).Replace("context.amount", "context.input.amount", StringComparison.Ordinal);
        var tools = Rule().Matches(policies).GroupBy(match => match.Groups["tool"].Value, match => ToRule(match, roles)).Select(rules => new Tool(rules.Key, MethodOf(rules.Key), s_inputs, HandRule.Body(rules))).ToArray();
        var toolIndex = tools.Select((tool, index) => (tool.Action, index)).ToDictionary(pair => pair.Action, pair => pair.index, StringComparer.Ordinal);

        // Agents differ by their roles alone: one agent for each combination of them.
        var principals = new Dictionary<string, int>(StringComparer.Ordinal);
        var requests = new List<WorkloadRequest>();
        foreach (var request in json.RootElement.GetProperty("requests").EnumerateArray())
        {
            var held = string.Join(' ', request.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).Order(StringComparer.Ordinal));
            principals.TryAdd(held, principals.Count);
            requests.Add(new WorkloadRequest(
                principals[held],
                toolIndex[request.GetProperty("tool").GetString()!],
                [request.GetProperty("path").GetString(), request.GetProperty("amount").GetInt64()],
                request.GetProperty("allow").GetBoolean()));
        }

        return new Workload(
            roles.Workload,
            size,
            roles.Policies(policies),
            new CallerType("Agent", roles.Attributes),
            tools,
            [.. principals.Keys.Select((held, index) => new WorkloadPrincipal(FormattableString.Invariant($"agent_{index}"), roles.Values(held.Split(' ', StringSplitOptions.RemoveEmptyEntries))))],
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

    private static HandRule ToRule(Match match, Roles roles)
    {
        var limit = long.Parse(match.Groups["limit"].ValueSpan, CultureInfo.InvariantCulture);
        return new HandRule(
            match.Groups["id"].Value,
            match.Groups["effect"].Value == "permit",
            FormattableString.Invariant($"{roles.ByHand(match.Groups["role"].Value)} && path.StartsWith(\"{match.Groups["prefix"]}\", StringComparison.Ordinal) && amount < {limit}"));
    }

    [GeneratedRegex("""
        @id\("(?<id>\w+)"\)\s+(?<effect>permit|forbid) \(principal, action == Action::"(?<tool>\w+)", resource\)\s+when \{ principal\.roles\.contains\("(?<role>\w+)"\) && context\.input\.path like "(?<prefix>[^"*]+)\*" && context\.input\.amount < (?<limit>\d+) \};
        """)]
    private static partial Regex Rule();

    [GeneratedRegex("""
        \(principal(?<scope>, action == Action::"\w+", resource\))\s+when \{ principal\.roles\.contains\("(?<role>\w+)"\) &&[ ]
        """)]
    private static partial Regex RoleOfRule();

    /// <summary>What a role is, in Cedar and in C#: the policies from those of the data, the agent's attributes and their values, and the test as it is written by hand.</summary>
    private sealed record Roles(
        string Workload,
        Func<string, string> Policies,
        IReadOnlyList<Input> Attributes,
        Func<IReadOnlyList<string>, IReadOnlyList<object?>> Values,
        Func<string, string> ByHand);
}

/// <summary>One of the rules: whoever has the role may, or may not, call the tool with a path that starts so and an amount below the limit.</summary>
internal sealed record ToolCallRule(string Id, bool Permits, string Tool, string Role, string Prefix, long Limit);
