namespace AgentPolicy.Tests.Json;

public sealed class JsonKeyTests
{
    // Keys of ASCII are hashed by words of four characters, others by one a character: neither may pass for the other.
    [Fact]
    public void Keys_OfTwoKindsThatAreMadeOfTheSameWords_AreTwoKeys() =>
        Assert.Equal("false", Answer.OfJson("context.r == {x: 1}", """{"r": {"A\u0001": 1, "\ud800\udc41\u0002": 2}}"""));

    [Theory]
    [InlineData("""{"amount": 5}""")]
    [InlineData("""{"\u0061mount": 5}""")]
    [InlineData("""{"\u0061\u006d\u006F\u0075\u006E\u0074": 5}""")]
    [InlineData("""{"amoun": 1, "amount ": 2, "amount": 5, "amountx": 3}""")]
    public void Key_HoweverEscaped_IsFound(string json)
    {
        Assert.Equal("true", Answer.OfJson("context.amount == 5 && context has amount", json));
        Assert.Equal("true", Answer.OfJson("context.i.amount == 5 && context has i.amount", $$"""{"i": {{json}} }"""));
    }

    [Theory]
    [InlineData("""{"amount": 5, "amount": 6}""")]
    [InlineData("""{"amount": 5, "x": 1, "amount": 5}""")]
    [InlineData("""{"amount": 5, "\u0061mount": 5}""")]
    [InlineData("""{"\u0061mount": 6, "amoun\u0074": 5}""")]
    [InlineData("""{"amount": null, "amount": 5}""")]
    [InlineData("""{"amount": 5, "amount": null}""")]
    public void Key_ThatStandsTwice_IsAnErrorAtEveryLevel(string json)
    {
        foreach (var mode in new[] { ErrorMode.FailClosed, ErrorMode.Cedar })
        {
            if (mode == ErrorMode.Cedar && json.Contains("null", StringComparison.Ordinal))
                continue;
            foreach (var condition in new[] { "context.amount == 5", "context.amount != 5", "context has amount", "context == {amount: 5}", "{amount: 5} == context" })
                Assert.Equal("DuplicateKey", Answer.OfJson(condition, json, mode: mode));
            var nested = $$"""{"a": { "b": {{json}} }, "l": [{"x": 1}, {{json}}]}""";
            foreach (var condition in new[]
            {
                "context.a.b.amount == 5", "context has a.b.amount", "context.a == {b: {amount: 5}}", "{b: {amount: 5}} == context.a", "{b: {other: 5}} == context.a", "context.l.contains({x: 2})",
                "context.l.containsAll([{x: 1}])", "[{x: 1}].containsAll(context.l)", "context.l == [{x: 1}]", "context.l.containsAny([{x: 1}, {x: 2}, {x: 3}, {x: 4}, {x: 5}, {x: 6}, {x: 7}, {x: 8}, {x: 9}])",
            })
                Assert.Equal("DuplicateKey", Answer.OfJson(condition, nested, mode: mode));
        }
    }

    [Fact]
    public void Key_ThatStandsTwiceWhereThePolicyReadsAnother_DoesNotMatter() =>
        Assert.Equal("true", Answer.OfJson("context.other == 1", """{"amount": 1, "amount": 2, "other": 1}"""));

    [Fact]
    public void Key_ThatStandsTwiceInALargeObject_IsFoundOnEitherSide()
    {
        var keys = string.Join(",", Enumerable.Range(0, 5_000).Select(i => $"\"k{i}\": {i}"));
        var context = $$"""{"a": { {{keys}} }, "b": { {{keys}}, "k4321": 4321 }, "l": [{ {{keys}}, "k0": null }]}""";
        Assert.Equal("DuplicateKey", Answer.OfJson("context.a == context.b", context));
        Assert.Equal("DuplicateKey", Answer.OfJson("context.b == context.a", context));
        Assert.Equal("DuplicateKey", Answer.OfJson("context.l.contains(context.a)", context));
        Assert.Equal("true", Answer.OfJson("context.a == context.a", context));
    }

    [Fact]
    public void Key_OfOtherCaseInCedarMode_IsAnotherAttribute()
    {
        Assert.Equal("false", Answer.OfJson("context has amount", """{"Amount": 5, "AMOUNT": 6}""", mode: ErrorMode.Cedar));
        Assert.Equal("true", Answer.OfJson("context.amount == 5 && context.Amount == 6 && context.r == {a: 1, A: 2}", """{"Amount": 6, "amount": 5, "r": {"A": 2, "a": 1}}""", mode: ErrorMode.Cedar));
        Assert.Equal("AttributeMissing", Answer.OfJson("context.amount == 5", """{"Amount": 5}""", mode: ErrorMode.Cedar));
    }

    // A policy that sees 1 where the tool binds 1,000,000 (JsonSerializerOptions.Web makes no difference between the two) lets the million through.
    [Theory]
    [InlineData("""{"amount": 1, "Amount": 1000000}""")]
    [InlineData("""{"AMOUNT": 1000000, "amount": 1}""")]
    [InlineData("""{"Amount": 1000000}""")]
    [InlineData("""{"Amount": null}""")]
    [InlineData("""{"\u0041mount": 1000000}""")]
    [InlineData("""{"amount": 1, "a\u004dount": 1000000}""")]
    [InlineData("""{"amoun\u0054": 1000000, "other": 1}""")]
    public void Key_OfOtherCase_IsAnError(string json)
    {
        foreach (var condition in new[] { "context.amount == 1", "context.amount != 1", "context has amount" })
        {
            Assert.Equal("DuplicateKey", Answer.OfJson(condition, json));
            Assert.Equal("DuplicateKey", Answer.OfJson(condition.Replace("context", "context.i", StringComparison.Ordinal), $$"""{"i": {{json}} }"""));
        }
    }

    [Theory]
    [InlineData("über", "Über")]
    [InlineData("ÜBER", "\\u00fcber")]
    [InlineData("ж", "Ж")]
    [InlineData("x\U00010428", "X\U00010400")]
    [InlineData("x\U00010428", "x\\ud801\\udc00")]
    public void Key_OfOtherCaseBeyondAscii_IsAnError(string name, string key)
    {
        Assert.Equal("DuplicateKey", Answer.OfJson($"context has \"{name}\"", $$"""{"{{key}}": 1 }"""));
        Assert.Equal("DuplicateKey", Answer.OfJson("context.r == {x: 1}", $$"""{"r": {"{{key}}": 1, "{{name}}": 2} }"""));
    }

    [Fact]
    public void Key_ThatIsNoOtherCase_IsAnotherAttribute()
    {
        Assert.Equal("false", Answer.OfJson("context has amount", """{"amounts": 5, "Amoun": 6, "@mount": 7, "amoun\u0074s": 8, "": 9}"""));
        Assert.Equal("true", Answer.OfJson("context[\"straße\"] == 7 && !(context has i) && !(context has \"\")", """{"straße": 7, "STRASSE": 8, "ı": 9, "\ud83d\ude00": 1}"""));
        Assert.Equal("true", Answer.OfJson("context.r == {a: 1, b: 2, \"ı\": 3, i: 4}", """{"r": {"a": 1, "b": 2, "ı": 3, "i": 4}}"""));
    }

    // Whatever .NET takes for two cases of one letter must be noticed, wherever it stands in the tables.
    [Fact]
    public void Key_OfAnyLettersOtherCase_IsFoundInAWholeRecord()
    {
        var decide = Answer.Engine("context.r == {x: 1}");
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var pairs = 0;
        for (var unit = 1; unit <= char.MaxValue; unit++)
        {
            var letter = ((char)unit).ToString();
            if (char.IsSurrogate((char)unit) || seen.TryAdd(letter, letter))
                continue;
            pairs++;
            var json = System.Text.Json.JsonSerializer.SerializeToElement(new { r = new Dictionary<string, int> { [seen[letter]] = 1, [letter] = 2 } });
            Assert.Equal(PolicyErrorKind.DuplicateKey, decide.Evaluate(Answer.Request(json)).Error.Kind);
        }

        Assert.InRange(pairs, 900, 5_000);
    }

    [Fact]
    public void Key_OfOtherCaseInALargeObject_IsFoundInLinearTime()
    {
        const int Count = 40_000;
        Support.LinearTime.Holds(Asking(Count / Support.LinearTime.Growth), Asking(Count));

        static Action Asking(int count)
        {
            var keys = string.Join(",", Enumerable.Range(0, count).Select(i => $"\"amoun{i}é\": {i}"));
            var ask = Answer.Asking("context has amount || context.r == {x: 1}", Answer.Json($$"""{"r": { {{keys}}, "AMOUN{{count - 1}}É": 1 }, {{keys}} }"""));
            return () => Assert.Equal("DuplicateKey", ask());
        }
    }

    [Fact]
    public void Null_IsAbsentInARecordAndAnErrorInASet()
    {
        Assert.Equal("false", Answer.OfJson("context has v", """{"v": null}"""));
        Assert.Equal("AttributeMissing", Answer.OfJson("context.v == 1", """{"v": null}"""));
        Assert.Equal("true", Answer.OfJson("context.a == {x: 1}", """{"a": {"x": 1, "y": null}}"""));
        foreach (var condition in new[] { "context.l.contains(1)", "context.l == [1]", "[1].containsAll(context.l)", "context.l.containsAny([1])", "context.l.contains([1])" })
            Assert.Equal("UnreadableInput", Answer.OfJson(condition, """{"l": [1, null]}"""));
        Assert.Equal("UnreadableInput", Answer.OfJson("principal in context.l", """{"l": [null]}"""));
    }

    // The policy's name is a backslash and an n; the JSON escape looks the same, byte for byte, and is a line break.
    [Fact]
    public void Key_ThatIsAnEscape_IsNotTheNameThatLooksLikeIt()
    {
        Assert.Equal("false", Answer.OfJson("context has \"\\\\n\"", """{"\n": 1}"""));
        Assert.Equal("true", Answer.OfJson("context has \"\\\\n\"", """{"\\n": 1}"""));
        Assert.Equal("true", Answer.OfJson("context has \"\\n\"", """{"\n": 1}"""));
    }
}
