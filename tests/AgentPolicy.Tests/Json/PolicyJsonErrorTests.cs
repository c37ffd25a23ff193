namespace AgentPolicy.Tests.Json;

/// <summary>Whatever is no policy set is refused, with its place, a path and what would be right.</summary>
public sealed class PolicyJsonErrorTests
{
    private const string Any = """{"effect": "permit", "principal": {"op": "All"}, "action": {"op": "all"}, "resource": {"op": "All"}, "conditions": []}""";
    private const string Template = """{"effect": "permit", "principal": {"op": "==", "slot": "?principal"}, "action": {"op": "All"}, "resource": {"op": "All"}, "conditions": []}""";

    [Theory]
    [InlineData("", "AGP0164", "PolicySet.Parse")]
    [InlineData("permit(principal, action, resource);", "AGP0164", "PolicySet.Parse")]
    [InlineData("{", "AGP0164", "this is no JSON")]
    [InlineData("{} {}", "AGP0164", "this is no JSON")]
    [InlineData("{} // comment", "AGP0164", "this is no JSON")]
    [InlineData("{\"\\q\": 1}", "AGP0164", "this is no JSON")]
    [InlineData("{\"staticPolicies\": {},}", "AGP0164", "trailing comma")]
    [InlineData("""{"\ud800": 1}""", "AGP0169", "at $")]
    [InlineData("[]", "AGP0165", "at $: found an array, expected a policy set")]
    [InlineData("null", "AGP0165", "at $: found null")]
    [InlineData("""{"staticPolicies": null}""", "AGP0165", "at $.staticPolicies: found null")]
    [InlineData("""{"static_policies": {}}""", "AGP0166", "at $: found the key 'static_policies'; did you mean 'staticPolicies'?")]
    [InlineData("""{"templates": {}, "t\u0065mplates": {}}""", "AGP0167", "at $: the key 'templates' stands twice")]
    [InlineData($$$$$"""{"staticPolicies": {"a": {{{{{Any}}}}}, "\u0061": {{{{{Any}}}}}}}""", "AGP0167", "at $.staticPolicies: the key 'a' stands twice")]
    [InlineData($$$$$"""{"staticPolicies": {"a": {{{{{Any}}}}}}, "templates": {"a": {{{{{Template}}}}}}}""", "AGP0201", "the policy id 'a' is used twice")]
    [InlineData($$$$$"""{"staticPolicies": {"a": {{{{{Template}}}}}}}""", "AGP0165", "belongs under 'templates'")]
    [InlineData($$$$$"""{"templates": {"a": {{{{{Any}}}}}}}""", "AGP0165", "belongs under 'staticPolicies'")]
    [InlineData("""{"staticPolicies": {"a": "permit(principal, action, resource);"}}""", "AGP0165", "at $.staticPolicies.a: found the text 'permit(principal")]
    public void Set_Wrong_IsRefused(string json, string id, string part) => AssertError(json, id, part);

    [Theory]
    [InlineData("\"effect\": \"permit\"", "\"effect\": \"Permit\"", "AGP0165", "$.staticPolicies.a.effect: found the text 'Permit', expected one of \"permit\", \"forbid\"; did you mean 'permit'?")]
    [InlineData("\"effect\": \"permit\", ", "", "AGP0168", "the key 'effect' is missing")]
    [InlineData("\"effect\": \"permit\"", "\"effect\": null", "AGP0165", "found null")]
    [InlineData("\"conditions\": []", "\"conditions\": {}", "AGP0165", "conditions: found an object, expected an array")]
    [InlineData(", \"conditions\": []", "", "AGP0168", "write \"conditions\": []")]
    [InlineData("\"conditions\": []", "\"conditions\": [], \"annotation\": {}", "AGP0166", "did you mean 'annotations'?")]
    [InlineData("\"conditions\": []", "\"conditions\": [null]", "AGP0165", "conditions[0]: found null")]
    [InlineData("\"conditions\": []", "\"conditions\": [{\"kind\": \"whne\", \"body\": {\"Value\": true}}]", "AGP0165", "did you mean 'when'?")]
    [InlineData("\"conditions\": []", "\"conditions\": [{\"kind\": \"when\"}]", "AGP0168", "the key 'body' is missing")]
    [InlineData("\"conditions\": []", "\"conditions\": [{\"kind\": \"when\", \"body\": {\"Value\": true}, \"x\": 1}]", "AGP0166", "'x'")]
    [InlineData("\"conditions\": []", "\"conditions\": [], \"annotations\": {\"a b\": \"\"}", "AGP0165", "the name of an annotation, an identifier")]
    [InlineData("\"conditions\": []", "\"conditions\": [], \"annotations\": {\"id\": 1}", "AGP0165", "annotations.id: found the number 1")]
    [InlineData("\"conditions\": []", "\"conditions\": [], \"annotations\": {\"aproval\": \"x\"}", "AGP0202", "'@aproval'")]
    [InlineData("\"conditions\": []", "\"conditions\": [], \"annotations\": {\"id\": null}", "AGP0204", "needs a text")]
    [InlineData("\"conditions\": []", "\"conditions\": [], \"annotations\": {\"id\": \"\\u0061\", \"\\u0069d\": \"b\"}", "AGP0167", "the key 'id' stands twice")]
    [InlineData("\"principal\": {\"op\": \"All\"}", "\"principal\": {\"op\": \"any\"}", "AGP0165", "principal.op: found the text 'any'")]
    [InlineData("\"principal\": {\"op\": \"All\"}", "\"principal\": {\"op\": \"All\", \"entity\": {\"type\": \"A\", \"id\": \"a\"}}", "AGP0166", "does not belong to \"op\": \"All\"")]
    [InlineData("\"principal\": {\"op\": \"All\"}", "\"principal\": {\"op\": \"==\"}", "AGP0168", "the key 'entity' is missing")]
    [InlineData("\"principal\": {\"op\": \"All\"}", "\"principal\": {\"op\": \"==\", \"entity\": {\"type\": \"A\"}}", "AGP0168", "the key 'id' is missing")]
    [InlineData("\"principal\": {\"op\": \"All\"}", "\"principal\": {\"op\": \"==\", \"entity\": {\"type\": \"A\", \"id\": null}}", "AGP0165", "principal.entity.id: found null")]
    [InlineData("\"principal\": {\"op\": \"All\"}", "\"principal\": {\"op\": \"==\", \"entity\": {\"type\": \"A :: B\", \"id\": \"\"}}", "AGP0165", "principal.entity.type: found the text 'A :: B'")]
    [InlineData("\"principal\": {\"op\": \"All\"}", "\"principal\": {\"op\": \"==\", \"entity\": {\"__entity\": {\"type\": \"if\", \"id\": \"\"}}}", "AGP0165", "that word is reserved")]
    [InlineData("\"principal\": {\"op\": \"All\"}", "\"principal\": {\"op\": \"==\", \"entity\": {\"type\": \"A\", \"id\": \"a\"}, \"slot\": \"?principal\"}", "AGP0166", "remove one of the two")]
    [InlineData("\"principal\": {\"op\": \"All\"}", "\"principal\": {\"op\": \"==\", \"slot\": \"?resource\"}", "AGP0165", "expected one of \"?principal\"")]
    [InlineData("\"principal\": {\"op\": \"All\"}", "\"principal\": {\"op\": \"in\", \"entities\": []}", "AGP0166", "'entities'")]
    [InlineData("\"principal\": {\"op\": \"All\"}", "\"principal\": {\"op\": \"is\", \"entity_type\": \"A\", \"in\": null}", "AGP0165", "principal[\"in\"]: found null")]
    [InlineData("\"action\": {\"op\": \"all\"}", "\"action\": {\"op\": \"is\", \"entity_type\": \"A\"}", "AGP0165", "action.op")]
    [InlineData("\"action\": {\"op\": \"all\"}", "\"action\": {\"op\": \"==\", \"slot\": \"?principal\"}", "AGP0166", "only principal and resource can be slots")]
    [InlineData("\"action\": {\"op\": \"all\"}", "\"action\": {\"op\": \"==\", \"entity\": {\"type\": \"A\", \"id\": \"a\"}}", "AGP0165", "expected an action")]
    [InlineData("\"action\": {\"op\": \"all\"}", "\"action\": {\"op\": \"in\", \"entities\": [{\"type\": \"Action\", \"id\": \"a\"}, 1]}", "AGP0165", "action.entities[1]: found the number 1")]
    public void Policy_Wrong_IsRefused(string part, string replacement, string id, string message)
    {
        Assert.Contains(part, Any);
        AssertError("{\"staticPolicies\": {\"a\": " + Any.Replace(part, replacement) + "}}", id, message);
    }

    [Theory]
    [InlineData("{}", "AGP0165", "body: found an object of 0 keys, expected an expression, an object of one key")]
    [InlineData("""{"Value": 1, "Var": "context"}""", "AGP0165", "an object of 2 keys")]
    [InlineData("true", "AGP0165", "found true")]
    [InlineData("""{"Value": null}""", "AGP0165", "body.Value: found null, expected true, false, an integer, a text, an array or an object; Cedar has no null")]
    [InlineData("""{"Value": [{"a": null}]}""", "AGP0165", "body.Value[0].a: found null")]
    [InlineData("""{"Value": 1.5}""", "AGP0165", "found the number 1.5, expected an integer of 64 bits; a decimal is written")]
    [InlineData("""{"Value": 9223372036854775808}""", "AGP0165", "found the number 9223372036854775808")]
    [InlineData("""{"Value": {"a": 1, "\u0061": 2}}""", "AGP0167", "body.Value: the key 'a' stands twice")]
    [InlineData("""{"Value": {"__entity": {"type": "A", "id": "a"}, "x": 1}}""", "AGP0166", "'x'")]
    [InlineData("""{"Value": {"__extn": {"fn": "decimal", "arg": "1.0"}, "x": 1}}""", "AGP0166", "'x'")]
    [InlineData("""{"Value": {"__expr": "principal"}}""", "AGP0165", "given up the escape '__expr'")]
    [InlineData("""{"Value": {"__extn": {"fn": "decmal", "arg": "1.0"}}}""", "AGP0165", "did you mean 'decimal'?")]
    [InlineData("""{"Value": {"__extn": {"fn": "decimal"}}}""", "AGP0165", "either 'arg' or 'args'")]
    [InlineData("""{"Value": {"__extn": {"fn": "decimal", "arg": "1.0", "args": []}}}""", "AGP0165", "either 'arg' or 'args'")]
    [InlineData("""{"Value": {"__extn": {"fn": "decimal", "args": "1.0"}}}""", "AGP0165", "__extn.args: found the text '1.0'")]
    [InlineData("""{"Value": "\udc00"}""", "AGP0169", "half a surrogate pair")]
    [InlineData("""{"Var": "princpal"}""", "AGP0165", "did you mean 'principal'?")]
    [InlineData("""{"Slot": "?principal"}""", "AGP0121", "'?principal'")]
    [InlineData("""{"contain": {"left": {"Var": "context"}, "right": {"Value": 1}}}""", "AGP0166", "did you mean 'contains'?")]
    [InlineData("""{"=": {"left": {"Var": "context"}, "right": {"Value": 1}}}""", "AGP0166", "'='")]
    [InlineData("""{"==": {"left": {"Var": "context"}}}""", "AGP0168", "body[\"==\"]: the key 'right' is missing")]
    [InlineData("""{"==": [{"Var": "context"}, {"Value": 1}]}""", "AGP0165", "expected an object with 'left' and 'right'")]
    [InlineData("""{"&&": {"left": {"&&": {"left": {"Value": 1}, "right": {}}}, "right": {"Value": true}}}""", "AGP0165", "body[\"&&\"].left[\"&&\"].right: found an object of 0 keys")]
    [InlineData("""{"&&": {"left": {"&&": {"left": {"Value": 1}}}, "right": {"Value": true}}}""", "AGP0168", "body[\"&&\"].left[\"&&\"]: the key 'right' is missing")]
    [InlineData("""{"||": {"left": {"Value": true}, "right": {"Value": true}, "middle": 1}}""", "AGP0166", "'middle'")]
    [InlineData("""{"!": {"Value": true}}""", "AGP0166", "'Value'")]
    [InlineData("""{".": {"left": {"Var": "context"}, "attr": 1}}""", "AGP0165", "attr: found the number 1")]
    [InlineData("""{"has": {"left": {"Var": "context"}, "attr": []}}""", "AGP0165", "found an array, expected the attribute's name")]
    [InlineData("""{"has": {"left": {"Var": "context"}, "attr": ["a", "b c"]}}""", "AGP0165", "attr[1]: found the text 'b c'")]
    [InlineData("""{"like": {"left": {"Var": "context"}, "pattern": "a*"}}""", "AGP0165", "pattern: found the text 'a*', expected an array")]
    [InlineData("""{"like": {"left": {"Var": "context"}, "pattern": ["*"]}}""", "AGP0165", "pattern[0]: found the text '*'")]
    [InlineData("""{"like": {"left": {"Var": "context"}, "pattern": [{"Literal": "a", "x": 1}]}}""", "AGP0166", "'x'")]
    [InlineData("""{"is": {"left": {"Var": "context"}, "entity_type": "A::"}}""", "AGP0165", "identifiers joined by '::'")]
    [InlineData("""{"is": {"left": {"Var": "context"}, "entity_type": "A", "in": null}}""", "AGP0165", "found null")]
    [InlineData("""{"if-then-else": {"if": {"Value": true}, "then": {"Value": 1}}}""", "AGP0168", "'else'")]
    [InlineData("""{"Set": {"Value": 1}}""", "AGP0165", "Set: found an object")]
    [InlineData("""{"Record": {"a": 1}}""", "AGP0165", "Record.a: found the number 1")]
    [InlineData("""{"Record": {"a": {"Value": 1}, "a": {"Value": 1}}}""", "AGP0167", "'a' stands twice")]
    [InlineData("""{"decimal": {"Value": "1.0"}}""", "AGP0165", "expected an array of arguments")]
    [InlineData("""{"lessThan": []}""", "AGP0165", "the first of which is what the method is called on")]
    public void Expression_Wrong_IsRefused(string body, string id, string message)
    {
        var policy = Any.Replace("\"conditions\": []", "\"conditions\": [{\"kind\": \"when\", \"body\": " + body + "}]");
        AssertError("{\"staticPolicies\": {\"a\": " + policy + "}}", id, message);
    }

    [Theory]
    [InlineData("""{"templateId": "t", "newId": "l"}""", "AGP0168", "$.templateLinks[1]: the key 'values' is missing")]
    [InlineData("""{"templateId": "t", "newId": "l", "values": {"?principal": null}}""", "AGP0165", "$.templateLinks[1].values[\"?principal\"]: found null")]
    [InlineData("""{"templateId": "t", "newId": "l", "values": {"?foo": {"type": "A", "id": "a"}}}""", "AGP0166", "'?foo'")]
    [InlineData("""{"templateId": "t", "newId": "l", "values": {"?principal": {"type": "A B", "id": "a"}}}""", "AGP0165", "identifiers joined")]
    [InlineData("""{"templateId": "x", "newId": "l", "values": {"?principal": {"type": "A", "id": "a"}}}""", "AGP0240", "at $.templateLinks[1]: no template has the id 'x'")]
    [InlineData("""{"templateId": "a", "newId": "l", "values": {}}""", "AGP0240", "no template has the id 'a'")]
    [InlineData("""{"templateId": "t", "newId": "l", "values": {}}""", "AGP0241", "at $.templateLinks[1]: the policy 'l' is linked to the template 't' without an entity for its slot '?principal'")]
    [InlineData("""{"templateId": "t", "newId": "l", "values": {"?principal": {"type": "A", "id": "a"}, "?resource": {"type": "A", "id": "a"}}}""", "AGP0242", "'?resource', which is no slot of the template 't'")]
    [InlineData("""{"templateId": "t", "newId": "a", "values": {"?principal": {"type": "A", "id": "a"}}}""", "AGP0243", "the id 'a' is that of another policy")]
    [InlineData("""{"templateId": "t", "newId": "t", "values": {"?principal": {"type": "A", "id": "a"}}}""", "AGP0243", "the id 't'")]
    [InlineData("""{"templateId": "t", "newId": "first", "values": {"?principal": {"type": "A", "id": "a"}}}""", "AGP0243", "the id 'first'")]
    [InlineData("""{"templateId": "t", "newId": "", "values": {"?principal": {"type": "A", "id": "a"}}}""", "AGP0244", "a text that is not empty")]
    public void Link_Wrong_IsRefused(string link, string id, string message) => AssertError(
        $$$$$"""
        {"staticPolicies": {"a": {{{{{Any}}}}}}, "templates": {"t": {{{{{Template}}}}}},
         "templateLinks": [{"templateId": "t", "newId": "first", "values": {"?principal": {"__entity": {"type": "A", "id": "a"}}}}, {{{{{link}}}}}]}
        """,
        id,
        message);

    [Fact]
    public void Text_WithHalfASurrogatePair_IsRefused() => AssertError("{\"\uD800\": 1}", "AGP0105", "half of a surrogate pair");

    [Fact]
    public void Errors_OfSeveralPolicies_AreAllReportedWithTheirPlaces()
    {
        var json = $$$$$"""
            {
              "staticPolicies": {
                "é": {"effect": "prmit"},
                "b": {{{{{Any.Replace("\"conditions\": []", "\"conditions\": [1]")}}}}},
                "c": []
              }
            }
            """;
        var error = Assert.Throws<PolicySetException>(() => PolicySet.ParseJson(json, path: "set.json"));
        Assert.Equal([3, 3, 3, 3, 3, 4, 5], error.Diagnostics.Select(diagnostic => diagnostic.Line));
        Assert.StartsWith("set.json(3,21): error AGP0165: at $.staticPolicies[\"é\"].effect: found the text 'prmit'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_NamesUsedTwice_AreRefusedButInCedarMode()
    {
        var json = $$$$$"""{"staticPolicies": {"a": {{{{{Any}}}}}, "b": {{{{{Any[..^1]}}}}}, "annotations": {"id": "a"}}}}""";
        AssertError(json, "AGP0201", "the policy id 'a' is used twice");
        Assert.Equal(["a", "a"], PolicySet.ParseJson(json, new() { ErrorMode = ErrorMode.Cedar }).Policies.Select(policy => policy.Id));
    }

    private static void AssertError(string json, string id, string part)
    {
        var error = Assert.Throws<PolicySetException>(() => PolicySet.ParseJson(json));
        var found = error.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == id && diagnostic.Message.Contains(part, StringComparison.Ordinal));
        Assert.True(found is not null, $"expected {id} … {part}, but:\n{error.Message}");
        Assert.InRange(found.Start + found.Length, found.Start, json.Length);
    }
}
