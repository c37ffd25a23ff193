using System.Text;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Tests.Json;

/// <summary>No schema in JSON, however deep, long or entangled, overflows the stack or takes more than its share of time, nor does writing it.</summary>
[Collection(nameof(Alone))]
public sealed class SchemaJsonBoundsTests
{
    private const int EnoughStack = 1024 * 1024;

    [Theory]
    [InlineData("""{"type":"Set","element":""", "}", 1)]
    [InlineData("""{"type":"Record","attributes":{"a":""", "}}", 1)]
    [InlineData("""{"attributes":{"a":{"element":""", ""","type":"Set"}},"type":"Record"}""", 2)]
    public void Nesting_DeepestAllowed_IsReadAndWritten(string open, string close, int levels)
    {
        Answer.OnStack(EnoughStack, () =>
        {
            var schema = CedarSchema.ParseJson(Nested(open, close, 500 / levels));
            Assert.Equal(schema.Model, CedarSchema.Parse(schema.ToCedar()).Model);
            Assert.Equal(schema.Model, CedarSchema.ParseJson(schema.ToJson()).Model);
            return 0;
        });
        Assert.Equal("AGP0301", Errors(Nested(open, close, (500 / levels) + 1))[0].Id);
        Assert.Equal("AGP0164", Answer.OnStack(EnoughStack, () => Errors(Nested(open, close, 200_000)))[0].Id);
    }

    [Theory]
    [InlineData("""{"type":"Set","element":""", "}")]
    [InlineData("""{"type":"Record","attributes":{"a":""", "}}")]
    public void Nesting_OnATinyStack_IsAnsweredOrReported(string open, string close)
    {
        foreach (var depth in (int[])[20, 100, 200, 300, 400, 500, 501, 5_000])
        {
            var json = Nested(open, close, depth);
            var failure = Answer.OnStack(128 * 1024, () => Record.Exception(() =>
            {
                var schema = CedarSchema.ParseJson(json);
                Assert.NotEmpty(schema.ToCedar() + schema.ToJson());
            }));
            Assert.True(failure is null or InsufficientExecutionStackException || (failure is PolicySetException { Diagnostics: [{ Id: "AGP0301" or "AGP0307" or "AGP0164" }] }), $"{depth}: {failure}");
        }
    }

    [Fact]
    public void Text_TooLong_IsRefused() => Assert.Equal("AGP0302", Assert.Single(Errors(new string(' ', (16 * 1024 * 1024) + 1))).Id);

    [Fact]
    public void Literal_LongestAllowed_IsReadAndOneMoreIsNot()
    {
        string Json(int length) => $$$$$"""{"": {"entityTypes": {"A": {"enum": ["{{{{{new string('é', length)}}}}}"]}}, "actions": {"{{{{{new string('a', length)}}}}}": {}}}}""";
        Assert.Equal(64 * 1024, CedarSchema.ParseJson(Json(64 * 1024)).Model.EntityTypes[0].EnumIds[0].Length);
        Assert.Equal(["AGP0304", "AGP0304"], Errors(Json((64 * 1024) + 1)).Select(error => error.Id));
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("[")]
    [InlineData("\"")]
    [InlineData("{\"\":{\"entityTypes\":{\"A\":{\"tags\":")]
    [InlineData("x")]
    [InlineData("\\u")]
    public void Junk_TenMegabytes_TakesLinearTime(string junk) => LinearTime.Holds(10_000_000, length =>
    {
        var json = Repeat(junk, length / junk.Length);
        return () => Assert.InRange(Errors(json).Count, 1, 1_000);
    });

    [Theory]
    [InlineData("\"é\": 1, ", "1_000 errors")]
    [InlineData("\"A{0}\": {{}}, ", "types")]
    [InlineData("\"A{0}\": {{\"shape\": {{\"type\": \"Record\", \"attributes\": {{\"x\": {{\"type\": \"Long\"}}, \"é\": {{\"type\": \"A0\"}}}}}}}}, ", "unknown")]
    [InlineData("\"A\": {{}}, ", "doubles")]
    public void Declarations_TensOfThousands_TakeLinearTime(string item, string what) => LinearTime.Holds(40_000, count =>
    {
        var builder = new StringBuilder("{\"\": {\"entityTypes\": {");
        for (var i = 0; i < count; i++)
            builder.AppendFormat(item, i);
        var json = builder.Append("\"Z\": {}}, \"actions\": {}}}").ToString();
        return () => Assert.True(Record.Exception(() => CedarSchema.ParseJson(json)) is null or PolicySetException, what);
    });

    [Theory]
    [InlineData(1_100, 900, true)]
    [InlineData(1_100, 900_000, false)]
    [InlineData(60, 8_000_000, true)]
    [InlineData(70, 8_000_000, false)]
    public void Nesting_AroundManyValues_IsAllowedTheLessTheMoreThereAre(int depth, int values, bool isRead) => LinearTime.Ends(() =>
    {
        var error = Assert.Single(Errors($$"""{"N": {{new string('[', depth - 1)}}{{Repeat("1,", values - 1)}}1{{new string(']', depth - 1)}} }"""));
        Assert.Equal(isRead ? "AGP0165" : "AGP0164", error.Id);
        Assert.Contains(isRead ? "found an array" : "depth", error.Message);
    });

    [Fact]
    public void CommonTypes_DoublingAtEachStep_AreRefused() => LinearTime.Ends(() =>
    {
        var types = string.Join(",", Enumerable.Range(0, 64).Select(index => $$$$$"""
            "T{{{{{index}}}}}": {"type": "Record", "attributes": {"x": {"type": "T{{{{{index + 1}}}}}"}, "y": {"type": "EntityOrCommon", "name": "T{{{{{index + 1}}}}}"}}}
            """));
        Assert.Equal("AGP0311", Assert.Single(Errors($$$$$"""{"": {"entityTypes": {}, "actions": {}, "commonTypes": { {{{{{types}}}}}, "T64": {"type": "Long"}}}}""")).Id);
    });

    [Fact]
    public void ToJson_ManyNamesOfALongDeclaration_IsRefusedNotWritten() => LinearTime.Ends(() =>
    {
        var names = string.Join(",", Enumerable.Range(0, 20_000).Select(index => "E" + index));
        var schema = CedarSchema.Parse($"@doc(\"{new string('x', 60_000)}\") entity {names};");
        Assert.Contains("longer than 16777216", Assert.Throws<InvalidOperationException>(schema.ToJson).Message);
        Assert.Equal(schema.Model, CedarSchema.Parse(schema.ToCedar()).Model);
    });

    [Fact]
    public void ToCedar_ManyShapesOfALongType_IsRefusedNotWritten() => LinearTime.Ends(() =>
    {
        var attributes = string.Join(",", Enumerable.Range(0, 20).Select(index => $$"""
            "{{index}}{{new string('x', 60_000)}}": {"type": "Long"}
            """));
        var entities = string.Join(",", Enumerable.Range(0, 20_000).Select(index => $$$"""
            "E{{{index}}}": {"shape": {"type": "T"}}
            """));
        var schema = CedarSchema.ParseJson($$$$$$"""{"": {"entityTypes": { {{{{{{entities}}}}}} }, "actions": {}, "commonTypes": {"T": {"type": "Record", "attributes": { {{{{{{attributes}}}}}} }}}}}""");
        Assert.Contains("longer than 16777216", Assert.Throws<InvalidOperationException>(schema.ToCedar).Message);
        Assert.Equal(schema.Model, CedarSchema.ParseJson(schema.ToJson()).Model);
    });

    private static string Nested(string open, string close, int depth) =>
        $$$$$"""{"": {"entityTypes": {"A": {"tags": {{{{{Repeat(open, depth)}}}}}{"type":"Long"}{{{{{Repeat(close, depth)}}}}} }}, "actions": {}}}""";

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static IReadOnlyList<PolicyDiagnostic> Errors(string json) => Assert.Throws<PolicySetException>(() => CedarSchema.ParseJson(json)).Diagnostics;
}
