using System.Text;

namespace AgentPolicy.Benchmarks.Workloads.Requests;

/// <summary>Conditions about sets and about records in records, ten policies an action (nine permits, one forbid).</summary>
internal static class SetsAndRecords
{
    private const int RulesPerAction = 10;
    private const int Words = 12;
    private const int Everyone = 32;

    public static RequestWorkload Create(int size)
    {
        var random = new SplitMix(14);
        var rules = Enumerable.Range(0, size).Select(index => new SetRule(index / RulesPerAction, index % RulesPerAction, random)).ToArray();
        var text = new StringBuilder();
        for (var i = 0; i < size; i++)
            text.Append(FormattableString.Invariant($"@id(\"s{i}\")\n{(rules[i].Permits ? "permit" : "forbid")} (principal, action == Action::\"set_{rules[i].Action}\", resource)\nwhen {{ {rules[i].Cedar} }};\n"));
        var agents = Enumerable.Range(0, Everyone).Select(_ => new SetAgent(Draw("r", 3), Word("t", random), random.Next(10))).ToArray();
        var files = Enumerable.Range(0, Everyone).Select(_ => Draw("r", 3)).ToArray();

        CheckedRequest DrawRequest()
        {
            var (agent, file, action) = (random.Next(Everyone), random.Next(Everyone), random.Next(size / RulesPerAction));
            var order = new SetOrder(Draw("t", 4), random.Next(120), Word("c", random), random.Next(10));
            var satisfied = rules.Where(rule => rule.Action == action && rule.Holds(agents[agent], files[file], order)).ToArray();
            return new CheckedRequest(Agent(agent), new EntityUid("Action", FormattableString.Invariant($"set_{action}")), File(file), order.Context(), satisfied.Length > 0 && satisfied.All(rule => rule.Permits));
        }

        var entities = EntityStore.Create(
        [
            .. agents.Select((agent, index) => new Entity(Agent(index), agent.Attributes())),
            .. files.Select((allowed, index) => new Entity(File(index), new Dictionary<string, object?>(StringComparer.Ordinal) { ["allowed"] = allowed })),
        ]);
        return new RequestWorkload("sets and records", FormattableString.Invariant($"{size:N0} policies"), text.ToString(), entities, BalancedRequests.Draw("sets and records", DrawRequest));

        HashSet<string> Draw(string prefix, int count) => [.. Enumerable.Range(0, count).Select(_ => Word(prefix, random))];
    }

    public static string Word(string prefix, SplitMix random) => FormattableString.Invariant($"{prefix}{random.Next(Words)}");

    private static EntityUid Agent(int index) => new("Agent", FormattableString.Invariant($"a{index}"));

    private static EntityUid File(int index) => new("File", FormattableString.Invariant($"f{index}"));
}

internal sealed record SetAgent(HashSet<string> Roles, string Team, int Level)
{
    public Dictionary<string, object?> Attributes() => SetOrder.Record(("roles", Roles), ("profile", SetOrder.Record(("team", SetOrder.Record(("name", Team), ("level", (long)Level))))));
}

internal sealed record SetOrder(HashSet<string> Tags, int Total, string Country, int Zone)
{
    public Dictionary<string, object?> Context() => Record(("input", Record(
        ("tags", Tags),
        ("order", Record(("total", (long)Total), ("address", Record(("country", Country), ("geo", Record(("zone", (long)Zone))))))))));

    public static Dictionary<string, object?> Record(params (string Name, object Value)[] attributes) =>
        attributes.ToDictionary(attribute => attribute.Name, object? (attribute) => attribute.Value, StringComparer.Ordinal);
}

/// <summary>A rule in both languages.</summary>
internal sealed class SetRule
{
    private readonly Func<SetAgent, HashSet<string>, SetOrder, bool> _holds;

    public SetRule(int action, int shape, SplitMix random)
    {
        (Action, Permits) = (action, shape != 9);
        var (a, b, c) = (SetsAndRecords.Word("t", random), SetsAndRecords.Word("t", random), SetsAndRecords.Word("c", random));
        var (role, team, n, m) = (SetsAndRecords.Word("r", random), SetsAndRecords.Word("t", random), random.Next(10), 20 + random.Next(80));
        (Cedar, _holds) = ((string, Func<SetAgent, HashSet<string>, SetOrder, bool>))(shape switch
        {
            0 => ($"context.input.tags.contains(\"{a}\") && context.input.order.total < {m}", (_, _, order) => order.Tags.Contains(a) && order.Total < m),
            1 => ($"context.input.tags.containsAny([\"{a}\", \"{b}\"]) && context.input.order.total < {m}", (_, _, order) => (order.Tags.Contains(a) || order.Tags.Contains(b)) && order.Total < m),
            2 => ($"context.input.tags.containsAll([\"{a}\", \"{b}\"])", (_, _, order) => order.Tags.Contains(a) && order.Tags.Contains(b)),
            3 => ($"principal.roles.contains(\"{role}\") && context.input.order.address.country == \"{c}\"", (agent, _, order) => agent.Roles.Contains(role) && order.Country == c),
            4 => ($"principal.roles.containsAny(resource.allowed) && context.input.order.total < {m}", (agent, allowed, order) => agent.Roles.Overlaps(allowed) && order.Total < m),
            5 => ($"resource.allowed.containsAll(principal.roles) && context.input.tags.contains(\"{a}\")", (agent, allowed, order) => agent.Roles.IsSubsetOf(allowed) && order.Tags.Contains(a)),
            6 => ($"context.input.order.address.geo.zone == {n} && context.input.order.total >= {m}", (_, _, order) => order.Zone == n && order.Total >= m),
            7 => ($"context.input.order has address.geo.zone && context.input.order.address.geo.zone > {n} && resource.allowed.contains(\"{role}\")", (_, allowed, order) => order.Zone > n && allowed.Contains(role)),
            8 => ($"principal.profile.team.name == \"{team}\" && principal.profile.team.level > {n}", (agent, _, _) => agent.Team == team && agent.Level > n),
            _ => ($"context.input.order.address == {{ country: \"{c}\", geo: {{ zone: {n} }} }} || context.input.tags.containsAll([\"{a}\", \"{b}\", \"t0\"])",
                (_, _, order) => (order.Country == c && order.Zone == n) || (order.Tags.Contains(a) && order.Tags.Contains(b) && order.Tags.Contains("t0"))),
        });
    }

    public int Action { get; }

    public bool Permits { get; }

    public string Cedar { get; }

    public bool Holds(SetAgent agent, HashSet<string> allowed, SetOrder order) => _holds(agent, allowed, order);
}
