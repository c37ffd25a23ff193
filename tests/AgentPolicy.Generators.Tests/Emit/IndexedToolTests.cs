using System.Globalization;
using System.Text;
using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>A tool on which there are many policies is decided as by the interpreter, with the index and without: same decision, same policy, same error.</summary>
public sealed class IndexedToolTests
{
    private const int Calls = 60;

    private const string Source = """
        using AgentPolicy;
        using System;
        using System.Collections.Generic;

        [PolicyEntity("User")]
        public sealed partial record User(string Id, long Level, HashSet<string> Roles, string? Team, string[] Groups) : IPolicyPrincipal
        {
            public IReadOnlyCollection<EntityUid> Parents => Array.ConvertAll(Groups, group => new EntityUid("Group", group));
        }

        [PolicyEntity("File")] public sealed partial record File(string Name);
        [PolicyEntity("Folder")] public sealed partial record Folder(string Name);
        [PolicyEntity("Group")] public sealed partial record Group(string Name);

        public sealed partial class Tools(IPolicyEngine policy)
        {
            [Governed("look", Resource = nameof(file), ResourceType = "File")] public partial string Look(string? file, long level, string? account, bool flag);
            private string LookCore(string? file, long level, string? account, bool flag) => file + account;

            [Governed("list")] public partial string List(string account, int? level, bool flag);
            private string ListCore(GovernedCall call, string account, int? level, bool flag) => call.Decision.Policy.PositionalId;
        }

        public static class Calls
        {
            private static readonly string?[] s_texts = ["a0", "a1", "a2", "", null];

            public static string[] Ask(PolicySet policies, int seed, int count)
            {
                var random = new Random(seed);
                var store = EntityStore.Create(
                    new Entity(new("File", "f0"), parents: [new("Folder", "d0")]), new Entity(new("File", "f1")), new Entity(new("Folder", "d0"), parents: [new("Folder", "d1")]),
                    new Entity(new("Group", "g0"), parents: random.Next(2) == 0 ? [new("Group", "g1")] : []), new Entity(new("User", "u1"), parents: [new("Group", "g2")]));
                var tools = new Tools(new PolicyEngine(policies, store));
                var answers = new List<string>();
                for (var i = 0; i < count; i++)
                {
                    var user = new User(Pick("u0", "u1", "u2", "u9"), random.Next(3), new() { Pick("r0", "r1", "r2") }, Pick(s_texts), Pick<string[]>(["g0"], ["g1", "g2"], []));
                    var (file, level, account, flag) = (Pick("f0", "f1", "f9", null), (long)random.Next(3), Pick(s_texts), random.Next(2) == 0);
                    using (AgentContext.Enter(new AgentIdentity(user)))
                    {
                        // Asked twice: the second time by what the first has noted.
                        for (var turn = 0; turn < 2; turn++)
                        {
                            answers.Add($"look({file}, {level}, {account}, {flag}) by {user}".Replace(": ", " - ") + ": " + Answer(() => tools.Look(file, level, account, flag)));
                            answers.Add($"list({account}) by {user.Id}: " + Answer(() => tools.List(account!, level == 2 ? null : (int)level, flag)));
                        }
                    }
                }

                return answers.ToArray();

                T Pick<T>(params T[] values) => values[random.Next(values.Length)];
            }

            private static string Answer(Func<string> call)
            {
                try
                {
                    return "ran " + call();
                }
                catch (PolicyDeniedException denial)
                {
                    return $"{denial.Decision.Cause} by {denial.Decision.Policy.PositionalId}: {denial.Decision.Error.Policy.PositionalId}, {denial.Decision.Message}";
                }
            }
        }
        """;

    [Fact]
    public void Decide_ManyPoliciesOnATool_AnswersAsTheInterpreter()
    {
        var sets = Enumerable.Range(0, 16).Select(seed => new PolicySource(new Sets(seed).Policies(), ErrorMode: seed % 3 == 0 ? ErrorMode.Cedar : ErrorMode.FailClosed)).ToArray();

        var code = InputCalls.Compile(Source, sets, out var assembly);

        Assert.InRange(code.Split("IndexedTool<").Length - 1, sets.Length, sets.Length * 2);
        var answers = new List<string>();
        for (var i = 0; i < sets.Length; i++)
        {
            var compiled = InputCalls.Compiled(assembly, i);
            var expected = InputCalls.Ask(assembly, sets[i].Interpret(), i, Calls);
            AssertEqual(sets[i], expected, InputCalls.Ask(assembly, compiled, i, Calls));
            AssertEqual(sets[i], expected, InputCalls.Ask(assembly, InputCalls.WithoutIndex(compiled), i, Calls));
            answers.AddRange(expected);
        }

        // Otherwise equality would say little.
        var all = answers.Select(answer => answer.Split(": ", 2)[1].Split(' ')[0]).ToLookup(cause => cause);
        Assert.All(["ran", "Forbidden", "ForbidFailed"], cause => Assert.True(all[cause].Count() > 100, string.Join(", ", all.Select(group => $"{group.Key}: {group.Count()}"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("forbid(principal, action, resource) when { context.input.level == 1 };")]
    [InlineData("forbid(principal, action, resource) when { context.input.account == \"a0\" };")]
    [InlineData("forbid(principal == User::\"u0\", action == Action::\"look\", resource == File::\"f0\") when { context.input.level == 1 };")]
    [InlineData("permit(principal == User::\"u0\", action == Action::\"look\", resource == File::\"f0\") when { context.input.level > 1 }; permit(principal == User::\"u0\", action == Action::\"look\", resource == File::\"f0\") when { context.input.level == 2 }; permit(principal == User::\"u0\", action == Action::\"look\", resource == File::\"f0\") when { context.input.level < 0 };")]
    [InlineData("permit(principal in Group::\"g1\", action == Action::\"look\", resource == File::\"f9\");")]
    public void Decide_GrantsOnATool_AnswersAsTheInterpreter(string other) => AssertGrants(other);

    // Named by too many to be looked up by: then the code asks what the index has not.
    [Theory]
    [InlineData("permit(principal, action == Action::\"look\", resource) when { principal in [MANY] && context.input.level == 0 };")]
    [InlineData("forbid(principal, action == Action::\"look\", resource) when { principal in [MANY] && context.input.level == 1 };")]
    [InlineData("permit(principal, action == Action::\"look\", resource) when { principal in [MANY] && resource in [Folder::\"d1\", File::\"f1\"] && context.input.level == 0 };")]
    [InlineData("permit(principal, action == Action::\"look\", resource) when { principal in [Group::\"g0\", Group::\"g2\"] && resource in [FILES] && context.input.level == 0 };")]
    public void Decide_MoreEntitiesThanTheIndexLists_AreAskedFor(string policy) => AssertGrants(policy
        .Replace("MANY", string.Join(", ", Enumerable.Range(0, 70).Select(i => $"Group::\"x{i}\"").Append("Group::\"g1\"")), StringComparison.Ordinal)
        .Replace("FILES", string.Join(", ", Enumerable.Range(1, 40).Select(i => $"File::\"f{i}\"")), StringComparison.Ordinal));

    private static void AssertGrants(string other)
    {
        // Several for some pairs, and for the last more than are listed together.
        var random = new Random(1);
        var grants = new StringBuilder(other).AppendLine();
        for (var i = 0; i < 120; i++)
        {
            var (user, file) = i < 12 ? (i % 3, i / 3 % 2) : (i, i);
            grants.Append(CultureInfo.InvariantCulture, $"permit(principal == User::\"u{user}\", action == Action::\"look\", resource == File::\"f{file}\") when {{ context.input.{(random.Next(2) == 0 ? $"level == {random.Next(3)}" : "account == \"a1\"")} }};\n");
        }

        foreach (var mode in new[] { ErrorMode.FailClosed, ErrorMode.Cedar })
        {
            PolicySource source = new(grants.ToString(), ErrorMode: mode);
            Assert.Contains("IndexedTool<", InputCalls.Compile(Source, [source], out var assembly), StringComparison.Ordinal);
            var compiled = InputCalls.Compiled(assembly, 0);
            var expected = InputCalls.Ask(assembly, source.Interpret(), 0, Calls * 4);
            AssertEqual(source, expected, InputCalls.Ask(assembly, compiled, 0, Calls * 4));
            AssertEqual(source, expected, InputCalls.Ask(assembly, InputCalls.WithoutIndex(compiled), 0, Calls * 4));
            Assert.True(expected.Count(answer => answer.Contains(": ran", StringComparison.Ordinal)) > 10, string.Join('\n', expected));
        }
    }

    [Fact]
    public void Emit_ManyPoliciesOnATool_MakesCodeThatTheIndexIsAskedFor()
    {
        var policies = string.Concat(Enumerable.Range(0, 100).Select(i => $"permit(principal == User::\"u{i}\", action == Action::\"look\", resource == File::\"f{i}\") when {{ context.input.level < {i} }};\n"));

        var code = InputCalls.Compile(Source, [new PolicySource(policies)], out _);

        Assert.Contains("IndexedTool<", code, StringComparison.Ordinal);

        // One function for all of them, and nothing in it of what the index has found out.
        var tool = code[code.IndexOf("IndexedTool<", StringComparison.Ordinal)..];
        Assert.Equal(1, tool.Split("private static class Shape").Length - 1);
        Assert.DoesNotContain("IsPrincipal", tool, StringComparison.Ordinal);
        Assert.DoesNotContain("IsResource", tool, StringComparison.Ordinal);
    }

    private static void AssertEqual(PolicySource set, string[] expected, string[] actual)
    {
        var at = Enumerable.Range(0, expected.Length).FirstOrDefault(call => expected[call] != actual[call], -1);
        Assert.True(at < 0, at < 0 ? "" : $"{set.Policies}\nexpected {expected[at]}\nfound    {actual[at]}");
    }

    /// <summary>More policies on a tool than are asked one by one, of a few shapes, with heads and first questions of every kind.</summary>
    private sealed class Sets(int seed)
    {
        private readonly Random _random = new(seed);

        public string Policies() => string.Join('\n', Enumerable.Range(0, _random.Next(90, 160)).Select(_ => Policy()));

        private string Policy()
        {
            var principal = Pick("principal", $"principal == User::\"u{_random.Next(4)}\"", $"principal == User::\"u{_random.Next(4)}\"", $"principal in Group::\"g{_random.Next(3)}\"", "principal is User", $"principal is User in Group::\"g{_random.Next(3)}\"");
            var action = Pick("action == Action::\"look\"", "action == Action::\"look\"", "action == Action::\"look\"", "action", "action in [Action::\"look\", Action::\"list\"]", "action in Action::\"call_tool\"", "action == Action::\"list\"");
            var resource = Pick("resource", $"resource == File::\"f{_random.Next(3)}\"", $"resource in Folder::\"d{_random.Next(2)}\"", "resource is File", "resource == Tool::\"Tools\"");
            var effect = _random.Next(4) == 0 ? "forbid" : "permit";
            var clause = _random.Next(5) == 0 ? "" : $" {Pick("when", "when", "when", "unless")} {{ {Condition(effect)} }}";
            var guard = effect == "forbid" && _random.Next(4) > 0 ? $" when {{ context.input.level == {_random.Next(3)} && principal.level == {_random.Next(3)} }}" : "";
            return $"{effect}({principal}, {action}, {resource}){guard}{clause};";
        }

        private string Condition(string effect) => Pick(
            $"context.input has account && context.input.account == \"a{_random.Next(3)}\"",
            $"context.input.account == \"a{_random.Next(3)}\"",
            $"[\"a0\", \"a{_random.Next(3)}\"].contains(context.input.account)",
            $"context.input.level == {_random.Next(3)} && context.input.account like \"a*\"",
            $"context.input.level < {_random.Next(3)}",
            $"context.input has flag && context.input.flag",
            $"principal.level + context.input.level < {_random.Next(4)}",
            $"principal.roles.contains(\"r{_random.Next(3)}\")",
            $"principal has team && principal.team == \"a{_random.Next(3)}\"",
            $"principal.team == context.input.account",
            $"resource == File::\"f{_random.Next(2)}\" || context.input.level == 1",
            "context.session.id == \"\"",
            "context has session && context.input has account",
            "action == Action::\"look\"",
            $"resource == File::\"f{_random.Next(2)}\" && context.input.level == 1",
            $"principal == User::\"u{_random.Next(3)}\" && principal in Group::\"g{_random.Next(2)}\" && context.input.level == 1",
            effect == "forbid" && _random.Next(3) == 0 ? $"context.output == \"f0a{_random.Next(3)}\"" : "true");

        private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
    }
}
