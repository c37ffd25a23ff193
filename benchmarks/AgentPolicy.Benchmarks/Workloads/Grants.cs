using System.Text;

namespace AgentPolicy.Benchmarks.Workloads;

/// <summary>Grants of one shape: this user may read this file up to a size, and nothing but the constants differs.</summary>
internal static class Grants
{
    private const int Users = 16;

    public static Workload Create(int size)
    {
        var policies = new StringBuilder();
        for (var i = 0; i < size; i++)
            policies.Append(FormattableString.Invariant($"@id(\"g{i}\")\npermit (principal == User::\"u{i}\", action == Action::\"read\", resource == File::\"f{i}\")\nwhen {{ context.input.size < {Limit(i)} }};\n"));

        // Users from all over the set; each reads the granted file and another, below the limit and at it.
        var grants = Enumerable.Range(0, Math.Min(Users, size)).Select(user => user * size / Math.Min(Users, size)).ToArray();
        var requests = grants.SelectMany((grant, user) => Enumerable.Range(0, 256 / grants.Length).Select(turn =>
        {
            var file = turn % 4 == 3 ? (grant + 1) % size : grant;
            long bytes = Limit(grant) - 2 + turn % 3;
            return new WorkloadRequest(user, 0, [FormattableString.Invariant($"f{file}"), bytes], file == grant && bytes < Limit(grant));
        }));
        return new Workload(
            "grants",
            size,
            policies.ToString(),
            new CallerType("User", []),
            [new Tool("read", "Read", [new("file", "string"), new("size", "long")], """
                        if (s_grants.TryGetValue((principal.Id, file), out var grant) && size < grant.Limit)
                            return new HandDecision(true, grant.Id);
                        return default;
                """) { Resource = ("file", "File") }],
            [.. grants.Select(grant => new WorkloadPrincipal(FormattableString.Invariant($"u{grant}"), []))],
            [.. requests])
        {
            HandMembers = FormattableString.Invariant($$"""
                    private static readonly Dictionary<(string User, string File), (string Id, long Limit)> s_grants =
                        Enumerable.Range(0, {{size}}).ToDictionary(i => ($"u{i}", $"f{i}"), i => ($"g{i}", 100L + i % 900));
                """),
        };
    }

    private static int Limit(int grant) => 100 + grant % 900;
}
