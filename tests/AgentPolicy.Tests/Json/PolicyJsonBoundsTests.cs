using System.Text;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Tests.Json;

/// <summary>No policy set in JSON, however deep, long or broken, overflows the stack, throws what it should not or takes more than its share of time, nor does writing or linking it.</summary>
[Collection(nameof(Alone))]
public sealed class PolicyJsonBoundsTests
{
    private const int EnoughStack = 1024 * 1024;

    private static readonly PolicyRequest s_request =
        new(new("A", "a"), new("Action", "a"), new("R", "r"), new Dictionary<string, object?> { ["a"] = true, ["n"] = 1 });

    public static TheoryData<string, string, string> Nestings => new()
    {
        { """{"!":{"arg":""", """{"Value":true}""", "}}" },
        { """{"neg":{"arg":""", """{"Value":1}""", "}}" },
        { """{".":{"attr":"a","left":""", """{"Var":"context"}""", "}}" },
        { """{"has":{"attr":"a","left":""", """{"Var":"context"}""", "}}" },
        { """{"==":{"right":{"Value":1},"left":""", """{"Value":1}""", "}}" },
        { """{"-":{"left":{"Value":1},"right":""", """{"Value":1}""", "}}" },
        { """{"&&":{"left":{"Value":true},"right":""", """{"Value":true}""", "}}" },
        { """{"contains":{"left":{"Set":[]},"right":""", """{"Value":1}""", "}}" },
        { """{"is":{"left":{"Var":"principal"},"entity_type":"A","in":""", """{"Var":"principal"}""", "}}" },
        { """{"if-then-else":{"if":{"Value":true},"then":{"Value":1},"else":""", """{"Value":1}""", "}}" },
        { """{"Set":[""", """{"Value":1}""", "]}" },
        { """{"Record":{"a":""", """{"Value":1}""", "}}" },
        { """{"decimal":[""", """{"Value":"1.0"}""", "]}" },
    };

    public static TheoryData<string, string, string> ValueNestings => new()
    {
        { "[", "1", "]" },
        { "{\"a\":", "1", "}" },
        { """{"__extn":{"fn":"decimal","arg":""", "\"1.0\"", "}}" },
    };

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Expression_Nested_IsReadUpToTheLimit(string open, string middle, string close) => AssertNesting(depth => Nest(open, middle, close, depth));

    [Theory]
    [MemberData(nameof(ValueNestings))]
    public void Value_Nested_IsReadUpToTheLimit(string open, string middle, string close) => AssertNesting(depth => $$"""{"Value":{{Nest(open, middle, close, depth)}}}""");

    [Fact]
    public void Chain_LongerThanExpressionsNest_IsOneLevel()
    {
        static string Chain(int length) => Set(Nest("{\"&&\":{\"left\":", "{\"Value\":true}", ",\"right\":{\"Value\":true}}}", length));
        Answer.OnStack(EnoughStack, () =>
        {
            var set = PolicySet.ParseJson(Chain(990));
            Assert.True(new PolicyEngine(set).Evaluate(s_request).IsAllowed);
            Assert.DoesNotContain("(true", set.ToCedar());
            Assert.Equal("AGP0164", Errors(Chain(1_000))[0].Id);
            return 0;
        });
    }

    [Fact]
    public void Path_OfHas_CountsAsItNests()
    {
        static string Path(int length) => Set($$$$"""{"has":{"left":{"Var":"context"},"attr":[{{{{string.Join(',', Enumerable.Repeat("\"a\"", length))}}}}]}}""");
        Assert.NotNull(PolicySet.ParseJson(Path(500)));
        Assert.Equal("AGP0301", Errors(Path(501))[0].Id);
    }

    [Fact]
    public void Literal_LongestAllowed_IsReadAndOneMoreIsNot()
    {
        const int Longest = 64 * 1024;
        static string Like(int length) => Set($$$$"""{"like":{"left":{"Value":""},"pattern":[{{{{string.Join(',', Enumerable.Repeat("\"Wildcard\"", length))}}}}]}}""");
        static string Text(int length) => Set($$"""{"Value":"{{new string('é', length)}}"}""");
        Assert.NotNull(PolicySet.ParseJson(Text(Longest)));
        Assert.Equal("AGP0304", Errors(Text(Longest + 1))[0].Id);
        Assert.NotNull(PolicySet.ParseJson(Like(Longest)));
        Assert.Equal("AGP0304", Errors(Like(Longest + 1))[0].Id);
    }

    [Fact]
    public void Text_TooLong_IsRefused() => Assert.Equal("AGP0302", Assert.Single(Errors(new string(' ', (16 * 1024 * 1024) + 1))).Id);

    [Fact]
    public void Policies_MoreThanASetHolds_AreRefused() => Assert.Equal("AGP0303", Assert.Single(Errors(Policies(100_001, "[]"))).Id);

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("[")]
    [InlineData("{\"&&\":{\"left\":")]
    [InlineData("{\"staticPolicies\":{\"a\":{\"conditions\":")]
    [InlineData("{},")]
    [InlineData("\"\\u0061")]
    public void Junk_TenMegabytes_TakesLinearTime(string junk) => LinearTime.Holds(10_000_000, length =>
    {
        var text = Repeat(junk, length / junk.Length);
        return () => Assert.InRange(Errors(text).Count, 1, 1_000);
    });

    [Fact]
    public void UnknownKeys_HalfAMillion_TakeLinearTime() => LinearTime.Holds(500_000, count =>
    {
        var text = "{" + string.Join(',', Enumerable.Range(0, count).Select(index => $"\"staticPolicie{index}\":1")) + "}";
        return () => Assert.Equal(1_000, Errors(text).Count);
    });

    [Fact]
    public void Policies_TenMegabytes_AreReadAndWrittenInLinearTime() => LinearTime.Holds(40_000, count =>
    {
        var text = Policies(count);
        return () => Assert.Equal(count, PolicySet.ParseJson(PolicySet.ParseJson(text).ToJson()).Policies.Count);
    });

    [Fact]
    public void Link_Many_TakesLinearTimeHoweverLongTheTemplate() => LinearTime.Holds(10_000, count =>
    {
        var set = PolicySet.Parse("@id(\"t\") permit(principal == ?principal, action, resource) when { " + string.Join(" || ", Enumerable.Range(0, count).Select(i => $"context.n == {i + 2}")) + " };");
        var links = Enumerable.Range(0, count).Select(index => new TemplateLink("t", "l" + index, new EntityUid("A", "a" + index))).ToArray();
        return () =>
        {
            var linked = set.Link(links);
            Assert.Equal(count, linked.Policies.Count);
            Assert.Equal(DecisionCause.NotPermitted, new PolicyEngine(linked).Evaluate(s_request).Cause);
            Assert.Equal(count, PolicySet.ParseJson(linked.ToJson()).Policies.Count);
        };
    });

    [Fact]
    public void ToCedar_ManyLinksOfALongTemplate_IsRefusedNotWritten() => LinearTime.Ends(() =>
    {
        var set = PolicySet.Parse($"@id(\"t\") permit(principal == ?principal, action, resource) when {{ \"{new string('x', 60_000)}\" like \"y\" }};");
        var linked = set.Link(Enumerable.Range(0, 50_000).Select(index => new TemplateLink("t", "l" + index, new EntityUid("A", "a"))));
        Assert.Contains("longer than 16777216", Assert.Throws<InvalidOperationException>(linked.ToCedar).Message);
        Assert.Equal(50_000, PolicySet.ParseJson(linked.ToJson()).Policies.Count);
    });

    [Fact]
    public void ToJson_TextThatGrows_IsRefusedNotWritten() => LinearTime.Ends(() =>
    {
        var set = PolicySet.Parse(Repeat("permit(principal, action, resource) when { 1<2 && 1<2 && 1<2 && 1<2 && 1<2 };", 90_000));
        Assert.Contains("longer than 16777216", Assert.Throws<InvalidOperationException>(set.ToJson).Message);
    });

    [Fact]
    public void Mutated_AnyBytes_GiveAnAnswerOrADiagnostic()
    {
        var random = new Random(20_260_401);
        var seeds = new[]
        {
            PolicySet.Parse("@id(\"a\") permit(principal is A in ?principal, action in [Action::\"x\", Action::\"y\"], resource == R::\"é\") when { context has a.b && [1, {a: -2}].contains(\"x\") || decimal(\"1.0\").lessThan(context.n) } unless { context.s like \"a*\\*\" };")
                .Link("a", "l", new EntityUid("A", "a")).ToJson(),
            Set("""{"if-then-else":{"if":{"Value":{"__entity":{"type":"A","id":"\u00e9"}}},"then":{"Value":[1,{"__extn":{"fn":"decimal","arg":"1"}}]},"else":{"is":{"left":{"Var":"action"},"entity_type":"A"}}}}"""),
        };
        var alphabet = "{}[]\",:\\\0é\uD83D\uDE00 0-1eEtruefalsnul?pAll=&|.";
        var outcomes = new HashSet<string>();
        for (var i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(seeds[i % seeds.Length]);
            for (var edits = random.Next(1, 5); edits > 0; edits--)
            {
                var position = random.Next(text.Length);
                switch (random.Next(4))
                {
                    case 0:
                        text[position] = alphabet[random.Next(alphabet.Length)];
                        break;
                    case 1:
                        text.Remove(position, Math.Min(random.Next(1, 30), text.Length - position));
                        break;
                    case 2:
                        text.Insert(position, alphabet[random.Next(alphabet.Length)]);
                        break;
                    default:
                        var from = random.Next(text.Length);
                        text.Insert(position, text.ToString(from, Math.Min(random.Next(1, 60), text.Length - from)));
                        break;
                }

                if (text.Length == 0)
                    text.Append(' ');
            }

            try
            {
                var set = PolicySet.ParseJson(text.ToString());
                Assert.Equal(set.ToJson(), PolicySet.ParseJson(set.ToJson()).ToJson());
                new PolicyEngine(set).Explain(s_request);
                outcomes.Add("read");
            }
            catch (PolicySetException exception)
            {
                foreach (var diagnostic in exception.Diagnostics)
                {
                    Assert.InRange(diagnostic.Start + diagnostic.Length, diagnostic.Start, text.Length);
                    outcomes.Add(diagnostic.Id);
                }
            }
        }

        Assert.Superset(new HashSet<string> { "read", "AGP0164", "AGP0165", "AGP0166", "AGP0167", "AGP0168" }, outcomes);
    }

    private static void AssertNesting(Func<int, string> expression)
    {
        // The condition itself is at depth 0, as in text.
        Answer.OnStack(EnoughStack, () =>
        {
            foreach (var depth in (int[])[1, 250, 499, 500])
            {
                var json = Set(expression(depth));
                var set = PolicySet.ParseJson(json, new() { ErrorMode = ErrorMode.Cedar });
                Assert.NotEmpty(set.ToCedar());
                Assert.Equal(set.ToJson(), PolicySet.ParseJson(set.ToJson(), new() { ErrorMode = ErrorMode.Cedar }).ToJson());
                new PolicyEngine(set).Evaluate(s_request);
            }

            Assert.Equal("AGP0301", Errors(Set(expression(501)))[0].Id);
            Assert.Equal("AGP0164", Errors(Set(expression(100_000)))[0].Id);
            return 0;
        });
        foreach (var depth in (int[])[20, 100, 200, 300, 400, 500, 501, 5_000])
        {
            var json = Set(expression(depth));
            var failure = Answer.OnStack(128 * 1024, () => Record.Exception(() => PolicySet.ParseJson(json).ToJson()));
            Assert.True(
                failure is null || (failure is PolicySetException { Diagnostics: var diagnostics } && diagnostics.All(diagnostic => diagnostic.Id is "AGP0301" or "AGP0307" or "AGP0164")),
                $"{depth}: {failure}");
        }
    }

    private static string Nest(string open, string middle, string close, int depth) => Repeat(open, depth) + middle + Repeat(close, depth);

    private static string Set(string body) =>
        $$$$$"""{"staticPolicies":{"a":{"effect":"permit","principal":{"op":"All"},"action":{"op":"All"},"resource":{"op":"All"},"conditions":[{"kind":"when","body":{{{{{body}}}}} }]} }}""";

    private static string Policies(int count, string conditions = """[{"kind":"when","body":{"==":{"left":{"Var":"principal"},"right":{"Value":{"__entity":{"type":"A","id":"b"}}}}}}]""")
    {
        var policy = """{"effect":"permit","principal":{"op":"All"},"action":{"op":"All"},"resource":{"op":"All"},"conditions":""" + conditions + "}";
        return "{\"staticPolicies\":{" + string.Join(',', Enumerable.Range(0, count).Select(index => $"\"p{index}\":{policy}")) + "}}";
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static IReadOnlyList<PolicyDiagnostic> Errors(string json) => Assert.Throws<PolicySetException>(() => PolicySet.ParseJson(json)).Diagnostics;
}
