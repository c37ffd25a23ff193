namespace AgentPolicy.Tests.Json;

public sealed class JsonNumberTests
{
    [Theory]
    [InlineData("9223372036854775807", "context.v == 9223372036854775807")]
    [InlineData("-9223372036854775808", "context.v == -9223372036854775808")]
    [InlineData("-0", "context.v == 0")]
    [InlineData("0", "context.v == 0")]
    [InlineData("98.7", "context.v == decimal(\"98.7\")")]
    [InlineData("98.70000000000000000000000000000000", "context.v == decimal(\"98.7\")")]
    [InlineData("0.0001", "context.v == decimal(\"0.0001\")")]
    [InlineData("-0.0", "context.v == decimal(\"0.0\")")]
    [InlineData("1e0", "context.v == decimal(\"1.0\")")]
    [InlineData("1E+2", "context.v == decimal(\"100.0\")")]
    [InlineData("12e-1", "context.v == decimal(\"1.2\")")]
    [InlineData("0e999999999999999999999", "context.v == decimal(\"0.0\")")]
    [InlineData("922337203685477.5807", "context.v == decimal(\"922337203685477.5807\")")]
    [InlineData("-922337203685477.5808", "context.v == decimal(\"-922337203685477.5808\")")]
    [InlineData("10000000000000000000000000e-25", "context.v == decimal(\"1.0\")")]
    public void Number_ThatCedarHas_IsExact(string json, string condition)
    {
        Assert.Equal("true", Answer.OfJson(condition, $$"""{"v": {{json}}}"""));
        Assert.Equal("true", Answer.OfJson("context.l.contains(context.v)", $$"""{"v": {{json}}, "l": [{{json}}]}"""));
    }

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("18446744073709551617")]
    [InlineData("100000000000000000000000000000000000000000")]
    [InlineData("0.00001")]
    [InlineData("0.12345")]
    [InlineData("1e-5")]
    [InlineData("1e400")]
    [InlineData("1e99999999999999999999")]
    [InlineData("1e-99999999999999999999")]
    [InlineData("922337203685477.5808")]
    [InlineData("-922337203685477.5809")]
    public void Number_ThatCedarHasNot_IsAnError(string json)
    {
        foreach (var condition in new[] { "context.v == 1", "context.v != 1", "context has v", "context.l.contains(1)", "[1, context.v].contains(1)", "context == {}" })
            Assert.Equal("UnreadableInput", Answer.OfJson(condition, $$"""{"v": {{json}}, "l": [1, {{json}}]}"""));
    }

    [Fact]
    public void Number_AnIntegerAndADecimalOfTheSameValue_AreDifferent()
    {
        Assert.Equal("false", Answer.OfJson("context.v == 1", """{"v": 1.0}"""));
        Assert.Equal("TypeMismatch", Answer.OfJson("context.v > 0", """{"v": 1.0}"""));
        Assert.Equal("true", Answer.OfJson("context.a == [1] && context.a != context.b", """{"a": [1], "b": [1.0]}"""));
    }

    [Fact]
    public void Number_OfAMillionDigits_IsDecidedAtOnce()
    {
        var zeros = new string('0', 1_000_000);
        Assert.Equal("UnreadableInput", Answer.OfJson("context.v == 1", $$"""{"v": 1{{zeros}}}"""));
        Assert.Equal("true", Answer.OfJson("context.v == decimal(\"1.0\")", $$"""{"v": 1{{zeros}}e-1000000}"""));
        Assert.Equal("true", Answer.OfJson("context.v == decimal(\"1.0\")", $$"""{"v": 1.{{zeros}}}"""));
    }
}
