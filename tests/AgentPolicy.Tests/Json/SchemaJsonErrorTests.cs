namespace AgentPolicy.Tests.Json;

/// <summary>Whatever is no schema is refused, with its place, a path and what would be right.</summary>
public sealed class SchemaJsonErrorTests
{
    [Theory]
    [InlineData("", "AGP0164", "CedarSchema.Parse")]
    [InlineData("entity A;", "AGP0164", "CedarSchema.Parse")]
    [InlineData("{", "AGP0164", "this is no JSON")]
    [InlineData("{} {}", "AGP0164", "this is no JSON")]
    [InlineData("{\"\": {},}", "AGP0164", "trailing comma")]
    [InlineData("{} // comment", "AGP0164", "this is no JSON")]
    [InlineData("{\"\\q\": 1}", "AGP0164", "this is no JSON")]
    [InlineData("\uFEFF{}", "AGP0164", "this is no JSON")]
    [InlineData("""{"\ud800": {}}""", "AGP0169", "at $")]
    [InlineData("[]", "AGP0165", "at $: found an array, expected an object of namespaces")]
    [InlineData("null", "AGP0165", "at $: found null")]
    [InlineData("\"entity A;\"", "AGP0165", "at $: found the text 'entity A;'")]
    [InlineData("""{"N": null}""", "AGP0165", "at $.N: found null")]
    [InlineData("""{"N": {"entityTypes": {}}}""", "AGP0168", "at $.N: the key 'actions' is missing; where there are none, write \"actions\": {}")]
    [InlineData("""{"N": {"entityTypes": {}, "actions": {}, "commonType": {}}}""", "AGP0166", "at $.N: found the key 'commonType'; did you mean 'commonTypes'?")]
    [InlineData("""{"N": {"entityTypes": {}, "actions": {}, "ENTITYTYPES": {}}}""", "AGP0166", "did you mean 'entityTypes'?")]
    [InlineData("""{"N": {"entityTypes": {}, "actions": {}, "xyz": {}}}""", "AGP0166", "the keys here are 'commonTypes', 'entityTypes', 'actions', 'annotations'")]
    [InlineData("""{"": {"entityTypes": {}, "actions": {}, "annotations": {"doc": "x"}}}""", "AGP0166", "at $[\"\"]: found the key 'doc'; the namespace without a name has no annotations")]
    [InlineData("""{"N": {"entityTypes": {}, "actions": {}, "\u0061ctions": {}}}""", "AGP0167", "at $.N: the key 'actions' stands twice")]
    [InlineData("""{"N": {"entityTypes": {}, "actions": {}}, "N": {"entityTypes": {}, "actions": {}}}""", "AGP0167", "at $: the key 'N' stands twice")]
    [InlineData("""{"N": {"entityTypes": {"A": {}, "A": {}}, "actions": {}}}""", "AGP0167", "at $.N.entityTypes: the key 'A' stands twice")]
    [InlineData("""{"N": {"entityTypes": {}, "actions": {"a": {}, "a": {}}}}""", "AGP0167", "at $.N.actions: the key 'a' stands twice")]
    [InlineData("""{"A B": {"entityTypes": {}, "actions": {}}}""", "AGP0165", "expected the name of a namespace, identifiers joined by '::'")]
    [InlineData("""{"A :: B": {"entityTypes": {}, "actions": {}}}""", "AGP0165", "identifiers joined")]
    [InlineData("""{"A::": {"entityTypes": {}, "actions": {}}}""", "AGP0165", "identifiers joined")]
    [InlineData("""{"if": {"entityTypes": {}, "actions": {}}}""", "AGP0165", "that word is reserved")]
    [InlineData("""{"__cedar": {"entityTypes": {}, "actions": {}}}""", "AGP0257", "'__cedar' is reserved")]
    [InlineData("""{"N": {"entityTypes": {"A::B": {}}, "actions": {}}}""", "AGP0165", "the name of an entity type, an identifier")]
    [InlineData("""{"N": {"entityTypes": {"in": {}}, "actions": {}}}""", "AGP0165", "that word is reserved")]
    [InlineData("""{"N": {"entityTypes": {"__cedar": {}}, "actions": {}}}""", "AGP0257", "reserved")]
    [InlineData("""{"N": {"entityTypes": {"Action": {}}, "actions": {}}}""", "AGP0258", "'N::Action'")]
    [InlineData("""{"N": {"entityTypes": {}, "actions": {}, "commonTypes": {"Boolean": {"type": "Long"}}}}""", "AGP0257", "'Boolean' is reserved")]
    [InlineData("""{"N": {"entityTypes": {}, "actions": {}, "commonTypes": {"é": {"type": "Long"}}}}""", "AGP0165", "the name of a common type")]
    [InlineData("""{"N": {"entityTypes": {}, "actions": {}, "commonTypes": {"A": {"type": "A"}}}}""", "AGP0261", "made of itself")]
    [InlineData("""{"N": {"entityTypes": {}, "actions": {"a": {"memberOf": [{"id": "a"}]}}}}""", "AGP0262", "in itself")]
    public void Fragment_Wrong_IsRefused(string json, string id, string part) => AssertError(json, id, part);

    [Theory]
    [InlineData("[]", "AGP0165", "found an array, expected an entity type, an object")]
    [InlineData("""{"memberOfTypes": null}""", "AGP0165", "at $[\"\"].entityTypes.X.memberOfTypes: found null, expected an array of names of entity types; leave out what has no value")]
    [InlineData("""{"memberOfTypes": "A"}""", "AGP0165", "found the text 'A', expected an array")]
    [InlineData("""{"memberOfTypes": ["A", 1]}""", "AGP0165", "at $[\"\"].entityTypes.X.memberOfTypes[1]: found the number 1, expected the name of an entity type, a text")]
    [InlineData("""{"memberOfTypes": ["A B"]}""", "AGP0165", "identifiers joined by '::'")]
    [InlineData("""{"memberOfTypes": ["B"]}""", "AGP0251", "unknown entity type 'B'")]
    [InlineData("""{"memberOfTypes": ["T"]}""", "AGP0251", "that is a common type")]
    [InlineData("""{"shape": {"type": "Long"}}""", "AGP0254", "the shape '__cedar::Long' is no record")]
    [InlineData("""{"shape": {"type": "T"}}""", "AGP0254", "the shape 'T' is no record")]
    [InlineData("""{"shape": {"type": "Set", "element": {"type": "Long"}}}""", "AGP0254", "no record")]
    [InlineData("""{"shape": {"type": "Record", "attributes": {}, "annotations": {}}}""", "AGP0166", "'annotations'")]
    [InlineData("""{"shape": {"type": "Record", "attributes": {}, "required": true}}""", "AGP0166", "'required'")]
    [InlineData("""{"shape": {"type": "Record", "attributes": {}, "additionalAttributes": true}}""", "AGP0165", "shape.additionalAttributes: found true, expected false; a record has the attributes that it declares")]
    [InlineData("""{"shape": {"type": "Record", "attributes": {}, "additionalAttributes": 0}}""", "AGP0165", "found the number 0, expected false")]
    [InlineData("""{"shape": {"type": "Record"}}""", "AGP0168", "the key 'attributes' is missing")]
    [InlineData("""{"shape": {"type": "Record", "attributes": []}}""", "AGP0165", "shape.attributes: found an array")]
    [InlineData("""{"shape": {"type": "Record", "attributes": {"x": {"type": "Long"}, "x": {"type": "Long"}}}}""", "AGP0167", "the key 'x' stands twice")]
    [InlineData("""{"shape": {"type": "Record", "attributes": {"x y": "Long"}}}""", "AGP0165", "shape.attributes[\"x y\"]: found the text 'Long', expected a type, an object with a 'type'")]
    [InlineData("""{"shape": {"type": "Record", "attributes": {"x": {"type": "Long", "required": "yes"}}}}""", "AGP0165", "attributes.x.required: found the text 'yes', expected true or false")]
    [InlineData("""{"tags": null}""", "AGP0165", "found null")]
    [InlineData("""{"enum": []}""", "AGP0165", "found an empty array, expected an array of the ids of the entities, at least one")]
    [InlineData("""{"enum": "a"}""", "AGP0165", "found the text 'a', expected an array")]
    [InlineData("""{"enum": [1]}""", "AGP0165", "enum[0]: found the number 1")]
    [InlineData("""{"enum": null}""", "AGP0165", "found null")]
    [InlineData("""{"enum": ["a"], "tags": {"type": "Long"}}""", "AGP0166", "found the key 'tags'; an entity type with 'enum' has nothing else")]
    [InlineData("""{"annotations": {"a b": "x"}}""", "AGP0165", "the name of an annotation")]
    [InlineData("""{"annotations": {"a": 1}}""", "AGP0165", "annotations.a: found the number 1")]
    [InlineData("""{"annotations": []}""", "AGP0165", "annotations: found an array")]
    public void EntityType_Wrong_IsRefused(string entity, string id, string part) =>
        AssertError($$$$$"""{"": {"entityTypes": {"A": {}, "X": {{{{{entity}}}}} }, "actions": {}, "commonTypes": {"T": {"type": "Long"}}}}""", id, part);

    [Theory]
    [InlineData("null", "AGP0165", "found null, expected a type")]
    [InlineData("{}", "AGP0168", "the key 'type' is missing; write one of String, Long")]
    [InlineData("""{"type": null}""", "AGP0165", "tags.type: found null")]
    [InlineData("""{"type": "Int"}""", "AGP0253", "unknown common type 'Int'; did you mean 'Long'?")]
    [InlineData("""{"type": "string"}""", "AGP0253", "did you mean 'String'?")]
    [InlineData("""{"type": "A"}""", "AGP0253", "that is an entity type, and a common type must stand here")]
    [InlineData("""{"type": "A B"}""", "AGP0165", "tags.type: found the text 'A B', expected the name of a type")]
    [InlineData("""{"type": ""}""", "AGP0165", "the name of a type")]
    [InlineData("""{"type": "Long", "name": "A"}""", "AGP0166", "found the key 'name'; it does not belong to the type 'Long'")]
    [InlineData("""{"type": "T", "element": {"type": "Long"}}""", "AGP0166", "it does not belong to the type 'T'")]
    [InlineData("""{"type": "Long", "foo": 1}""", "AGP0166", "the keys here are 'type', 'element'")]
    [InlineData("""{"type": "Long", "annotations": {}}""", "AGP0166", "'annotations'")]
    [InlineData("""{"type": "Set"}""", "AGP0168", "the key 'element' is missing")]
    [InlineData("""{"type": "Set", "element": "Long"}""", "AGP0165", "tags.element: found the text 'Long'")]
    [InlineData("""{"type": "Set", "element": {"type": "Long", "required": true}}""", "AGP0166", "'required'")]
    [InlineData("""{"type": "Set", "element": {"type": "Long"}, "attributes": {}}""", "AGP0166", "it does not belong to the type 'Set'")]
    [InlineData("""{"type": "Entity"}""", "AGP0168", "the key 'name' is missing")]
    [InlineData("""{"type": "Entity", "name": 1}""", "AGP0165", "tags.name: found the number 1")]
    [InlineData("""{"type": "Entity", "name": "T"}""", "AGP0251", "that is a common type")]
    [InlineData("""{"type": "Entity", "name": "Long"}""", "AGP0251", "that is the type of a value")]
    [InlineData("""{"type": "Entity", "name": "Action"}""", "AGP0251", "unknown entity type 'Action'")]
    [InlineData("""{"type": "EntityOrCommon", "name": "B"}""", "AGP0250", "unknown type 'B'")]
    [InlineData("""{"type": "EntityOrCommon"}""", "AGP0168", "the key 'name' is missing")]
    [InlineData("""{"type": "Extension", "name": "ipadr"}""", "AGP0165", "expected the name of an extension type: datetime, decimal, duration, ipaddr; did you mean 'ipaddr'?")]
    [InlineData("""{"type": "Extension", "name": "Long"}""", "AGP0165", "the name of an extension type")]
    [InlineData("""{"type": "Extension", "name": "__cedar::decimal"}""", "AGP0165", "the name of an extension type")]
    public void Type_Wrong_IsRefused(string type, string id, string part) =>
        AssertError($$$$$"""{"": {"entityTypes": {"A": {}, "X": {"tags": {{{{{type}}}}} }}, "actions": {}, "commonTypes": {"T": {"type": "Long"}}}}""", id, part);

    [Theory]
    [InlineData("null", "AGP0165", "found null, expected an action")]
    [InlineData("""{"attributes": {}}""", "AGP0166", "found the key 'attributes'; actions have no attributes")]
    [InlineData("""{"attributes": null}""", "AGP0166", "found the key 'attributes'")]
    [InlineData("""{"memberOf": null}""", "AGP0165", "memberOf: found null")]
    [InlineData("""{"memberOf": ["g"]}""", "AGP0165", "at $[\"\"].actions[\"a b\"].memberOf[0]: found the text 'g', expected an action, an object with an 'id'")]
    [InlineData("""{"memberOf": [{}]}""", "AGP0168", "the key 'id' is missing")]
    [InlineData("""{"memberOf": [{"id": 1}]}""", "AGP0165", "memberOf[0].id: found the number 1")]
    [InlineData("""{"memberOf": [{"id": "g", "type": null}]}""", "AGP0165", "memberOf[0].type: found null")]
    [InlineData("""{"memberOf": [{"id": "g", "typ": "Action"}]}""", "AGP0166", "did you mean 'type'?")]
    [InlineData("""{"memberOf": [{"id": "gg"}]}""", "AGP0252", "unknown action 'gg'; did you mean 'g'?")]
    [InlineData("""{"memberOf": [{"id": "g", "type": "A"}]}""", "AGP0252", "an action's type is 'Action'")]
    [InlineData("""{"appliesTo": null}""", "AGP0165", "appliesTo: found null")]
    [InlineData("""{"appliesTo": {"principalTypes": ["A"]}}""", "AGP0168", "the key 'resourceTypes' is missing")]
    [InlineData("""{"appliesTo": {"principalTypes": ["A"], "resourceTypes": null}}""", "AGP0165", "appliesTo.resourceTypes: found null")]
    [InlineData("""{"appliesTo": {"principalTypes": ["B"], "resourceTypes": ["A"]}}""", "AGP0251", "unknown entity type 'B'")]
    [InlineData("""{"appliesTo": {"principalTypes": ["Action"], "resourceTypes": ["A"]}}""", "AGP0251", "actions cannot stand here")]
    [InlineData("""{"appliesTo": {"principalTypes": ["A"], "resourceTypes": ["A"], "context": {"type": "Long"}}}""", "AGP0254", "the context '__cedar::Long' is no record")]
    [InlineData("""{"appliesTo": {"principalTypes": [], "resourceTypes": ["A"], "context": {"type": "Set", "element": {"type": "Long"}}}}""", "AGP0254", "no record")]
    [InlineData("""{"appliesTo": {"principalTypes": ["A"], "resourceTypes": ["A"], "contxt": {}}}""", "AGP0166", "did you mean 'context'?")]
    public void Action_Wrong_IsRefused(string action, string id, string part) =>
        AssertError($$$$$"""{"": {"entityTypes": {"A": {} }, "actions": {"g": {}, "a b": {{{{{action}}}}} }}}""", id, part);

    [Fact]
    public void Several_Errors_AreAllReported()
    {
        var errors = Errors("""{"N": {"entityTypes": {"A": {"x": 1}, "B": {"tags": {"type": 1}}}, "actions": {"a": {"memberOf": {}}}}, "M": 1}""");
        Assert.Equal(["AGP0166", "AGP0165", "AGP0165", "AGP0165"], errors.Select(error => error.Id));
        Assert.All(errors, error => Assert.Equal(1, error.Line));
    }

    [Fact]
    public void LoneSurrogate_InTheText_IsRefused() => AssertError("{\"\": {\"\uD800\": 1}}", "AGP0105", "surrogate");

    [Fact]
    public void Path_Long_IsShortened()
    {
        var json = string.Concat(Enumerable.Repeat("""{"type": "Set", "element": """, 100)) + "1" + new string('}', 100);
        var error = Assert.Single(Errors($$$$$"""{"": {"entityTypes": {"A": {"tags": {{{{{json}}}}} }}, "actions": {}}}"""));
        Assert.Contains("at $[\"\"].entityTypes.A.tags.element.element….element.element", error.Message);
        Assert.InRange(error.Message.Length, 1, 200);
    }

    [Fact]
    public void Arguments_Null_Throw()
    {
        Assert.Throws<ArgumentNullException>(() => CedarSchema.ParseJson(null!));
        Assert.Throws<ArgumentNullException>(() => CedarSchema.ParseJson("{}", null!));
    }

    private static void AssertError(string json, string id, string part)
    {
        var error = Assert.Single(Errors(json));
        Assert.True(error.Id == id, error.ToString());
        Assert.Contains(part, error.Message);
        Assert.InRange(error.Start + error.Length, 0, json.Length);
    }

    private static IReadOnlyList<PolicyDiagnostic> Errors(string json) => Assert.Throws<PolicySetException>(() => CedarSchema.ParseJson(json)).Diagnostics;
}
