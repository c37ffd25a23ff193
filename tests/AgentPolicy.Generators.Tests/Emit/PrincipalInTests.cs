using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>What an agent is a member of is remembered for an engine's entities, and for no other's.</summary>
public sealed class PrincipalInTests
{
    private const string Source = """
        using AgentPolicy;
        using System;
        using System.Collections.Generic;

        [PolicyEntity("User")]
        public sealed partial record User(string Id, string[] Groups) : IPolicyPrincipal
        {
            public IReadOnlyCollection<EntityUid> Parents => Array.ConvertAll(Groups, group => new EntityUid("Group", group));
        }

        [PolicyEntity("Group")] public sealed partial record Group(string Name);

        public sealed partial class Tools(IPolicyEngine policy)
        {
            [Governed("look")] public partial string Look(long level);
            private string LookCore(long level) => "ran";

            [Governed("list")] public partial string List(long level);
            private string ListCore(GovernedCall call, long level) => call.Decision.Policy.PositionalId;
        }

        public static class Calls
        {
            public static string[] Ask(PolicySet policies, int seed, int count)
            {
                // In one store the groups are nested, in the next they are not, and in the last the agent is in one itself.
                var tools = new[]
                {
                    new Tools(new PolicyEngine(policies, EntityStore.Create(new Entity(new("Group", "g0"), parents: [new("Group", "g1")]), new Entity(new("Group", "g1"), parents: [new("Group", "g2")])))),
                    new Tools(new PolicyEngine(policies)),
                    new Tools(new PolicyEngine(policies, EntityStore.Create(new Entity(new("User", "u0"), parents: [new("Group", "g3")])))),
                };
                var answers = new List<string>();
                foreach (var user in new User[] { new("u0", ["g0"]), new("u1", []), new("u1", ["g1", "g3"]), new("u0", []) })
                {
                    using var scope = AgentContext.Enter(new AgentIdentity(user));
                    for (var i = 0; i < count; i++)
                    {
                        answers.Add($"{user.Id} {i}: " + Answer(() => tools[i % 3].Look(i % 2)));
                        answers.Add($"{user.Id} {i}: " + Answer(() => tools[i % 3].List(i % 2)));
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
                    return denial.Decision.Message;
                }
            }
        }
        """;

    [Theory]
    [InlineData("permit(principal in Group::\"g0\", action, resource);")]
    [InlineData("permit(principal in Group::\"g1\", action, resource); forbid(principal, action, resource) when { principal in Group::\"g3\" };")]
    [InlineData("permit(principal, action, resource) when { context.input.level == 1 || principal in Group::\"g2\" };")]
    [InlineData("permit(principal in Group::\"g3\", action, resource); permit(principal, action, resource) when { principal in Group::\"g2\" && context.input.level == 0 };")]
    [InlineData("permit(principal, action, resource) unless { principal in User::\"u0\" };")]
    [InlineData("permit(principal, action, resource) when { context.input.level == 1 || principal in Group::\"nobody\" };")]
    [InlineData("forbid(principal, action, resource in Group::\"g3\"); permit(principal in Group::\"g1\", action, resource); permit(principal in Group::\"g3\", action, resource) when { context.input.level == 0 };")]
    [InlineData("forbid(principal in Group::\"g3\", action, resource) when { context.input.level == 0 }; permit(principal, action, resource == Tool::\"Tools\"); permit(principal == User::\"u0\", action, resource);")]
    [InlineData("forbid(principal in Group::\"g3\", action, resource) when { context.input.level }; permit(principal in Group::\"g1\", action, resource);")]
    public void Decide_WhetherTheAgentIsInAGroup_IsFoundOutForEachEngine(string policies) => AssertDecided(policies);

    // The first 64 groups of a set are told by bits, the others by a search.
    [Theory]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(200)]
    public void Decide_ManyGroupsBefore_AreToldApart(int before)
    {
        var others = string.Concat(Enumerable.Range(0, before).Select(i => $"permit(principal in Group::\"other{i}\", action == Action::\"list\", resource);\n"));
        AssertDecided(others + """
            forbid(principal in Group::"g3", action, resource) when { context.input.level == 1 };
            permit(principal in Group::"g1", action, resource) when { context.input.level == 0 };
            permit(principal in Group::"g3", action, resource) when { context.input.level == 0 };
            """);
    }

    [Fact]
    public void Emit_WhetherTheAgentIsInAGroup_IsAskedOfTheAgent() =>
        Assert.Contains(".PrincipalIn(", InputCalls.Compile(Source, [new PolicySource("permit(principal in Group::\"g0\", action, resource);")], out _), StringComparison.Ordinal);

    private static void AssertDecided(string policies)
    {
        const int Count = 12;
        PolicySource source = new(policies);
        InputCalls.Compile(Source, [source], out var assembly);
        var set = InputCalls.Compiled(assembly, 0);
        var compiled = InputCalls.Ask(assembly, set, 0, Count);
        Assert.Equal(InputCalls.Ask(assembly, source.Interpret(), 0, Count), compiled);
        Assert.Equal(compiled, InputCalls.Ask(assembly, InputCalls.WithoutIndex(set), 0, Count));
        Assert.Contains(compiled, answer => !answer.Contains("Denied", StringComparison.Ordinal));
        Assert.Contains(compiled, answer => answer.Contains("Denied", StringComparison.Ordinal));
    }
}
