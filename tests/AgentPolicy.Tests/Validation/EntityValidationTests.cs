namespace AgentPolicy.Tests.Validation;

/// <summary>Entities against a schema. The expectations are the reference's own answers.</summary>
public sealed class EntityValidationTests
{
    private static readonly CedarSchema s_schema = CedarSchema.Parse(
        """
        entity U in [G] { n?: Long, a?: Action, z?: Size, d?: decimal } tags String;
        entity G in [H];
        entity H;
        entity Loop in [Loop2];
        entity Loop2 in [Loop];
        entity Size enum ["s"];
        entity E2 in Size;
        action a in b appliesTo { principal: U, resource: U };
        action b in c;
        action c;
        """);

    public static TheoryData<string, string> Stores => new()
    {
        { Of("Action", "a", """[{"type": "Action", "id": "b"}]"""), "Action::\"a\": the action is not in the groups that the schema puts it in, at any distance: Action::\"b\", Action::\"c\"" },
        { Of("Action", "a", """[{"type": "Action", "id": "b"}, {"type": "Action", "id": "c"}]"""), "" },
        { Of("Action", "a", """[{"type": "Action", "id": "b"}]""") + "," + Of("Action", "b", """[{"type": "Action", "id": "c"}]"""), "" },
        { Of("Action", "a", "[]"), "Action::\"a\": the action is not in the groups" },
        { Of("Action", "a", """[{"type": "Action", "id": "b"}, {"type": "Action", "id": "x"}]"""), "Action::\"a\": the action is not in the groups" },
        { Of("Action", "c", "[]"), "" },
        { Of("Action", "c", "[]", """{"x": 1}"""), "Action::\"c\": the schema has no attribute 'x' here" },
        { Of("Action", "c", "[]", "{}", """{"x": "y"}"""), "Action::\"c\": actions have no tags" },
        { Of("Action", "x", "[]"), "Action::\"x\": the schema has no action Action::\"x\"" },
        { Of("U", "u", """[{"type": "G", "id": "g"}]"""), "" },
        { Of("U", "u", """[{"type": "H", "id": "h"}]"""), "" },
        { Of("U", "u", """[{"type": "U", "id": "v"}]"""), "U::\"u\".parents[0]: the schema does not let a 'U' be in a 'U'; it lets it be in G" },
        { Of("U", "u", """[{"type": "G", "id": "g"}, {"type": "X", "id": "x"}]"""), "U::\"u\".parents[1]: the schema does not let a 'U' be in a 'X'" },
        { Of("U", "u", """[{"type": "G", "id": "g"}]""") + "," + Of("G", "g", """[{"type": "H", "id": "h"}]"""), "" },
        { Of("G", "g", """[{"type": "U", "id": "u"}]"""), "G::\"g\".parents[0]: the schema does not let a 'G' be in a 'U'; it lets it be in H" },
        { Of("H", "h", """[{"type": "H", "id": "i"}]"""), "H::\"h\".parents[0]: the schema does not let a 'H' be in a 'H'; it lets it be in none" },
        { Of("Loop", "x", """[{"type": "Loop", "id": "y"}]"""), "" },
        { Of("Size", "s", "[]"), "" },
        { Of("Size", "s", """[{"type": "U", "id": "v"}]"""), "Size::\"s\".parents[0]: the schema does not let" },
        { Of("Size", "s", "[]", """{"x": 1}"""), "Size::\"s\".attrs: the schema has no attribute 'x' here" },
        { Of("Size", "q", "[]"), "Size::\"q\": this is none of the entities that the schema lists for Size: \"s\"" },
        { Of("Size", "s", "[]", "{}", """{"x": "1"}"""), "Size::\"s\".tags: the schema gives entities of type Size no tags" },
        { Of("E2", "e", """[{"type": "Size", "id": "s"}]"""), "" },
        { Of("E2", "e", """[{"type": "Size", "id": "q"}]"""), "E2::\"e\".parents[0]: this is none of the entities that the schema lists for Size: \"s\"" },
        { Of("U", "u", "[]", "{}", """{"x": "1"}"""), "" },
        { Of("U", "u", "[]", "{}", """{"x": 1}"""), "U::\"u\".tags.x: expected a String, found a Long" },
        { Of("G", "g", "[]", "{}", """{"x": "1"}"""), "G::\"g\".tags: the schema gives entities of type G no tags" },
        { Of("G", "g", "[]", "{}", "{}"), "" },
        { Of("U", "u", "[]", """{"a": {"__entity": {"type": "Action", "id": "a"}}}"""), "" },
        { Of("U", "u", "[]", """{"a": {"__entity": {"type": "Action", "id": "q"}}}"""), "U::\"u\".attrs.a: the schema declares no action of this id and type" },
        { Of("U", "u", "[]", """{"z": {"__entity": {"type": "Size", "id": "q"}}}"""), "U::\"u\".attrs.z: this is none of the entities" },
        { Of("U", "u", "[]", """{"n": "x"}"""), "U::\"u\".attrs.n: expected a Long, found a String" },
        { Of("U", "u", "[]", """{"d": 1}"""), "U::\"u\".attrs.d: expected a Decimal, found a Long" },
        { Of("U", "u", "[]", """{"q": "x"}"""), "U::\"u\".attrs: the schema has no attribute 'q' here" },
        { Of("Q", "q", "[]"), "Q::\"q\": the schema has no entity type 'Q'" },
    };

    [Theory]
    [MemberData(nameof(Stores))]
    public void Entities_FromJsonAndValidated_AreHeldToTheSchema(string json, string expected)
    {
        var violations = s_schema.Validate(EntityStore.FromJson($"[{json}]"));
        var failure = Record.Exception(() => EntityStore.FromJson($"[{json}]", s_schema));
        if (expected.Length == 0)
        {
            Assert.Empty(violations);
            Assert.Null(failure);
            return;
        }

        var violation = Assert.Single(violations);
        Assert.StartsWith(expected, $"{violation.Path}: {violation.Message}");
        Assert.StartsWith("At $[0]", Assert.IsType<FormatException>(failure).Message);
    }

    [Fact]
    public void Entities_WithRecordsOfTheHost_AreReadAndChecked()
    {
        IReadOnlyList<SchemaViolation> Check(IPolicyRecord attributes) => s_schema.Validate(EntityStore.Create(new Entity(new("U", "u"), PolicyRecord.From(attributes))));
        Assert.Empty(Check(new HostRecord(1)));
        Assert.Equal("U::\"u\".attrs.n", Assert.Single(Check(new HostRecord("x"))).Path);
        var thrown = Assert.Single(Check(new HostRecord(null)));
        Assert.Equal(("U::\"u\".attrs", "an input threw an exception: InvalidTimeZoneException"), (thrown.Path, thrown.Message));
    }

    [Fact]
    public void Entities_ThatThrowDeepInside_SpoilNoOtherPlace()
    {
        var schema = CedarSchema.Parse("entity A in [A] { r: { n: { n: Long } } } tags Long;");
        var attributes = PolicyRecord.From(new HostRecord(new Dictionary<string, object?> { ["n"] = new HostRecord(null) }, "r"));
        var store = EntityStore.Create(
            new Entity(new("A", "a"), attributes, [new("B", "b")], new Dictionary<string, object?> { ["t"] = "x" }),
            new Entity(new("A", "c"), new Dictionary<string, object?> { ["r"] = new Dictionary<string, object?>() }));
        Assert.Equal(["A::\"a\".attrs.r.n", "A::\"a\".parents[0]", "A::\"a\".tags.t", "A::\"c\".attrs.r"], schema.Validate(store).Select(violation => violation.Path));
    }

    [Fact]
    public void Entities_SeveralWrong_AreAllReported()
    {
        var store = EntityStore.FromJson($"[{Of("Q", "q", "[]")},{Of("U", "u", """[{"type": "H", "id": "h"}, {"type": "U", "id": "v"}]""", """{"n": true, "x": 1}""", """{"t": 1}""")}]");
        Assert.Equal(["Q::\"q\"", "U::\"u\".attrs.n", "U::\"u\".attrs", "U::\"u\".parents[1]", "U::\"u\".tags.t"], s_schema.Validate(store).Select(violation => violation.Path));
        Assert.Equal("At Q::\"q\": the schema has no entity type 'Q'.", s_schema.Validate(store)[0].ToString());
        Assert.Empty(s_schema.Validate(EntityStore.Empty));
        Assert.Throws<ArgumentNullException>(() => s_schema.Validate(null!));
    }

    [Fact]
    public void Types_InEndlesslyManyGroups_AreReportedNotCounted() => Support.LinearTime.Ends(() =>
    {
        var types = string.Concat(Enumerable.Range(0, 30_000).Select(index => $"entity T{index} in T{index + 1};"));
        var schema = CedarSchema.Parse(types + "entity T30000;");
        var store = EntityStore.Create(Enumerable.Range(0, 30_000).Select(index => new Entity(new($"T{index}", "x"), parents: [new("T30000", "x")])));
        var violations = schema.Validate(store);
        Assert.All(violations, violation => Assert.Contains("more than 20000000 ancestors", violation.Message));
        Assert.NotEmpty(violations);
    });

    private static string Of(string type, string id, string parents, string attributes = "{}", string? tags = null) =>
        $$"""{"uid": {"type": "{{type}}", "id": "{{id}}"}, "attrs": {{attributes}}, "parents": {{parents}}{{(tags is null ? "" : ", \"tags\": " + tags)}} }""";

    private sealed class HostRecord(object? value, string name = "n") : IPolicyRecord
    {
        public int SlotCount => 1;

        public string GetName(int slot) => name;

        public int FindSlot(string asked) => asked == name ? 0 : -1;

        public PolicyValue GetValue(int slot, PolicyScratch scratch) => value is null ? throw new InvalidTimeZoneException("secret") : scratch.Read(value);
    }
}
