namespace AgentPolicy.Tests.Json;

/// <summary>A context read by the type that the schema gives its action.</summary>
public sealed class JsonSchemaTests
{
    private static readonly CedarSchema s_schema = CedarSchema.Parse(
        """
        entity Agent, Tool, File, Folder;
        action act appliesTo { principal: Agent, resource: Tool, context: {
            d?: decimal, l?: Long, s?: String, b?: Bool, f?: File, ds?: Set<decimal>, fs?: Set<File>, r?: { d: decimal, o?: Long }, rs?: Set<{ d: decimal }>, ip?: ipaddr, at?: datetime, span?: duration, ips?: Set<ipaddr>
        } };
        """);

    [Theory]
    [InlineData("context.d == decimal(\"1200.0\")", """{"d": 1200}""")]
    [InlineData("context.d == decimal(\"1200.0\")", """{"d": 1200.00}""")]
    [InlineData("context.d == decimal(\"1200.0\")", """{"d": 12e2}""")]
    [InlineData("context.l == 5", """{"l": 5}""")]
    [InlineData("context.f == File::\"a\"", """{"f": {"type": "File", "id": "a"}}""")]
    [InlineData("context.f == File::\"a\"", """{"f": {"\u0069d": "\u0061", "type": "Fil\u0065"}}""")]
    [InlineData("context.f == File::\"a\"", """{"f": {"__entity": {"type": "File", "id": "a"}}}""")]
    [InlineData("context.ds.contains(decimal(\"5.0\")) && context.ds.containsAll([decimal(\"1.5\")])", """{"ds": [1.5, 5]}""")]
    [InlineData("context.fs == [File::\"a\", File::\"b\"]", """{"fs": [{"type": "File", "id": "b"}, {"type": "File", "id": "a"}]}""")]
    [InlineData("context.r.d == decimal(\"3.0\") && !(context.r has o)", """{"r": {"d": 3, "o": null}}""")]
    [InlineData("context.rs.contains({d: decimal(\"3.0\")})", """{"rs": [{"d": 3}]}""")]
    [InlineData("context.ip.isInRange(ip(\"10.0.0.0/8\"))", """{"ip": "10.0.0.7"}""")]
    [InlineData("context.ip == ip(\"fe80::1\")", """{"ip": "\u0066e80::1"}""")]
    [InlineData("context.at < datetime(\"2024-03-01\") && context.at.toTime() == duration(\"90m\")", """{"at": "2024-02-29T01:30:00Z"}""")]
    [InlineData("context.span.toHours() == 25", """{"span": "1d1h"}""")]
    [InlineData("context.ips.contains(ip(\"::1\")) && context.ips == [ip(\"10.0.0.1\"), ip(\"::0001\")]", """{"ips": ["::1", "10.0.0.1", "0::1"]}""")]
    [InlineData("!(context has d) && !(context has f)", """{"d": null}""")]
    [InlineData("context == {d: decimal(\"1.0\")}", """{"d": 1, "l": null}""")]
    [InlineData("context[\"extra\"] == 1", """{"extra": 1}""")]
    public void Value_OfItsType_IsRead(string condition, string json) => Assert.Equal("true", Answer.OfJson(condition, json, s_schema));

    [Theory]
    [InlineData("UnreadableInput", "context.d != decimal(\"1.0\")", """{"d": 0.00001}""")]
    [InlineData("UnreadableInput", "context.d != decimal(\"1.0\")", """{"d": 922337203685478}""")]
    [InlineData("TypeMismatch", "context.d != decimal(\"1.0\")", """{"d": "1.0"}""")]
    [InlineData("TypeMismatch", "context.l != 1", """{"l": 5.0}""")]
    [InlineData("TypeMismatch", "context.l != 1", """{"l": 5e0}""")]
    [InlineData("TypeMismatch", "context.l != 1", """{"l": "5"}""")]
    [InlineData("TypeMismatch", "context.s != \"\"", """{"s": 5}""")]
    [InlineData("TypeMismatch", "context.b != true", """{"b": "true"}""")]
    [InlineData("TypeMismatch", "context.b != true", """{"b": 1}""")]
    [InlineData("WrongEntityType", "context.f != File::\"a\"", """{"f": {"type": "Folder", "id": "a"}}""")]
    [InlineData("WrongEntityType", "context.f != File::\"a\"", """{"f": {"type": "file", "id": "a"}}""")]
    [InlineData("UnreadableInput", "context.f != File::\"a\"", """{"f": {"type": "File", "id": "a", "x": 1}}""")]
    [InlineData("UnreadableInput", "context.f != File::\"a\"", """{"f": {"type": "File", "id": "b", "id": "a"}}""")]
    [InlineData("UnreadableInput", "context.f != File::\"a\"", """{"f": {"id": "b", "id": "a"}}""")]
    [InlineData("UnreadableInput", "context.f != File::\"a\"", """{"f": {"type": "File", "id": 1}}""")]
    [InlineData("UnreadableInput", "context.f != File::\"a\"", """{"f": {"type": "File", "id": "\ud800"}}""")]
    [InlineData("UnreadableInput", "context.f != File::\"a\"", """{"f": {"type": "\ud800", "id": "a"}}""")]
    [InlineData("UnreadableInput", "context.f != File::\"a\"", """{"f": {"typ\ud800": "File", "id": "a"}}""")]
    [InlineData("TypeMismatch", "context.f != File::\"a\"", """{"f": "a"}""")]
    [InlineData("TypeMismatch", "context.ds.contains(decimal(\"5.0\"))", """{"ds": [5, "x"]}""")]
    [InlineData("TypeMismatch", "context.ds.contains(decimal(\"5.0\"))", """{"ds": 5}""")]
    [InlineData("UnreadableInput", "context.ds.contains(decimal(\"5.0\"))", """{"ds": [5, null]}""")]
    [InlineData("WrongEntityType", "principal in context.fs", """{"fs": [{"type": "Folder", "id": "a"}]}""")]
    [InlineData("TypeMismatch", "context.r.d == decimal(\"1.0\")", """{"r": [1]}""")]
    [InlineData("AttributeMissing", "context.r.d == decimal(\"1.0\")", """{"r": {"d": null}}""")]
    [InlineData("AttributeMissing", "context.d == decimal(\"1.0\")", """{}""")]
    [InlineData("ExtensionFailed", "context.ip == 1", """{"ip": "127.0.0.1/33"}""")]
    [InlineData("ExtensionFailed", "context.ips.contains(ip(\"::1\"))", """{"ips": ["::1", "x"]}""")]
    [InlineData("TypeMismatch", "context.ip == 1", """{"ip": 2130706433}""")]
    [InlineData("TypeMismatch", "context.ip == 1", """{"ip": {"fn": "ip", "arg": "127.0.0.1"}}""")]
    [InlineData("TypeMismatch", "context.ip == 1", """{"ip": {"__extn": {"fn": "ip", "arg": "127.0.0.1"}}}""")]
    [InlineData("ExtensionFailed", "context.at == 1", """{"at": "2024-02-30"}""")]
    [InlineData("ExtensionFailed", "context.at == 1", """{"at": "2024-02-29T01:30:00+01:00"}""")]
    [InlineData("TypeMismatch", "context.at == 1", """{"at": 0}""")]
    [InlineData("ExtensionFailed", "context.span == 1", """{"span": "01:30:00"}""")]
    [InlineData("TypeMismatch", "context.span == 1", """{"span": 90}""")]
    [InlineData("DuplicateKey", "context.d == decimal(\"1.0\")", """{"d": 1, "\u0064": 2}""")]
    public void Value_OfAnotherType_IsAnError(string error, string condition, string json) => Assert.Equal(error, Answer.OfJson(condition, json, s_schema));

    [Fact]
    public void Value_OfDotNet_IsReadByItsTypeToo()
    {
        string Of(string condition, string name, object? value) => Answer.Of(condition, new Dictionary<string, object?> { [name] = value }, s_schema);
        Assert.Equal("true", Of("context.d == decimal(\"1200.0\")", "d", 1200));
        Assert.Equal("TypeMismatch", Of("context.l == 1", "l", 1m));
        Assert.Equal("TypeMismatch", Of("context.s == \"1\"", "s", 1));
        Assert.Equal("WrongEntityType", Of("context.f == File::\"a\"", "f", new EntityUid("Folder", "a")));
        foreach (var values in new object[] { new[] { 1, 5 }, new long[] { 1, 5 }, new List<object> { 1L, 5m }, new Queue<int>([5]), new HashSet<int> { 5 }, new uint[] { 5 }, new List<System.Text.Json.JsonElement> { Answer.Json("5") }, Answer.Json("[5]") })
            Assert.Equal("true", Of("context.ds.contains(decimal(\"5.0\")) && !context.ds.contains(5)", "ds", values));
        foreach (var values in new object[] { new[] { "5.0" }, new HashSet<string> { "5.0" }, System.Collections.Frozen.FrozenSet.ToFrozenSet(["5.0"]), new List<object> { "5.0" } })
            Assert.Equal("TypeMismatch", Of("context.ds.contains(decimal(\"5.0\")) || context.ds.contains(\"5.0\")", "ds", values));
        Assert.Equal("true", Of("context.rs.contains({d: decimal(\"3.0\")})", "rs", new[] { new Dictionary<string, object?> { ["d"] = 3 } }));
        Assert.Equal("true", Of("context.fs.contains(File::\"a\")", "fs", new object[] { Answer.Json("""{"type": "File", "id": "a"}""") }));
        Assert.Equal("true", Of("context.ip == ip(\"::1\")", "ip", "::1"));
        Assert.Equal("ExtensionFailed", Of("context.ip == ip(\"::1\")", "ip", "x"));
        Assert.Equal("TypeMismatch", Of("context.ip == ip(\"::1\")", "ip", 1));
        Assert.Equal("true", Of("context.at == datetime(\"2024-02-29\")", "at", "2024-02-29"));
        Assert.Equal("true", Of("context.span == duration(\"1h\")", "span", "60m"));
        foreach (var values in new object[] { new[] { "::1" }, new HashSet<string> { "::1" }, System.Collections.Frozen.FrozenSet.ToFrozenSet(["::1"]), new List<object> { "::1" } })
            Assert.Equal("true", Of("context.ips.contains(ip(\"0::1\")) && !context.ips.contains(\"::1\")", "ips", values));
        Assert.Equal("TypeMismatch", Of("context.r == {}", "r", new[] { 1 }));
        Assert.Equal("true", Of("!(context has d)", "d", null));
    }

    [Fact]
    public void FromCedarJson_WithSchema_ChecksEveryAttribute()
    {
        var schema = CedarSchema.Parse("entity A, T, F; action act appliesTo { principal: A, resource: T, context: { d: decimal, f: F, o?: { x: Long } } }; action other;");
        PolicyRecord Read(string json, string action = "act") => PolicyRecord.FromCedarJson(json, schema, new("Action", action));
        Assert.Equal("true", Answer.Of("context.d == decimal(\"1.5\") && context.f == F::\"a\"", Read("""{"d": "1.5", "f": {"type": "F", "id": "a"}}""")));
        Assert.Equal("true", Answer.Of("context.d == decimal(\"1.5\") && context.f == F::\"a\"", Read("""{"d": {"__extn": {"fn": "decimal", "arg": "1.5"}}, "f": {"__entity": {"type": "F", "id": "a"}}, "o": {"x": 1}}""")));
        foreach (var (json, part) in new[]
        {
            ("""{"f": {"type": "F", "id": "a"}}""", "'d' is missing"), ("""{"d": "1.5", "f": {"type": "F", "id": "a"}, "x": 1}""", "no attribute 'x'"),
            ("""{"d": "1.5", "f": "a"}""", "f: "), ("""{"d": 1, "f": {"type": "F", "id": "a"}}""", "d: "), ("""{"d": "1.5", "f": {"type": "F", "id": "a"}, "o": {"y": 1}}""", "At $.o: "),
            ("""{"d": "1.5", "f": {"type": "F", "id": "a"}, "o": {}}""", "'x' is missing"), ("""{"d": "1.5", "f": {"type": "F", "id": "a"}, "o": null}""", "null"),
            ("""{"d": {"__entity": {"type": "F", "id": "a"}}, "f": {"type": "F", "id": "a"}}""", "d: "), ("""{"d": "x", "f": {"type": "F", "id": "a"}}""", "d: "), ("""{"d": "1.5", "d": "1.5", "f": {"type": "F", "id": "a"}}""", "twice"),
            ("[]", "At $: "), ("null", "At $: "), ("", "Malformed"), ("{", "Malformed"), ("{} {}", "Malformed"), ("{\"a\": \"\uD800\"}", "Malformed"), ("""{"\ud800": 1}""", "surrogate"),
        })
            Assert.Contains(part, Assert.Throws<FormatException>(() => Read(json)).Message);

        // What a scalar is, is the request's validation to say, be it a set: the context is read, and not valid.
        foreach (var o in new[] { "[]", "{}", "\"1\"", "{\"__entity\": {\"type\": \"F\", \"id\": \"a\"}}" })
        {
            var context = Read($$"""{"d": "1.5", "f": {"type": "F", "id": "a"}, "o": {"x": {{o}}} }""");
            var request = new PolicyRequest(new("A", "a"), new("Action", "act"), new("T", "t"), context);
            Assert.Equal("context.o.x", Assert.Single(schema.Validate(request, ErrorMode.Cedar)).Path);
        }

        Assert.Throws<FormatException>(() => Read("""{"d": "1.5", "f": {"type": "F", "id": "a"}, "o": {"x": [null]}}"""));
        Assert.Throws<ArgumentException>(() => Read("{}", "unknown"));
        Assert.Throws<ArgumentException>(() => PolicyRecord.FromCedarJson("{}", schema));
        Assert.Throws<ArgumentNullException>(() => PolicyRecord.FromCedarJson(null!));
        Assert.Throws<FormatException>(() => Read("""{"a": 1}""", "other"));
    }
}
