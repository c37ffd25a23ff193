namespace AgentPolicy.Tests.Json;

public sealed class JsonCedarModeTests
{
    [Theory]
    [InlineData("""{"v": {"__entity": {"type": "Role", "id": "admin"}}}""")]
    [InlineData("""{"v": {"__entit\u0079": {"type": "Role", "id": "admin"}}}""")]
    public void Entity_InTheReadingOfItsOwn_IsAPlainRecord(string json)
    {
        Assert.Equal("TypeMismatch", Answer.OfJson("context.v in Role::\"admin\"", json));
        Assert.Equal("false", Answer.OfJson("context.v == Role::\"admin\"", json));
        Assert.Equal("true", Answer.OfJson("context.v.__entity.id == \"admin\"", json));
        Assert.Equal("true", Answer.OfJson("context.v == Role::\"admin\" && context.v in Role::\"admin\"", json, mode: ErrorMode.Cedar));
    }

    [Fact]
    public void Extension_InTheReadingOfItsOwn_IsAPlainRecord()
    {
        const string Json = """{"v": {"__extn": {"fn": "decimal", "arg": "1.5"}}, "bad": {"__extn": {"fn": "decimal", "arg": "x"}}, "no": {"__extn": {"fn": "ghost", "arg": "x"}}}""";
        Assert.Equal("true", Answer.OfJson("context.v.__extn.arg == \"1.5\"", Json));
        Assert.Equal("true", Answer.OfJson("context.v == decimal(\"1.5\")", Json, mode: ErrorMode.Cedar));
        Assert.Equal("ExtensionFailed", Answer.OfJson("context.bad == 1", Json, mode: ErrorMode.Cedar));
        Assert.Equal("UnreadableInput", Answer.OfJson("context.no == 1", Json, mode: ErrorMode.Cedar));
    }

    [Theory]
    [InlineData("""{"__expr": "1"}""")]
    [InlineData("""{"__entity": {"type": "Role", "id": "admin"}, "x": 1}""")]
    [InlineData("""{"__entity": {"type": "Role", "id": "admin"}, "__entity": {"type": "Role", "id": "admin"}}""")]
    [InlineData("""{"__entity": {"__entity": {"type": "Role", "id": "admin"}}}""")]
    [InlineData("""{"__entity": {"type": "Role"}}""")]
    [InlineData("""{"__entity": {"type": "", "id": "admin"}}""")]
    [InlineData("""{"__entity": {"type": "Role", "id": 1}}""")]
    [InlineData("""{"__entity": {"type": "R\ud800", "id": "admin"}}""")]
    [InlineData("""{"__entity": "Role::\"admin\""}""")]
    [InlineData("""{"__extn": {"fn": "decimal", "arg": ["1.0"]}}""")]
    [InlineData("""{"__extn": {"fn": "decimal", "args": "1.0"}}""")]
    [InlineData("""{"__extn": {"fn": "decimal"}}""")]
    [InlineData("""{"__extn": {"fn": "ip", "arg": null}}""")]
    [InlineData("""{"__extn": {"fn": "ipaddr", "arg": "::1"}}""")]
    [InlineData("""{"__extn": {"fn": "\ud800", "arg": "1.0"}}""")]
    [InlineData("""{"__extn": {"fn": "decimal", "arg": "1.0", "x": 1}}""")]
    [InlineData("""{"__entity": {"type": "::Role", "id": "admin"}}""")]
    [InlineData("""{"__entity": {"type": "A::", "id": "admin"}}""")]
    [InlineData("""{"__entity": {"type": "A:B", "id": "admin"}}""")]
    [InlineData("""{"__entity": {"type": "A ::B", "id": "admin"}}""")]
    [InlineData("""{"__entity": {"type": "A::if", "id": "admin"}}""")]
    [InlineData("""{"__entity": {"type": "__cedar::A", "id": "admin"}}""")]
    [InlineData("""{"__entity": {"type": "\u0000", "id": "admin"}}""")]
    [InlineData("1.5")]
    [InlineData("-0")]
    [InlineData("1e0")]
    [InlineData("null")]
    [InlineData("9223372036854775808")]
    public void Value_ThatCedarRefuses_IsAnErrorInItsReading(string json)
    {
        Assert.Equal("UnreadableInput", Answer.OfJson("context.v == 1", $$"""{"v": {{json}} }""", mode: ErrorMode.Cedar));
        Assert.Equal("UnreadableInput", Answer.OfJson("context.l.contains(1)", $$"""{"l": [1, {{json}}]}""", mode: ErrorMode.Cedar));
        Assert.Contains("At $.v", Assert.Throws<FormatException>(() => PolicyRecord.FromCedarJson($$"""{"v": {{json}} }""")).Message);
    }
}
