using AgentPolicy.Tests.Support;

namespace AgentPolicy.Tests.Json;

/// <summary>Extension values in Cedar's JSON: with <c>__extn</c>, or in the short forms that a type allows.</summary>
[Collection(nameof(Alone))]
public sealed class JsonExtensionTests
{
    private static readonly CedarSchema s_schema = CedarSchema.Parse(
        """
        entity A { v?: decimal, ip?: ipaddr, at?: datetime, span?: duration, ips?: Set<ipaddr>, s?: String, b?: Bool } tags ipaddr;
        entity T, Agent, Tool;
        action act appliesTo { principal: Agent, resource: Tool, context: { v?: decimal, ip?: ipaddr, at?: datetime, span?: duration, ips?: Set<ipaddr>, s?: String, b?: Bool, who?: A } };
        """);

    public static TheoryData<string, string> Explicit() => new()
    {
        { "decimal(\"1.5\")", """{"fn": "decimal", "arg": "1.5"}""" },
        { "ip(\"10.0.0.0/8\")", """{"fn": "ip", "arg": "10.0.0.0/8"}""" },
        { "ip(\"fe80::1\")", """{"arg": "fe80::1", "fn": "i\u0070"}""" },
        { "datetime(\"2024-02-29\")", """{"fn": "datetime", "arg": "2024-02-29"}""" },
        { "datetime(\"2024-02-29\")", """{"fn": "datetime", "args": ["2024-02-29"]}""" },
        { "duration(\"1h\")", """{"fn": "duration", "arg": "60m"}""" },
        { "datetime(\"2024-03-01\")", """{"fn": "offset", "args": [{"__extn": {"fn": "datetime", "arg": "2024-02-29"}}, {"__extn": {"fn": "duration", "arg": "1d"}}]}""" },
        { "duration(\"1d\")", """{"fn": "durationSince", "args": [{"__extn": {"fn": "datetime", "arg": "2024-03-01"}}, {"__extn": {"fn": "datetime", "arg": "2024-02-29"}}]}""" },
        { "datetime(\"2024-02-29\")", """{"fn": "toDate", "arg": {"__extn": {"fn": "datetime", "arg": "2024-02-29T12:00:00Z"}}}""" },
        { "true", """{"fn": "isIpv6", "arg": {"__extn": {"fn": "ip", "arg": "::1"}}}""" },
        { "60", """{"fn": "toMinutes", "arg": {"__extn": {"fn": "duration", "arg": "1h"}}}""" },
    };

    [Theory]
    [MemberData(nameof(Explicit))]
    public void Escape_WithOrWithoutASchema_IsTheFunctionsValue(string expected, string call)
    {
        var json = $$"""{"v": {"__extn": {{call}} } }""";
        Assert.Equal("true", Answer.OfJson($"context.v == {expected}", json, mode: ErrorMode.Cedar));
        Assert.Equal("true", Answer.OfJson($"context.v == {expected}", json, s_schema, ErrorMode.Cedar));
        Assert.Equal("true", Answer.Of($"context.v == {expected}", PolicyRecord.FromCedarJson(json)));
        var entities = EntityStore.FromJson($$"""[{"uid": {"type": "A", "id": "a"}, "attrs": {{json}}, "parents": [], "tags": {{json}} }]""");
        Assert.Equal("true", Answer.Of($"A::\"a\".v == {expected} && A::\"a\".getTag(\"v\") == {expected}", default, entities: entities));
    }

    [Theory]
    [InlineData("context.ip == ip(\"::1\")", """{"ip": "::1"}""")]
    [InlineData("context.ip == ip(\"::1\")", """{"ip": {"fn": "ip", "arg": "::1"}}""")]
    [InlineData("context.ips == [ip(\"::1\"), ip(\"10.0.0.1\")]", """{"ips": ["10.0.0.1", {"fn": "ip", "arg": "::1"}, {"__extn": {"fn": "ip", "arg": "::1"}}]}""")]
    [InlineData("context.at == datetime(\"2024-02-29\")", """{"at": "2024-02-29"}""")]
    [InlineData("context.at == datetime(\"2024-03-01\")", """{"at": {"fn": "offset", "args": ["2024-02-29", "1d"]}}""")]
    [InlineData("context.at == datetime(\"2024-03-01\")", """{"at": {"__extn": {"fn": "offset", "args": ["2024-02-29", {"fn": "duration", "arg": "1d"}]}}}""")]
    [InlineData("context.at == datetime(\"2024-03-02\")", """{"at": {"fn": "offset", "args": [{"fn": "offset", "args": ["2024-02-29", "1d"]}, "1d"]}}""")]
    [InlineData("context.span == duration(\"1h\")", """{"span": "1h"}""")]
    [InlineData("context.v == decimal(\"1.0\")", """{"v": "1.0"}""")]
    public void ShortForm_WhereTheTypeAllowsIt_IsRead(string condition, string json)
    {
        Assert.Equal("true", Answer.OfJson(condition, json, s_schema, ErrorMode.Cedar));
        Assert.Equal("true", Answer.Of(condition, PolicyRecord.FromCedarJson(json, s_schema, Answer.Action)));
        var entities = EntityStore.FromJson($$"""[{"uid": {"type": "A", "id": "a"}, "attrs": {{json}}, "parents": [], "tags": {"k": "fe80::1"} }]""", s_schema);
        Assert.Equal("true", Answer.Of(condition.Replace("context", "A::\"a\"") + " && A::\"a\".getTag(\"k\") == ip(\"fe80::1\")", default, entities: entities));
    }

    [Theory]
    [InlineData("ExtensionFailed", """{"fn": "ip", "arg": "x"}""")]
    [InlineData("TypeMismatch", """{"fn": "decimal", "arg": 1}""")]
    [InlineData("TypeMismatch", """{"fn": "ip", "arg": {"__entity": {"type": "A", "id": "a"}}}""")]
    [InlineData("TypeMismatch", """{"fn": "offset", "args": ["2024-02-29", "1d"]}""")]
    [InlineData("TypeMismatch", """{"fn": "offset", "args": [{"fn": "datetime", "arg": "2024-02-29"}, {"fn": "duration", "arg": "1d"}]}""")]
    [InlineData("Overflow", """{"fn": "offset", "args": [{"__extn": {"fn": "datetime", "arg": "2024-02-29"}}, {"__extn": {"fn": "duration", "arg": "9223372036854775807ms"}}]}""")]
    [InlineData("WrongArity", """{"fn": "ip", "args": ["::1", "::1"]}""")]
    [InlineData("WrongArity", """{"fn": "ip", "args": []}""")]
    [InlineData("WrongArity", """{"fn": "offset", "arg": {"__extn": {"fn": "datetime", "arg": "2024-02-29"}}}""")]
    [InlineData("UnreadableInput", """{"fn": "contains", "arg": "x"}""")]
    [InlineData("UnreadableInput", """{"fn": "ip", "arg": "\ud800"}""")]
    [InlineData("UnreadableInput", """{"fn": "ip", "arg": "::1", "args": []}""")]
    public void Escape_ThatDoesNotWork_IsAnErrorWithItsPlace(string error, string call)
    {
        var json = $$"""{"v": {"__extn": {{call}} } }""";
        Assert.Equal(error, Answer.OfJson("context.v == 1", json, mode: ErrorMode.Cedar));
        Assert.Contains("At $.v", Assert.Throws<FormatException>(() => PolicyRecord.FromCedarJson(json)).Message);
        Assert.Contains("attrs.v", Assert.Throws<FormatException>(() => EntityStore.FromJson($$"""[{"uid": {"type": "A", "id": "a"}, "attrs": {{json}}, "parents": []}]""")).Message);
    }

    [Theory]
    [InlineData("""{"ip": {"fn": "datetime", "arg": "2024-02-29"}}""", "attrs.ip: expected a IpAddress, found a DateTime")]
    [InlineData("""{"ip": {"__extn": {"fn": "isIpv4", "arg": "::1"}}}""", "attrs.ip: expected a IpAddress, found a Bool")]
    [InlineData("""{"ips": ["::1", {"fn": "duration", "arg": "1h"}]}""", "expected a IpAddress, found a Duration")]
    [InlineData("""{"s": {"__extn": {"fn": "ip", "arg": "::1"}}}""", "attrs.s: expected a String, found a IpAddress")]
    [InlineData("""{"s": 1}""", "attrs.s: expected a String, found a Long")]
    [InlineData("""{"b": "true"}""", "attrs.b: expected a Bool, found a String")]
    [InlineData("""{"ip": 1}""", "attrs.ip: expected a IpAddress, found a Long")]
    [InlineData("""{"at": "2024-02-30"}""", "attrs.at: 'datetime' refused its argument")]
    public void Entity_NotAsTheSchemaSays_IsRefused(string attributes, string part)
    {
        var json = $$"""[{"uid": {"type": "A", "id": "a"}, "attrs": {{attributes}}, "parents": []}]""";
        Assert.Contains(part, Assert.Throws<FormatException>(() => EntityStore.FromJson(json, s_schema)).Message);
    }

    // Cedar looks at the types of a context where it validates a request; an engine that fails closed, where a rule reads the value.
    [Theory]
    [InlineData("""{"s": 1}""", "context.s != \"a\"", "TypeMismatch")]
    [InlineData("""{"s": {"a": 1}}""", "context.s != \"a\"", "TypeMismatch")]
    [InlineData("""{"s": [1]}""", "context.s != \"a\"", "TypeMismatch")]
    [InlineData("""{"b": "true"}""", "context.b != true", "TypeMismatch")]
    [InlineData("""{"ip": {"fn": "datetime", "arg": "2024-02-29"}}""", "context.ip != 1", "TypeMismatch")]
    [InlineData("""{"who": {"type": "T", "id": "a"}}""", "context.who != 1", "WrongEntityType")]
    public void Context_WithAWrongType_IsReadAsCedarDoesAndFailsClosedElsewhere(string json, string condition, string error)
    {
        var context = PolicyRecord.FromCedarJson(json, s_schema, Answer.Action);
        Assert.Equal("true", Answer.Of(condition, context, s_schema, ErrorMode.Cedar));
        Assert.Equal("true", Answer.OfJson(condition, json, s_schema, ErrorMode.Cedar));
        Assert.Equal(error, Answer.Of(condition, context, s_schema));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(100_000, false)]
    public void Escape_DeeplyNested_IsReadOrRefusedOnAnyStack(int depth, bool isRead)
    {
        var call = string.Concat(Enumerable.Repeat("""{"__extn": {"fn": "toDate", "arg": """, depth)) + """{"__extn": {"fn": "datetime", "arg": "2024-02-29"}}""" + new string('}', depth * 2);
        var json = $$"""{"v": {{call}} }""";
        foreach (var stack in new[] { 128 * 1024, 256 * 1024, 2 * 1024 * 1024 })
        {
            var failure = Answer.OnStack(stack, () => Record.Exception(() => PolicyRecord.FromCedarJson(json)));
            Assert.True(isRead && stack > 1024 * 1024 ? failure is null : failure is FormatException or null, $"{failure}");
            Assert.True(isRead || failure is not null);
        }
    }

    [Fact]
    public void Escape_NestedWithoutALimitOfJsonsOwn_IsAnErrorAndNoOverflow()
    {
        var call = string.Concat(Enumerable.Repeat("""{"__extn": {"fn": "toDate", "arg": """, 4_000)) + "1" + new string('}', 8_000);
        var context = Answer.Json($$"""{"v": {{call}} }""");
        Assert.Contains(Answer.OnStack(256 * 1024, () => Answer.Of("context.v == 1", context, mode: ErrorMode.Cedar)), new[] { "TooDeep", "UnusableTooDeep" });
    }

    [Fact]
    public void Evaluate_ExtensionValuesOfJson_AllocatesNothing()
    {
        const string Condition = "context.ip.isInRange(ip(\"fe80::/10\")) && context.ips.contains(ip(\"::1\")) && context.at < datetime(\"2024-03-01\") && context.span > duration(\"0s\")";
        const string Short = """{"ip": "fe80::1", "ips": ["10.0.0.1", "fe80::\u0032", "::1"], "at": "2024-02-29", "span": "1h"}""";
        const string Long = """
            {"ip": {"__extn": {"fn": "ip", "arg": "fe80::1"}}, "ips": [{"__extn": {"fn": "ip", "arg": "fe80::2"}}, {"__extn": {"fn": "ip", "arg": "::1"}}],
             "at": {"__extn": {"fn": "offset", "args": [{"__extn": {"fn": "datetime", "arg": "2024-02-28"}}, {"__extn": {"fn": "duration", "arg": "1d"}}]}}, "span": {"__extn": {"fn": "duration", "arg": "1h"}}}
            """;
        foreach (var (json, schema, mode) in new[] { (Short, s_schema, ErrorMode.FailClosed), (Short, s_schema, ErrorMode.Cedar), (Long, s_schema, ErrorMode.Cedar), (Long, null, ErrorMode.Cedar) })
        {
            var set = PolicySet.Parse($"permit(principal, action, resource) when {{ {Condition} }};", new PolicySetOptions { Schema = schema, ErrorMode = mode });
            var engine = new PolicyEngine(set);
            var request = Answer.Request(Answer.Json(json));
            Assert.True(engine.Evaluate(request).IsAllowed, json);
            Assert.Equal(0, Allocations.Bytes(() => engine.Evaluate(request)));
        }
    }
}
