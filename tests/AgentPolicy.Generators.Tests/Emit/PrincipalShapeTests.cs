using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>Whatever kind of type an agent is, and whatever its attributes are called, compiled policies read of it what the interpreter reads.</summary>
public sealed class PrincipalShapeTests
{
    private const string Members = """
        public string Id => "a";
        public long @class { get; init; } = 1;
        public bool @event { get; init; } = true;
        [JsonPropertyName("a|b\\\"\n\ud83d\ude00")] public string Odd { get; init; } = "x";
        [JsonPropertyName("")] public string? Empty { get; init; }
        public HashSet<string> @in { get; init; } = ["x", "a|b\\"];
        public long Broken => throw new InvalidOperationException();
        public decimal Budget => 1.5m;
        public Uri? Site { get; init; }
        public ulong Big => ulong.MaxValue;
        public int? None => null;
        public IReadOnlySet<string> Sorted { get; init; } = new SortedSet<string>(StringComparer.Ordinal) { "x" };
        public FrozenSet<string> Frozen { get; init; } = new[] { "x" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        public IReadOnlyCollection<EntityUid> Parents => [];
        public object? Unread => null;
        """;

    private static readonly string[] s_conditions =
    [
        "principal.class == 1", "principal[\"class\"] < principal.big", "principal.event", "principal[\"a|b\\\\\\\"\\n\\u{1F600}\"] == \"x\"", "principal has \"a|b\\\\\\\"\\n\\u{1F600}\"", "principal has \"\"",
        "principal[\"\"] == \"x\"", "principal[\"in\"].contains(\"a|b\\\\\")", "principal[\"in\"].contains(context.input.s)", "principal has broken", "principal.budget.lessThan(decimal(\"1.6\"))", "principal has site",
        "principal has big", "principal.big == 1", "principal has none", "principal.none < 1", "principal has none && principal.none < 1", "principal.sorted.contains(context.input.s)",
        "principal.frozen.contains(\"X\")", "principal.frozen.contains(context.input.s)", "principal has user", "principal.user == principal", "principal has user.user", "principal.class + 9223372036854775807 > 0",
        "principal.class * 2 == 2 && principal.event", "principal.class == principal.budget", "principal == Bot::\"a\"", "principal is Bot && principal.class == 1", "principal == {}", "-principal.class == -1",
        "[1, 2].contains(principal.class)", "principal.class == true", "principal.event == 1", "principal.budget == 1", "context.input.n == principal.event", "context.input.s == principal.class", "context.input.n < principal.budget",
    ];

    [Theory]
    [InlineData("sealed partial record Bot", "Bot")]
    [InlineData("sealed partial class Bot", "Bot")]
    [InlineData("partial record Bot", "Bot")]
    [InlineData("partial class Bot", "Derived")]
    [InlineData("partial struct Bot", "Bot")]
    [InlineData("readonly partial record struct Bot", "Bot")]
    public void Decide_AgentOfEveryKindOfType_AnswersAsTheInterpreter(string declaration, string created)
    {
        var members = declaration.Contains("struct", StringComparison.Ordinal) ? Members + "public Bot() {}" : Members;
        var derived = created == "Derived" ? "public sealed class Derived : Bot { public new long @class => 2; }" : "";
        var source = $$"""
            using AgentPolicy;
            using System;
            using System.Collections.Frozen;
            using System.Collections.Generic;
            using System.Linq;
            using System.Text.Json.Serialization;

            [PolicyEntity("Bot")] public {{declaration}} : IPolicyPrincipal
            {
                {{members}}
            }

            {{derived}}

            public sealed partial class Tools(IPolicyEngine policy)
            {
                [Governed("ask")] public partial string Ask(string s, long n);
                private string AskCore(string s, long n) => "ran";
            }

            public static class Calls
            {
                public static string[] Ask(PolicySet policies, int seed, int count)
                {
                    var store = EntityStore.Create(new Entity(new EntityUid("Bot", "a"), PolicyRecord.From(new Dictionary<string, object?> { ["class"] = 7L, ["none"] = 0L, ["user"] = new EntityUid("Bot", "b") }), []));
                    var answers = new List<string>();
                    foreach (var entities in new[] { EntityStore.Empty, store })
                    {
                        var tools = new Tools(new PolicyEngine(policies, entities));
                        foreach (var identity in new[] { new AgentIdentity(new {{created}}()), new AgentIdentity(new {{created}}(), new Other()), new AgentIdentity(new EntityUid("Bot", "a")), new AgentIdentity(new EntityUid("Bot", "a"), new EntityUid("Bot", "c")) })
                        {
                            foreach (var s in new[] { "x", "X", "a|b\\", "\ud800" })
                            {
                                using (AgentContext.Enter(identity))
                                    answers.Add($"{identity} {s}: " + Answer(() => tools.Ask(s, 1)));
                            }
                        }
                    }

                    return answers.ToArray();
                }

                private static string Answer(Func<string> call)
                {
                    try
                    {
                        return call();
                    }
                    catch (PolicyDeniedException denial)
                    {
                        return $"{denial.Decision.Cause} by {denial.Decision.Policy.PositionalId}: {denial.Decision.Error.Policy.PositionalId}, {denial.Decision.Message}";
                    }
                }

                private sealed class Other : IPolicyPrincipal
                {
                    public string EntityType => "Bot";
                    public string Id => "other";
                    public IReadOnlyCollection<EntityUid> Parents => [];
                    public int SlotCount => 0;
                    public int FindSlot(string name) => -1;
                    public string GetName(int slot) => throw new ArgumentOutOfRangeException(nameof(slot));
                    public PolicyValue GetValue(int slot, PolicyScratch scratch) => default;
                }
            }
            """;
        var sets = s_conditions.Select(condition => new PolicySource($"permit(principal, action, resource); forbid(principal, action, resource) when {{ {condition} }};")).ToArray();

        var answers = InputCalls.AskAll(source, sets, 0);

        for (var i = 0; i < sets.Length; i++)
            Assert.True(answers[i].Interpreted.SequenceEqual(answers[i].Compiled), $"{s_conditions[i]}\n{answers[i].Interpreted.Zip(answers[i].Compiled).FirstOrDefault(pair => pair.First != pair.Second)}");

        // Otherwise equality would say little.
        Assert.All(["ran", "Forbidden", "ForbidFailed"], cause => Assert.True(answers.SelectMany(answer => answer.Compiled).Count(answer => answer.Split(": ")[1].StartsWith(cause, StringComparison.Ordinal)) > 50, cause));
    }
}
