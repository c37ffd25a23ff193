namespace AgentPolicy.Tests.Json;

/// <summary>A schema in JSON is the schema that the same declarations make in Cedar's own syntax.</summary>
public sealed class SchemaJsonReaderTests
{
    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"": {"entityTypes": {}, "actions": {}, "annotations": {}}}""", "")]
    [InlineData("""{"": {"entityTypes": {"A": {}}, "actions": {"a": {}}}}""", "entity A; action a;")]
    [InlineData("""{"N::M": {"actions": {}, "entityTypes": {"A": {"memberOfTypes": ["A", "N::M::B"]}, "B": {"memberOfTypes": []}}}}""", "namespace N::M { entity A in [A, B]; entity B; }")]
    [InlineData("""{"": {"entityTypes": {"A": {"enum": ["x", "", "x"]}}, "actions": {}}}""", """entity A enum ["x", ""];""")]
    [InlineData(
        """{"": {"entityTypes": {"A": {"shape": {"type": "Record", "attributes": {"s": {"type": "String"}, "l": {"required": false, "type": "Long"}, "b c": {"type": "Boolean"}}}, "tags": {"type": "Set", "element": {"type": "Long"}}}}, "actions": {}}}""",
        """entity A { s: String, l?: Long, "b c": Bool } tags Set<Long>;""")]
    [InlineData(
        """{"": {"entityTypes": {"A": {"shape": {"attributes": {"a": {"name": "A", "type": "Entity"}, "b": {"type": "EntityOrCommon", "name": "B"}, "c": {"type": "B"}, "d": {"type": "Extension", "name": "ipaddr"}, "e": {"type": "decimal"}, "f": {"type": "EntityOrCommon", "name": "__cedar::duration"}}, "additionalAttributes": false, "type": "Record"}}}, "commonTypes": {"B": {"type": "Set", "element": {"type": "Record", "attributes": {}}}}, "actions": {}}}""",
        "type B = Set<{}>; entity A { a: A, b: B, c: B, d: ipaddr, e: decimal, f: duration };")]
    [InlineData(
        """{"": {"entityTypes": {"A": {}, "R": {}}, "actions": {"a b": {"appliesTo": {"resourceTypes": ["R"], "principalTypes": ["A", "R"], "context": {"type": "Record", "attributes": {"x": {"type": "Long"}}}}, "memberOf": [{"id": "g"}, {"type": "Action", "id": "h"}]}, "g": {}, "h": {"memberOf": []}}}}""",
        """entity A, R; action "a b" in [g, Action::"h"] appliesTo { principal: [A, R], resource: R, context: { x: Long } }; action g, h;""")]
    [InlineData(
        """{"": {"commonTypes": {"C": {"type": "D"}, "D": {"type": "Record", "attributes": {"x": {"type": "Long"}}}}, "entityTypes": {"A": {"shape": {"type": "C"}}, "B": {"shape": {"type": "EntityOrCommon", "name": "D"}}}, "actions": {"a": {"appliesTo": {"principalTypes": ["A"], "resourceTypes": ["A"], "context": {"type": "C"}}}}}}""",
        "entity A, B { x: Long }; action a appliesTo { principal: A, resource: A, context: { x: Long } };")]
    public void ParseJson_SameDeclarations_MakeTheSameSchema(string json, string text) => Assert.Equal(CedarSchema.Parse(text).Model, CedarSchema.ParseJson(json).Model);

    // A name is looked for in its namespace first; what kind of name it is, JSON can say.
    [Theory]
    [InlineData("""{"type": "Entity", "name": "T"}""", "N::T")]
    [InlineData("""{"type": "Entity", "name": "N::T"}""", "N::T")]
    [InlineData("""{"type": "Entity", "name": "E"}""", "E")]
    [InlineData("""{"type": "Entity", "name": "Action"}""", "N::Action")]
    [InlineData("""{"type": "EntityOrCommon", "name": "Action"}""", "N::Action")]
    [InlineData("""{"type": "EntityOrCommon", "name": "T"}""", "Long")]
    [InlineData("""{"type": "T"}""", "Long")]
    [InlineData("""{"type": "N::T"}""", "Long")]
    [InlineData("""{"type": "Long"}""", "Long")]
    [InlineData("""{"type": "String"}""", "String")]
    [InlineData("""{"type": "EntityOrCommon", "name": "String"}""", "N::String")]
    [InlineData("""{"type": "EntityOrCommon", "name": "__cedar::String"}""", "String")]
    [InlineData("""{"type": "Extension", "name": "decimal"}""", "Decimal")]
    [InlineData("""{"type": "decimal"}""", "Decimal")]
    [InlineData("""{"type": "EntityOrCommon", "name": "decimal"}""", "N::decimal")]
    public void ParseJson_KindOfName_SaysWhatIsMeant(string type, string expected)
    {
        var schema = CedarSchema.ParseJson(
            $$$$$"""
            {"": {"entityTypes": {"E": {}}, "actions": {}},
             "N": {"commonTypes": {"T": {"type": "Long"}}, "entityTypes": {"T": {}, "String": {}, "decimal": {}, "X": {"shape": {"type": "Record", "attributes": {"x": {{{{{type}}}}} }}}}, "actions": {"a": {}}}}
            """);
        var found = Assert.Single(schema.Model.FindEntityType("N::X")!.Shape.Attributes).Type;
        Assert.Equal(expected, found switch
        {
            Language.Binding.SchemaType.Entity entity => entity.TypeName,
            Language.Binding.SchemaType.Extension extension => extension.Kind.ToString(),
            _ => found.GetType().Name,
        });
    }

    [Fact]
    public void ParseJson_Escapes_AreResolvedInKeysAndValues()
    {
        var schema = CedarSchema.ParseJson("""{"": {"\u0065ntityTypes": {"A": {"enum": ["\u00e9\ud83d\ude00\n\"\\\/"]}}, "actions": {"\u0061": {}}}}""");
        Assert.Equal(["é😀\n\"\\/"], schema.Model.EntityTypes[0].EnumIds);
        Assert.NotNull(schema.Model.FindAction(new("Action", "a")));
    }

    [Fact]
    public void ParseJson_Annotations_AreKeptEverywhere()
    {
        const string annotations = """ "annotations": {"if": null, "doc": "d"} """;
        var schema = CedarSchema.ParseJson(
            $$$$$"""
            {"N": {"entityTypes": {"A": { {{{{{annotations}}}}}, "shape": {"type": "Record", "attributes": {"x": {"type": "Long", {{{{{annotations}}}}} }}}}, "B": {"enum": ["x"], {{{{{annotations}}}}} }},
             "actions": {"a": { {{{{{annotations}}}}} }}, "commonTypes": {"T": {"type": "Long", {{{{{annotations}}}}} }}, {{{{{annotations}}}}} }}
            """);
        Assert.Equal(6, schema.ToCedar().Split("@if\n").Length - 1);
        Assert.Equal(6, schema.ToCedar().Split("@doc(\"d\")\n").Length - 1);
        Assert.Equal(6, schema.ToJson().Split("\"if\": null").Length - 1);
    }

    [Fact]
    public void ParseJson_ErrorInItsNames_IsReportedWhereTheNameStands()
    {
        const string json = "{\"\": {\"entityTypes\": {\"É😀\": 1, \"User\": {}, \"A\": {\"memberOfTypes\": [\"User\",\n  \"Usr\"]}}, \"actions\": {}}}";
        var errors = Assert.Throws<PolicySetException>(() => CedarSchema.ParseJson(json.Replace("\"É😀\": 1, ", "", StringComparison.Ordinal), "s.json")).Diagnostics;
        var error = Assert.Single(errors);
        Assert.Equal(("AGP0251", "s.json", 2, 3, "\"Usr\""), (error.Id, error.Path, error.Line, error.Column, Quoted(json.Replace("\"É😀\": 1, ", "", StringComparison.Ordinal), error)));
        Assert.Contains("did you mean 'User'?", error.Message);

        var named = Assert.Throws<PolicySetException>(() => CedarSchema.ParseJson(json)).Diagnostics;
        Assert.Equal(["\"É😀\"", "1"], named.Select(diagnostic => Quoted(json, diagnostic) is { Length: > 1 } text ? text.Trim('"').Insert(0, "\"") + "\"" : "1"));
    }

    private static string Quoted(string text, PolicyDiagnostic diagnostic) => text.Substring(diagnostic.Start, diagnostic.Length);
}
