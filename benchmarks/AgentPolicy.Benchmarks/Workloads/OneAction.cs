using System.Text;

namespace AgentPolicy.Benchmarks.Workloads;

/// <summary>All policies on one action, of which one is about the request: by who acts, or by an argument.</summary>
internal static class OneAction
{
    private const int Known = 10;

    /// <summary>A policy for each agent.</summary>
    public static Workload ByPrincipal(int size) => Create(
        "oneAction by principal",
        size,
        i => FormattableString.Invariant($"permit (principal == Agent::\"a{i}\", action == Action::\"transfer\", resource)\nwhen {{ context.input.amount < {Limit(i)} }};\n"),
        "principal.Id",
        i => FormattableString.Invariant($"a{i}"));

    /// <summary>A policy for each account, which an argument names.</summary>
    public static Workload ByArgument(int size) => Create(
        "oneAction by argument",
        size,
        i => FormattableString.Invariant($"permit (principal, action == Action::\"transfer\", resource)\nwhen {{ context.input.account == \"acc{i}\" && context.input.amount < {Limit(i)} }};\n"),
        "account",
        i => FormattableString.Invariant($"acc{i}"));

    private static Workload Create(string name, int size, Func<int, string> policy, string key, Func<int, string> constant)
    {
        var policies = new StringBuilder();
        var body = new StringBuilder($"        switch ({key})\n        {{\n");
        for (var i = 0; i < size; i++)
        {
            policies.Append(FormattableString.Invariant($"@id(\"p{i}\")\n")).Append(policy(i));
            body.Append(FormattableString.Invariant($"            case \"{constant(i)}\":\n                return amount < {Limit(i)} ? new HandDecision(true, \"p{i}\") : default;\n"));
        }

        body.Append("            default:\n                return default;\n        }");
        var used = Enumerable.Range(0, Known).Select(index => index * size / Known).ToArray();
        return new Workload(
            name,
            size,
            policies.ToString(),
            new CallerType("Agent", []),
            [new Tool("transfer", "Transfer", [new("account", "string"), new("amount", "long")], body.ToString())],
            [.. used.Select(i => new WorkloadPrincipal(FormattableString.Invariant($"a{i}"), []))],
            [.. used.SelectMany((i, index) => Enumerable.Range(0, 24).Select(turn => new WorkloadRequest(index, 0, [FormattableString.Invariant($"acc{i}"), Limit(i) - 12L + turn], turn < 12)))]);
    }

    private static int Limit(int policy) => 1000 + policy % 900;
}
