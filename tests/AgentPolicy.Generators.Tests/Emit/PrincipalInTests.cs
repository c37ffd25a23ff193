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
    public void Decide_WhetherTheAgentIsInAGroup_IsFoundOutForEachEngine(string policies)
    {
        var (interpreted, compiled) = InputCalls.AskAll(Source, [new PolicySource(policies)], 12)[0];
        Assert.Equal(interpreted, compiled);
        Assert.Contains(compiled, answer => !answer.Contains("Denied", StringComparison.Ordinal));
        Assert.Contains(compiled, answer => answer.Contains("Denied", StringComparison.Ordinal));
    }

    [Fact]
    public void Emit_WhetherTheAgentIsInAGroup_IsAskedOfTheAgent() =>
        Assert.Contains(".PrincipalIn(", InputCalls.Compile(Source, [new PolicySource("permit(principal in Group::\"g0\", action, resource);")], out _), StringComparison.Ordinal);
}
