using System.Text;

namespace AgentPolicy.Benchmarks.Workloads.Requests;

/// <summary>
/// Policies that no scope narrows and no schema describes: each asks whether what it reads is there before it reads it. Ten a tool, nine permits and a forbid.
/// </summary>
internal static class Guarded
{
    private const int RulesPerTool = 10;

    private static readonly EntityUid s_agent = new("Agent", "assistant");
    private static readonly EntityUid s_action = new("Action", "pre_tool_call");
    private static readonly EntityUid s_resource = new("Tool", "host");

    public static RequestWorkload Create(int size)
    {
        var random = new SplitMix(13);
        var rules = Enumerable.Range(0, size).Select(index => new Rule(index, random)).ToArray();
        var text = new StringBuilder();
        foreach (var rule in rules)
            text.Append(FormattableString.Invariant($"@id(\"g{rule.Index}\")\n{(rule.Permits ? "permit" : "forbid")} (principal, action, resource)\n{rule.Cedar}\n"));

        CheckedRequest Draw()
        {
            var call = new Call(random, size / RulesPerTool);
            var satisfied = rules.Where(rule => rule.Holds(call)).ToArray();
            return new CheckedRequest(s_agent, s_action, s_resource, call.Context(), satisfied.Length > 0 && satisfied.All(rule => rule.Permits));
        }

        return new RequestWorkload("guarded, no schema", FormattableString.Invariant($"{size:N0} policies"), text.ToString(), EntityStore.Empty, BalancedRequests.Draw("guarded", Draw));
    }

    // What a call says; what is null is absent.
    private sealed class Call(SplitMix random, int tools)
    {
        public string? Tool { get; } = random.Next(20) == 0 ? null : FormattableString.Invariant($"tool_{random.Next(tools)}");

        public string? Path { get; } = random.Next(10) == 0 ? null : FormattableString.Invariant($"/data/p{random.Next(RulesPerTool)}/file-{random.Next(100)}.txt");

        public long? Amount { get; } = random.Next(10) == 0 ? null : random.Next(120);

        public HashSet<string>? Roles { get; } = random.Next(10) == 0 ? null : [.. Enumerable.Range(0, 3).Select(_ => FormattableString.Invariant($"role_{random.Next(RulesPerTool)}"))];

        public Dictionary<string, object?> Context()
        {
            var context = new Dictionary<string, object?>(StringComparer.Ordinal);
            var input = new Dictionary<string, object?>(StringComparer.Ordinal);
            Add(input, "path", Path);
            Add(input, "amount", Amount);
            Add(context, "tool", Tool is null ? null : new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = Tool, ["input"] = input });
            Add(context, "agent", Roles is null ? null : new Dictionary<string, object?>(StringComparer.Ordinal) { ["roles"] = Roles });
            return context;
        }

        private static void Add(Dictionary<string, object?> record, string name, object? value)
        {
            if (value is not null)
                record.Add(name, value);
        }
    }

    private sealed class Rule(int index, SplitMix random)
    {
        private readonly string _tool = FormattableString.Invariant($"tool_{index / RulesPerTool}");
        private readonly string _role = FormattableString.Invariant($"role_{index % RulesPerTool}");
        private readonly string _folder = FormattableString.Invariant($"/data/p{random.Next(RulesPerTool)}/");
        private readonly int _limit = 60 + random.Next(60);

        public int Index => index;

        public bool Permits => index % RulesPerTool != RulesPerTool - 1;

        // Not every author guards a nested attribute in the same way.
        public string Cedar => (index % 3) switch
        {
            0 => FormattableString.Invariant($"when {{ context has tool && context.tool has name && context.tool.name == \"{_tool}\" && context has agent && context.agent has roles && context.agent.roles.contains(\"{_role}\") && context.tool has input && context.tool.input has path && context.tool.input.path like \"{_folder}*\" && context.tool.input has amount && context.tool.input.amount < {_limit} }};"),
            1 => FormattableString.Invariant($"when {{ context has tool.name && context.tool.name == \"{_tool}\" }}\nwhen {{ context has agent.roles && context.agent.roles.contains(\"{_role}\") }}\nwhen {{ context has tool.input.path && context.tool.input.path like \"{_folder}*\" && context.tool.input has amount && context.tool.input.amount < {_limit} }};"),
            _ => FormattableString.Invariant($"when {{ context has tool.name && context.tool.name == \"{_tool}\" && context has tool.input.path && context.tool.input.path like \"{_folder}*\" && context has tool.input.amount && context has agent.roles && context.agent.roles.contains(\"{_role}\") }}\nunless {{ context.tool.input.amount >= {_limit} }};"),
        };

        public bool Holds(Call call) => call.Tool == _tool && call.Roles?.Contains(_role) == true && call.Path?.StartsWith(_folder, StringComparison.Ordinal) == true && call.Amount < _limit;
    }
}
