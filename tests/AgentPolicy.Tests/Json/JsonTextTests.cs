using System.Text;
using System.Text.Json;

namespace AgentPolicy.Tests.Json;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""a\"b""", "a\\\"b")]
    [InlineData("""a\\b""", "a\\\\b")]
    [InlineData("""a\/b""", "a/b")]
    [InlineData("""\b""", "\\u{8}")]
    [InlineData("""\f""", "\\u{c}")]
    [InlineData("""\n\r\t""", "\\n\\r\\t")]
    [InlineData("""\u0000""", "\\0")]
    [InlineData("""\u0041\u00e9\u20AC""", "Aé€")]
    [InlineData("""x\ud83d\ude00y""", "x\\u{1F600}y")]
    [InlineData("""x😀y""", "x\\u{1F600}y")]
    [InlineData("""\ufffd""", "\\u{FFFD}")]
    [InlineData("""\\u0041""", "\\\\u0041")]
    public void Text_WithEscapes_IsWhatItStandsFor(string json, string cedar)
    {
        var context = $$"""{"v": "{{json}}", "l": ["x", "{{json}}"], "r": { "{{json}}": 1 } }""";
        Assert.Equal("true", Answer.OfJson($"context.v == \"{cedar}\"", context));
        Assert.Equal("true", Answer.OfJson($"context.l.contains(\"{cedar}\") && context.l.contains(context.v)", context));
        Assert.Equal("true", Answer.OfJson($"[\"{cedar}\"].containsAll([context.v])", context));
        Assert.Equal("true", Answer.OfJson($"context.v like \"*{cedar.Replace("*", "\\*", StringComparison.Ordinal)}*\"", context));
        Assert.Equal("true", Answer.OfJson($"context.r[\"{cedar}\"] == 1 && context.r has \"{cedar}\" && context.r == {{\"{cedar}\": 1}}", context));
    }

    [Theory]
    [InlineData("""\ud800""")]
    [InlineData("""\udc00""")]
    [InlineData("""a\ud83dx""")]
    [InlineData("""\ude00\ud83d""")]
    [InlineData("""\ud83d\ud83d\ude00""")]
    [InlineData("""\ud83d\n""")]
    public void Text_WithHalfASurrogatePair_IsAnErrorEverywhere(string json)
    {
        var context = $$"""{"v": "{{json}}", "l": ["x", "{{json}}"], "ok": "\ufffd"}""";
        foreach (var condition in new[] { "context.v == \"\\u{FFFD}\"", "context.v != context.ok", "context.v like \"*\"", "context has v", "context.l.contains(\"x\")", "[context.v] == []", "context.l == [\"x\"]" })
            Assert.Equal("UnreadableInput", Answer.OfJson(condition, context));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    public void Text_OfInvalidBytes_IsAnErrorAndNeverAMatch(byte[] bytes)
    {
        foreach (var suffix in new[] { "", "\\n" })
        {
            byte[] json = [.. "{\"v\": \""u8, .. bytes, .. Encoding.UTF8.GetBytes(suffix), .. "\", \"r\": {\""u8, .. bytes, .. Encoding.UTF8.GetBytes(suffix), .. "\": 1}, \"x\": 1}"u8];
            var context = JsonDocument.Parse(json).RootElement;
            foreach (var condition in new[] { "context.v == \"\\u{FFFD}\"", "context.v like \"*\"", "context.r == {}", "[context.r] == []" })
                Assert.Equal("UnreadableInput", Answer.Of(condition, context));
            Assert.Equal("false", Answer.Of("context.r has \"\\u{FFFD}\" || context.x == 2", context));
        }
    }

    [Fact]
    public void Key_ThatIsIllFormed_HidesNoOtherAndThrowsNothing()
    {
        const string Context = """{"\ud800": 1, "amount\ud800": 1, "\ud800amount": 2, "amount": 3}""";
        Assert.Equal("true", Answer.OfJson("context.amount == 3 && !(context has other)", Context));
        Assert.Equal("UnreadableInput", Answer.OfJson("context == {amount: 3}", Context));
        Assert.Equal("true", Answer.OfJson("context.amount == 3", Context, mode: ErrorMode.Cedar));
        Assert.Equal("UnreadableInput", Answer.OfJson("context.r == {amount: 3}", $$"""{"r": {{Context}}}""", mode: ErrorMode.Cedar));
    }

    [Fact]
    public void Text_OfDotNetWithHalfASurrogatePair_EqualsOnlyItself()
    {
        foreach (var text in new[] { "\uD800", "\uDC00", "a\uD83D", "\uDE00\uD83D" })
        {
            Assert.Equal("false", Answer.OfValue("context.v == \"\\u{FFFD}\" || context.v == \"?\" || context.v like \"*\\u{1F600}*\"", text));
            Assert.Equal("true", Answer.OfValue("context.v == context.v", text));
            Assert.Equal("false", Answer.OfValue("context.v.contains(\"\\u{FFFD}\")", new HashSet<string> { text }));
            Assert.Equal("false", Answer.Of("context.v == context.j", new Dictionary<string, object?> { ["v"] = text, ["j"] = Answer.Json("\"\\ufffd\"") }));
        }
    }
}
