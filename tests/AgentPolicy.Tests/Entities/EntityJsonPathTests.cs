using System.Text;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Tests.Entities;

/// <summary>Whatever is malformed in entities or contexts is refused, and the message has the path to it.</summary>
[Collection(nameof(Alone))]
public sealed class EntityJsonPathTests
{
    private static readonly CedarSchema s_schema = CedarSchema.Parse(
        "entity U { n?: Long, e?: U, r?: { a?: Bool }, s?: Set<Long> } tags String; action a appliesTo { principal: U, resource: U, context: { n?: Long, r?: { a?: Bool } } };");

    [Theory]
    [InlineData("""{"a": null}""", "At $[1].attrs.a: ", "null")]
    [InlineData("""{"a": {"b": [1, {"c": null}]}}""", "At $[1].attrs.a.b[1].c: ", "null")]
    [InlineData("""{"a": {"b c": [1.5]}}""", "At $[1].attrs.a[\"b c\"][0]: ", "no integer")]
    [InlineData("""{"a": 9223372036854775808}""", "At $[1].attrs.a: ", "beyond 64")]
    [InlineData("""{"a": {"b": 1, "\u0062": 2}}""", "At $[1].attrs.a: ", "twice")]
    [InlineData("""{"a": [{"b": 1, "b": 1}]}""", "At $[1].attrs.a[0]: ", "twice")]
    [InlineData("""{"a": 1, "a": 1}""", "At $[1].attrs: ", "twice")]
    [InlineData("""{"\ud800": 1}""", "At $[1].attrs: ", "surrogate")]
    [InlineData("""{"a": {"b": "\udc00"}}""", "At $[1].attrs.a.b: ", "surrogate")]
    [InlineData("""{"owner": {"__entity": {"type": "U"}}}""", "At $[1].attrs.owner: ", "an entity that is not written")]
    [InlineData("""{"owner": {"__entity": {"type": "U", "id": "a", "id": "b"}}}""", "At $[1].attrs.owner: ", "an entity that is not written")]
    [InlineData("""{"owner": {"__entity": {"type": "U", "id": null}}}""", "At $[1].attrs.owner: ", "an entity that is not written")]
    [InlineData("""{"owner": {"__entity": {"type": "U ", "id": "a"}}}""", "At $[1].attrs.owner: ", "no name")]
    [InlineData("""{"owner": {"__entity": {"type": "if", "id": "a"}}}""", "At $[1].attrs.owner: ", "no name")]
    [InlineData("""{"owner": {"__entity": {"type": "U", "id": "a"}, "x": 1}}""", "At $[1].attrs.owner: ", "'__entity' with other keys")]
    [InlineData("""{"owner": {"__entity": {"type": "U", "id": "a"}, "__\u0065ntity": {"type": "U", "id": "a"}}}""", "At $[1].attrs.owner: ", "'__entity' with other keys")]
    [InlineData("""{"a": [{"__extn": {"fn": "decimal", "arg": "x"}}]}""", "At $[1].attrs.a[0]: ", "decimal")]
    [InlineData("""{"a": {"__extn": {"fn": "decimal", "arg": "1.0"}, "x": 1}}""", "At $[1].attrs.a: ", "'__extn' with other keys")]
    [InlineData("""{"a": {"__extn": {"fn": "decimal", "arg": "1.0", "args": []}}}""", "At $[1].attrs.a: ", "an extension value that is not written")]
    [InlineData("""{"a": {"__expr": "1"}}""", "At $[1].attrs.a: ", "__expr")]
    public void Attributes_Malformed_AreRefusedWithThePath(string attributes, string place, string reason)
    {
        var json = """[{"uid": {"type": "U", "id": "x"}, "attrs": {}, "parents": []}, {"uid": {"type": "U", "id": "y"}, "attrs": ATTRS, "parents": []}]""".Replace("ATTRS", attributes);
        AssertFault(place, reason, () => EntityStore.FromJson(json));
        AssertFault(place.Replace("$[1].attrs", "$"), reason, () => PolicyRecord.FromCedarJson(attributes));
    }

    [Theory]
    [InlineData("null", "At $[0]: ", "an object")]
    [InlineData("""{"uid": null, "attrs": {}, "parents": []}""", "At $[0].uid: ", "an entity that is not written")]
    [InlineData("""{"uid": {"type": "A::", "id": ""}, "attrs": {}, "parents": []}""", "At $[0].uid: ", "no name")]
    [InlineData("""{"uid": {"type": "U", "id": ""}, "attrs": {}, "parents": null}""", "At $[0].parents: ", "an array")]
    [InlineData("""{"uid": {"type": "U", "id": ""}, "attrs": {}, "parents": [{"type": "U", "id": "b"}, "x"]}""", "At $[0].parents[1]: ", "an entity that is not written")]
    [InlineData("""{"uid": {"type": "U", "id": ""}, "attrs": {}, "parents": [], "tags": null}""", "At $[0].tags: ", "an object")]
    [InlineData("""{"uid": {"type": "U", "id": ""}, "attrs": {}, "parents": [], "tags": {"a": 1, "a": 2}}""", "At $[0].tags: ", "twice")]
    [InlineData("""{"uid": {"type": "U", "id": ""}, "attrs": {}, "parents": [], "parents": []}""", "At $[0]: ", "'parents' stands twice")]
    public void Entity_Malformed_IsRefusedWithThePath(string entity, string place, string reason) => AssertFault(place, reason, () => EntityStore.FromJson($"[{entity}]"));

    [Theory]
    [InlineData("""{"n": "x"}""", "$[0].attrs.n")]
    [InlineData("""{"e": {"type": "V", "id": "a"}}""", "$[0].attrs.e")]
    [InlineData("""{"r": {"a": 1}}""", "$[0].attrs.r.a")]
    [InlineData("""{"s": [1, true]}""", "$[0].attrs.s[1]")]
    [InlineData("""{"x": 1}""", "$[0].attrs")]
    public void Attributes_OtherThanTheSchemaSays_AreRefusedWithThePath(string attributes, string place) =>
        AssertFault($"At {place}", "", () => EntityStore.FromJson("""[{"uid": {"type": "U", "id": "x"}, "attrs": ATTRS, "parents": []}]""".Replace("ATTRS", attributes), s_schema));

    [Fact]
    public void Keys_LongAndDeep_TakeLinearTime() => LinearTime.Holds(4_000_000, length =>
    {
        const int Depth = 400;
        var key = "\"" + new string('k', length / Depth) + "\":";
        var json = new StringBuilder().Insert(0, "{" + key, Depth).Append('1').Append('}', Depth).ToString();
        return () => PolicyRecord.FromCedarJson(json);
    });

    [Fact]
    public void Mutated_AnyBytes_AreReadOrRefused()
    {
        const string Json = """[{"uid": {"type": "U", "id": "x"}, "attrs": {"a": [1, {"b": "\u00e9"}], "e": {"__entity": {"type": "U", "id": "y"}}, "d": {"__extn": {"fn": "decimal", "arg": "1.0"}}}, "parents": [{"__entity": {"type": "G", "id": "g"}}], "tags": {"t": true}}]""";
        const string Alphabet = "{}[]\",:\\u0n1.é\uD83D";
        var random = new Random(20_260_402);
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(Json);
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var position = random.Next(text.Length);
                if (random.Next(2) == 0)
                    text[position] = Alphabet[random.Next(Alphabet.Length)];
                else
                    text.Insert(position, text.ToString(random.Next(text.Length / 2), random.Next(text.Length / 2)));
            }

            var failure = Record.Exception(() => EntityStore.FromJson(text.ToString(), i % 2 == 0 ? null : s_schema));
            Assert.True(failure is null or FormatException or ArgumentException, failure?.ToString());
            refused += failure is null ? 0 : 1;
        }

        Assert.InRange(refused, 1_000, 19_999);
    }

    private static void AssertFault(string place, string reason, Action read)
    {
        var message = Assert.Throws<FormatException>(read).Message;
        Assert.StartsWith(place, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }
}
