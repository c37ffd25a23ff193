using System.Text.Json;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Tests.Records;

/// <summary>A schema types the context in whatever form it comes: a rule sees the same value in a dictionary, in JSON and in a struct.</summary>
[Collection(nameof(Alone))]
public sealed class TypedContextTests
{
    private static readonly CedarSchema s_schema = CedarSchema.Parse(
        """
        entity Agent, Tool; entity Role; entity Color enum ["red"];
        action act appliesTo { principal: Agent, resource: Tool, context: { amount: decimal, limits?: Set<decimal>, nested?: { price: decimal, name?: String }, names?: Set<String>, role?: Role } };
        """);

    [Theory]
    [InlineData("context.amount == decimal(\"5.0\")")]
    [InlineData("context.limits.contains(decimal(\"7.0\"))")]
    [InlineData("context.limits == [decimal(\"7.0\"), decimal(\"6.0\")]")]
    [InlineData("context.nested.price.lessThan(decimal(\"3.5\"))")]
    [InlineData("context.nested == {price: decimal(\"3.0\"), name: \"n\"}")]
    [InlineData("context.names.contains(\"a\") && !context.names.contains(\"c\")")]
    [InlineData("context.role == Role::\"admin\"")]
    public void Context_InEveryForm_IsReadByTheSchema(string condition)
    {
        var json = JsonDocument.Parse("""{"amount": 5, "limits": [6, 7], "nested": {"price": 3, "name": "n"}, "names": ["a", "b"], "role": {"type": "Role", "id": "admin"}}""").RootElement;
        var dictionary = new Dictionary<string, object?>
        {
            ["amount"] = 5,
            ["limits"] = new[] { 6, 7 },
            ["nested"] = new Dictionary<string, object?> { ["price"] = 3L, ["name"] = "n" },
            ["names"] = new HashSet<string> { "a", "b" },
            ["role"] = new EntityUid("Role", "admin"),
        };
        var typed = new Arguments(5, 3, "n");
        Assert.Equal("true", Answer.Of(condition, json, s_schema));
        Assert.Equal("true", Answer.Of(condition, dictionary, s_schema));
        Assert.Equal("true", Answer.Of(condition, PolicyRecord.From(typed), s_schema));
        var engine = new PolicyEngine(PolicySet.Parse($"permit(principal, action, resource) when {{ {condition} }};", new() { Schema = s_schema }));
        var request = new PolicyRequest<Arguments>(Answer.Principal, Answer.Action, Answer.Resource, typed);
        Assert.True(engine.Evaluate(request).IsAllowed);
        Assert.Equal(0, Allocations.Bytes(() => engine.Evaluate(request)));
    }

    [Theory]
    [InlineData("{}", "AttributeMissing")]
    [InlineData("{\"amount\": null}", "AttributeMissing")]
    [InlineData("{\"Amount\": 5000}", "DuplicateKey")]
    public void Context_WithoutWhatTheSchemaRequires_PassesNoForbidThatAsksForIt(string json, string error)
    {
        foreach (var condition in new[] { "context has amount && context.amount.greaterThan(decimal(\"1.0\"))", "context.amount.greaterThan(decimal(\"1.0\"))" })
        {
            Assert.Equal(error, Answer.OfJson(condition, json, s_schema));
            var values = JsonSerializer.Deserialize<Dictionary<string, object?>>(json)!;
            Assert.Equal("AttributeMissing", Answer.Of(condition, values, s_schema));
        }

        Assert.Equal("AttributeMissing", Answer.Of("context has amount", default, s_schema));
        Assert.Equal("AttributeMissing", Answer.Of("context has amount", PolicyRecord.From(new Arguments(null, 1, null)), s_schema));
        Assert.Equal("false", Answer.OfJson("context has names", json, s_schema));
    }

    [Fact]
    public void Context_OfAnActionTheSchemaDoesNotDeclare_IsDenied()
    {
        var engine = new PolicyEngine(PolicySet.Parse("permit(principal, action, resource);", new() { Schema = s_schema }));
        Assert.Equal(DecisionCause.UnusableInput, engine.Evaluate(new PolicyRequest(Answer.Principal, new("Action", "other"), Answer.Resource)).Cause);
        Assert.True(engine.Evaluate(new PolicyRequest(Answer.Principal, Answer.Action, Answer.Resource)).IsAllowed);
    }

    [Fact]
    public void Context_OfAWrongKind_IsAnErrorInAStructToo()
    {
        Assert.Equal("TypeMismatch", Answer.Of("context.nested.name == \"n\" || true", PolicyRecord.From(new Arguments(5, 3, 7L)), s_schema));
        Assert.Equal("WrongEntityType", Answer.Of("context.role == Role::\"admin\" || true", new Dictionary<string, object?> { ["role"] = new EntityUid("Agent", "admin") }, s_schema));
    }

    /// <summary>A struct that says numbers where the schema says decimals, and holds sets and records in forms of its own.</summary>
    private readonly record struct Arguments(long? Amount, long Price, object? Name) : IPolicyRecord
    {
        private static readonly string[] s_names = ["amount", "limits", "nested", "names", "role"];
        private static readonly PolicyValue s_limits = PolicyValue.FromSet(6L, 7L);

        private static readonly HashSet<string> s_texts = ["a", "b"];

        public int SlotCount => s_names.Length;

        public string GetName(int slot) => s_names[slot];

        public int FindSlot(string name) => Array.IndexOf(s_names, name);

        public PolicyValue GetValue(int slot, PolicyScratch scratch) => slot switch
        {
            0 => Amount is { } amount ? amount : default(PolicyValue),
            1 => s_limits,
            2 => scratch.Record(new Nested(Price, Name)),
            3 => scratch.Read(s_texts),
            4 => new EntityUid("Role", "admin"),
            _ => default,
        };
    }

    private readonly record struct Nested(long Price, object? Name) : IPolicyRecord
    {
        public int SlotCount => 2;

        public string GetName(int slot) => slot == 0 ? "price" : "name";

        public int FindSlot(string name) => name switch { "price" => 0, "name" => 1, _ => -1 };

        public PolicyValue GetValue(int slot, PolicyScratch scratch) => slot == 0 ? Price : scratch.Read(Name);
    }
}
