using System.Collections.Frozen;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Tests.Records;

/// <summary>What <see cref="PolicyScratch.Read(object?)"/> documents as free of allocation is.</summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    public static TheoryData<string, object> Collections()
    {
        var guid = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
        var role = new EntityUid("Role", "admin");
        return new()
        {
            { "\"a\"", new[] { "a", "b" } }, { "\"a\"", new List<string> { "a", "b" } }, { "\"a\"", new HashSet<string> { "a", "b" } }, { "\"a\"", new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a", "b" } },
            { "\"a\"", FrozenSet.ToFrozenSet(["a", "b"]) }, { "\"a\"", new object[] { "a", 1, true } }, { "\"a\"", new List<object> { "a", 1 } },
            { "5", new[] { 5, 6 } }, { "5", new List<int> { 5, 6 } }, { "5", new HashSet<int> { 5, 6 } }, { "5", new[] { 5L, 6 } }, { "5", new List<long> { 5, 6 } }, { "5", new HashSet<long> { 5, 6 } },
            { "true", new[] { true } }, { "decimal(\"1.5\")", new[] { 1.5m, 2 } }, { "decimal(\"1.5\")", new HashSet<decimal> { 1.5m, 2 } }, { "decimal(\"1.5\")", new[] { 1.5, 2 } }, { "decimal(\"1.5\")", new List<double> { 1.5, 2 } },
            { $"\"{guid}\"", new[] { guid, Guid.Empty } }, { $"\"{guid}\"", new HashSet<Guid> { guid, Guid.Empty } }, { "Role::\"admin\"", new[] { role } }, { "Role::\"admin\"", new List<EntityUid> { role } }, { "Role::\"admin\"", new HashSet<EntityUid> { role } },
            { "\"a\"", Answer.Json("""["\u0061", "b"]""") }, { "[1, [2, \"x\"]]", Answer.Json("""[[[2, "\u0078"], 1], 3]""") }, { "{a: [1], b: \"x\"}", Answer.Json("""[{"b": "\u0078", "\u0061": [1]}, 3]""") },
            { "[1]", new object[] { new[] { 1 }, new List<int> { 2 } } }, { "{a: 1}", new object[] { new Dictionary<string, object?> { ["a"] = 1 } } },
        };
    }

    [Theory]
    [MemberData(nameof(Collections))]
    public void Collection_Asked_AllocatesNothing(string element, object collection)
    {
        foreach (var effect in new[] { "permit", "forbid" })
        {
            foreach (var condition in new[]
            {
                $"context.v.contains({element})", $"context.v.contains(\"none\")", $"context.v.containsAll([{element}, {element}])", $"context.v.containsAny([1000, {element}])", $"[{element}, context.number].containsAll(context.v)",
                "context.v == context.w", $"context.v == [{element}]", "context.v.isEmpty()", "principal in context.v", "context.v.contains(context.bad)", "[context.bad] == context.v",
            })
            {
                var engine = new PolicyEngine(PolicySet.Parse($"{effect}(principal, action, resource) when {{ {condition} }};"));
                var request = Answer.Request(new Dictionary<string, object?> { ["v"] = collection, ["w"] = collection, ["bad"] = new object(), ["number"] = 1 });
                Assert.True(Allocations.Bytes(() => engine.Evaluate(request)) == 0, $"{effect} {collection.GetType().Name}: {condition}");
            }
        }
    }

    [Theory]
    [InlineData("context.v.a == 1")]
    [InlineData("context.v[\"a b\"] == \"x\"")]
    [InlineData("context.v == context.w")]
    [InlineData("context.v == {a: 1}")]
    [InlineData("context.v has c.d")]
    [InlineData("context.v.bad == 1")]
    [InlineData("context.v.twice == 1")]
    public void Record_Asked_AllocatesNothing(string condition)
    {
        foreach (var record in new object[]
        {
            new Dictionary<string, object?> { ["a"] = 1L, ["a b"] = "x", ["c"] = new Dictionary<string, object?> { ["d"] = null }, ["bad"] = 'c' }, new Dictionary<string, string> { ["a"] = "1", ["a b"] = "x" },
            new Dictionary<string, System.Text.Json.JsonElement> { ["a"] = Answer.Json("1"), ["a b"] = Answer.Json("\"\\u0078\"") },
            Answer.Json("""{"\u0061": 1, "a b": "\u0078", "c": {"d": null}, "bad": "\ud800", "twice": 1, "twic\u0065": 2, "k\ud800": 1, "e": {"f": [1, 2, {"g": 1.5}]}}"""),
            Answer.Json("""{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6, "g": 7, "h": 8, "i": 9, "j": 10, "k": [11], "a b": "x"}"""),
        })
        {
            foreach (var effect in new[] { "permit", "forbid" })
            {
                var engine = new PolicyEngine(PolicySet.Parse($"{effect}(principal, action, resource) when {{ {condition} }};"));
                var request = Answer.Request(new Dictionary<string, object?> { ["v"] = record, ["w"] = record });
                Assert.True(Allocations.Bytes(() => engine.Evaluate(request)) == 0, $"{effect} {record.GetType().Name}: {condition}");
            }
        }
    }

    [Fact]
    public void Number_OfAnyKind_AllocatesNothing()
    {
        foreach (var value in new object[] { 0.1, 0.1f, (Half)0.5, double.NaN, 1.5m, ulong.MaxValue, Guid.Empty, new Uri("https://example.com/a"), DayOfWeek.Friday, (DayOfWeek)9, FileAccess.ReadWrite, AttributeTargets.Class | AttributeTargets.Struct })
        {
            var engine = Answer.Engine("context.v == \"x\"");
            var request = Answer.Request(new Dictionary<string, object?> { ["v"] = value });
            Assert.True(Allocations.Bytes(() => engine.Evaluate(request)) == 0, $"{value.GetType().Name} {value}");
        }
    }
}
