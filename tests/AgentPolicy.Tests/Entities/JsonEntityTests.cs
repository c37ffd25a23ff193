using System.Text.Json;

namespace AgentPolicy.Tests.Entities;

/// <summary>An entity that a request's JSON names is looked up under its own name, whichever entities were looked up before it: whoever sends the JSON chooses both.</summary>
public sealed class JsonEntityTests
{
    // More attributes than a set reads once a decision: those of the context are read anew each time.
    private const int ManyPaths = 1_100;

    private static readonly CedarSchema s_schema = CedarSchema.Parse("""
        entity Agent, Group;
        entity Tool = { a?: String };
        entity User in [Group] { level: Long } tags String;
        action act appliesTo { principal: Agent, resource: Tool, context: { flag: Bool, a: { owner: User }, b: { owner: User } } };
        """);

    private static readonly EntityStore s_store = EntityStore.FromJson("""
        [
          { "uid": { "type": "User", "id": "alice" }, "attrs": { "level": 9 }, "parents": [], "tags": {} },
          { "uid": { "type": "User", "id": "bob" }, "attrs": { "level": 1 }, "parents": [{ "type": "Group", "id": "blocked" }], "tags": { "blocked": "yes" } },
          { "uid": { "type": "Group", "id": "blocked" }, "attrs": {}, "parents": [] }
        ]
        """);

    [Theory]
    [InlineData("(if context.flag then context.b else context.a).owner in Group::\"blocked\"")]
    [InlineData("(if context.flag then context.b else context.a).owner.level < 5")]
    [InlineData("(if context.flag then context.b else context.a).owner.hasTag(\"blocked\")")]
    [InlineData("context.b.owner in Group::\"blocked\"")]
    [InlineData("context.b.owner.level < 5")]
    public void Evaluate_AnotherEntityBefore_IsDecidedOnItsOwn(string condition) =>
        AssertForbidden($$"""forbid(principal, action, resource) when { (if context.flag then context.a else context.b).owner in Group::"none" };""", condition);

    [Theory]
    [InlineData("context.b.owner in Group::\"blocked\"")]
    [InlineData("context.b.owner.level < 5")]
    public void Evaluate_AnotherEntityBeforeInALargeSet_IsDecidedOnItsOwn(string condition)
    {
        var others = string.Concat(Enumerable.Range(0, ManyPaths).Select(i => $"forbid(principal, action, resource) when {{ resource has a{i} && resource.a{i} == \"x\" }};\n"));
        AssertForbidden(others + "forbid(principal, action, resource) when { context.a.owner in Group::\"none\" };", condition);
    }

    private static void AssertForbidden(string before, string condition)
    {
        var context = JsonElement.Parse("""{ "flag": true, "a": { "owner": { "type": "User", "id": "alice" } }, "b": { "owner": { "type": "User", "id": "bob" } } }""");
        var request = new PolicyRequest(Answer.Principal, Answer.Action, Answer.Resource, context);
        foreach (var text in new[] { "", before })
        {
            var set = PolicySet.Parse($"permit(principal, action, resource);\n{text}\nforbid(principal, action, resource) when {{ {condition} }};", new PolicySetOptions { Schema = s_schema });
            foreach (var engine in new[] { new PolicyEngine(set, s_store), new PolicyEngine(set.WithoutIndex(), s_store) })
            {
                Assert.Equal(DecisionCause.Forbidden, engine.Evaluate(request).Cause);
                Assert.Equal(DecisionCause.Forbidden, engine.Explain(request).Decision.Cause);
            }
        }
    }
}
