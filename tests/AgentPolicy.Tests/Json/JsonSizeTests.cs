using AgentPolicy.Tests.Support;


namespace AgentPolicy.Tests.Json;

/// <summary>However deep, long or contrived its input, a decision ends soon, overflows no stack, and lets go of what it needed.</summary>
[Collection(nameof(Alone))]
public sealed class JsonSizeTests
{
    // Far above what the pools keep, far below what they need for the decisions here.
    private const long MostRetained = 10_000_000;

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(490)]
    public void Equality_OfDeepSets_TakesNoExponentialTime(int depth)
    {
        var deep = new string('[', depth) + "1" + new string(']', depth);
        var other = new string('[', depth) + "2" + new string(']', depth);
        Ends("true", "context.a == context.b", $$"""{"a": {{deep}}, "b": {{deep}}}""");
        Ends("false", "context.a == context.b", $$"""{"a": {{deep}}, "b": {{other}}}""");
        Ends("true", "context.l.contains(context.b) && context.l.containsAll([context.b]) && [context.b].containsAny(context.l)", $$"""{"l": [1, {{deep}}], "b": {{deep}}}""");
    }

    [Theory]
    [InlineData(600)]
    [InlineData(1_000)]
    [InlineData(5_000)]
    public void Equality_OfValuesBeyondTheLimit_IsAnErrorOnAnyStack(int depth)
    {
        var arrays = new string('[', depth) + new string(']', depth);
        var objects = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        foreach (var deep in new[] { arrays, objects })
        {
            var json = $$"""{"a": {{deep}}, "b": {{deep}}, "l": [{{deep}}, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]}""";
            foreach (var stack in new[] { 128 * 1024, 192 * 1024, 256 * 1024, 1024 * 1024 })
            {
                foreach (var condition in new[] { "context.a == context.b", "context.l.contains(context.a)", "context.l.containsAll(context.l)", "context.l == context.l" })
                    Assert.Equal("TooDeep", Answer.OnStack(stack, Answer.Asking(condition, Answer.Json(json))));
                Assert.Equal("true", Answer.OnStack(stack, Answer.Asking("context has a && context.l.contains(7)", Answer.Json(json))));
            }
        }
    }

    [Fact]
    public void Equality_OfDeepValuesOnASmallStack_NeverOverflows()
    {
        foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]") })
        {
            var deep = string.Concat(Enumerable.Repeat(open, 240)) + "1" + string.Concat(Enumerable.Repeat(close, 240));
            var json = $$"""{"a": {{deep}}, "b": {{deep}}, "l": [{{deep}}, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]}""";
            foreach (var stack in new[] { 128 * 1024, 160 * 1024, 192 * 1024, 256 * 1024, 512 * 1024 })
            {
                foreach (var condition in new[] { "context.a == context.b", "context.l.containsAll(context.l)" })
                    Assert.All(Answer.OnStack(stack, AskingEach(condition, Answer.Json(json))), answer => Assert.Contains(answer, new[] { "true", "TooDeep" }));
                Answer.OnStack(stack, () => Record.Exception(() => PolicyRecord.FromCedarJson(json)) is null or FormatException);
                Answer.OnStack(stack, () => Record.Exception(() => new Entity(new("A", "a"), Answer.Json(json))) is null or ArgumentException);
            }
        }
    }

    // Each decision by itself: how much of the stack one takes also depends on how far the JIT has got with its code, so near the limit two may differ.
    private static Func<string[]> AskingEach(string condition, PolicyRecord context)
    {
        var permitting = Answer.Engine(condition);
        var forbidding = new PolicyEngine(PolicySet.Parse($"permit(principal, action, resource); forbid(principal, action, resource) when {{ {condition} }};"));
        var request = Answer.Request(context);
        return () =>
        [
            Permit(permitting.Evaluate(request)), Permit(permitting.Explain(request).Decision),
            Forbid(forbidding.Evaluate(request)), Forbid(forbidding.Explain(request).Decision),
        ];

        static string Permit(PolicyDecision decision) => decision.IsAllowed ? "true" : decision.Error.Kind.ToString();

        static string Forbid(PolicyDecision decision) => decision.Cause switch
        {
            DecisionCause.Forbidden => "true",
            DecisionCause.ForbidFailed => decision.Error.Kind.ToString(),
            _ => decision.Cause.ToString(),
        };
    }

    [Fact]
    public void Equality_OfBushyTrees_TakesNoSuperlinearTime()
    {
        var (small, large) = (Tree(13), Tree(16));
        LinearTime.Holds(Asking(small, "true", "context.a == context.b", "", ""), Asking(large, "true", "context.a == context.b", "", ""));
        LinearTime.Holds(Asking(small, "false", "context.a.containsAny(context.b)", "[", "]"), Asking(large, "false", "context.a.containsAny(context.b)", "[", "]"));

        static string Tree(int depth)
        {
            var tree = "1";
            for (var i = 0; i < depth; i++)
                tree = $"[{tree},[{tree}]]";
            return tree;
        }

        static Action Asking(string tree, string answer, string condition, string open, string close) =>
            JsonSizeTests.Asking(answer, condition, $$"""{"a": {{open}}{{tree}}{{close}}, "b": {{tree}}}""");
    }

    [Fact]
    public void Contains_OfALargeElementAmongManySmallOnes_TakesNoQuadraticTime()
    {
        const int Count = 50_000;
        var (small, larger) = (Values(Count / LinearTime.Growth), Values(Count));
        foreach (var condition in new[]
        {
            "context.many.contains(context.large)", "context.many.containsAny(context.wrapped)", "context.wrapped.containsAny(context.many)", "context.many == context.large",
            "context.records.contains(context.record)", "context.records.containsAny(context.boxed)", "context.boxed.containsAny(context.records)", "[context.large].containsAny(context.many)",
        })
            LinearTime.Holds(Asking("false", condition, small), Asking("false", condition, larger));

        static string Values(int count)
        {
            var many = string.Join(",", Enumerable.Range(0, count).Select(i => $"[{i}]"));
            var large = "[" + string.Join(",", Enumerable.Range(0, count)) + "]";
            var records = string.Join(",", Enumerable.Range(0, count).Select(i => "{\"a\":" + i + "}"));
            var record = "{" + string.Join(",", Enumerable.Range(0, count).Select(i => $"\"k{i}\":1")) + "}";
            return $$"""{"many": [{{many}}], "large": {{large}}, "records": [{{records}}], "record": {{record}}, "wrapped": [{{large}}], "boxed": [{{record}}] }""";
        }
    }

    [Fact]
    public void Decision_OnArgumentsOfTenMegabytes_IsMadeInLinearTimeAndForgotten()
    {
        const int Count = 1_000_000;
        foreach (var ((condition, small), (_, large)) in Questions(Count / LinearTime.Growth).Zip(Questions(Count)))
        {
            LinearTime.Holds(Asking("true", condition, small), Asking("true", condition, large));
            Forgotten(condition, large);
        }

        static IEnumerable<(string Condition, string Json)> Questions(int count)
        {
            var text = new string('x', 10 * count);
            var numbers = string.Join(",", Enumerable.Range(0, count));
            var reversed = string.Join(",", Enumerable.Range(0, count).Reverse());
            var keys = string.Join(",", Enumerable.Range(0, count / 5).Select(i => $"\"key-{i}\": {i}"));
            return
            [
                ("context.s == context.t && context.s like \"*x\" && context.e like \"*xx*y\"", $$"""{"s": "{{text}}", "t": "{{text}}", "e": "{{text}}\u0079"}"""),
                ($"context.a.contains({count - 1}) && context.a.containsAll(context.b) && context.a == context.b && !context.a.containsAny([\"x\"])", $$"""{"a": [{{numbers}}], "b": [{{reversed}}]}"""),
                ($"context.a == context.b && context.a[\"key-{(count / 5) - 1}\"] == {(count / 5) - 1} && [context.a].contains(context.b)", $$"""{"a": { {{keys}} }, "b": { {{keys}} } }"""),
            ];
        }
    }

    [Fact]
    public void Decision_OnManyLevelsOfLargeObjects_LeavesLittleInThePools()
    {
        var keys = string.Join(",", Enumerable.Range(0, 6_000).Select(i => $"\"key-{i}\":{i}"));
        var elements = string.Join(",", Enumerable.Range(0, 6_000));
        var records = string.Concat(Enumerable.Repeat("{" + keys + ",\"next\":", 60)) + "1" + new string('}', 60);
        var sets = string.Concat(Enumerable.Repeat("[" + elements + ",", 60)) + "1" + new string(']', 60);
        Forgotten("context.a == context.b", $$"""{"a": {{records}}, "b": {{records}} }""");
        Forgotten("context.a == context.b && context.b.containsAll(context.a)", $$"""{"a": {{sets}}, "b": {{sets}} }""");
        Forgotten("[context.a] == [context.b]", $$"""{"a": {{records}}, "b": {{records}} }""");
    }

    private static void Forgotten(string condition, string json)
    {
        var small = Answer.Engine("context.a == [1, \"x\"]");
        var request = Answer.Request(Answer.Json("""{"a": ["\u0078", 1]}"""));
        Allocations.Bytes(() => small.Evaluate(request));
        ParseAndForget(json);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var document = DecideAndForget(condition, json);
        var retained = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(retained < MostRetained, $"{retained} bytes are retained after {condition}");
        Assert.False(document.IsAlive, condition);
        Assert.Equal(0, Allocations.Bytes(() => small.Evaluate(request)));
    }

    // What the parser keeps for its next use is none of the engine's.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void ParseAndForget(string json) => System.Text.Json.JsonDocument.Parse(System.Text.Encoding.UTF8.GetBytes(json));

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference DecideAndForget(string condition, string json)
    {
        var document = System.Text.Json.JsonDocument.Parse(System.Text.Encoding.UTF8.GetBytes(json));
        var decision = Answer.Engine(condition).Evaluate(Answer.Request(document.RootElement));
        Assert.True(decision.IsAllowed, decision.Message);

        // Not disposed: that would leave its memory to a pool, and hide what the engine holds on to.
        return new WeakReference(document);
    }

    // Few elements, but one of them is long, and has escapes to be undone each time that it is read.
    [Fact]
    public void ContainsAny_OfALongElementAmongFew_TakesNoQuadraticTime()
    {
        foreach (var condition in new[] { "context.l.containsAny(context.r)", "context.r.containsAny(context.l)", "context.l.containsAll(context.r)" })
            LinearTime.Holds(1_024, size => Asking("false", condition, Values(size)));

        static string Values(int count) =>
            $$"""{"l": ["{{string.Concat(Enumerable.Repeat("\\u0061", count * 200))}}"], "r": [{{string.Join(",", Enumerable.Range(0, count).Select(i => $"\"{i}\""))}}]}""";
    }

    private static void Ends(string answer, string condition, string json) => LinearTime.Ends(Asking(answer, condition, json));

    private static Action Asking(string answer, string condition, string json)
    {
        var request = Answer.Request(Answer.Json(json));
        return () =>
        {
            var decision = Answer.Engine(condition).Evaluate(request);
            Assert.True(answer == (decision.IsAllowed ? "true" : decision.Error.Kind == PolicyErrorKind.None ? "false" : decision.Error.Kind.ToString()), $"{condition}: {decision}");
        };
    }
}
