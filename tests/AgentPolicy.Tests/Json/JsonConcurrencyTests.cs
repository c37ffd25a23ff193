namespace AgentPolicy.Tests.Json;

public sealed class JsonConcurrencyTests
{
    [Fact]
    public void Evaluate_SixtyFourThreadsOnEscapedJson_EachGetsItsOwnAnswer()
    {
        var engine = Answer.Engine("context.to == context.names.first && context.list.containsAll([context.to]) && context.a == context.b && context.to like \"*\\u{1F600}\"");
        var wrong = 0;
        var threads = Enumerable.Range(0, 64).Select(number => new Thread(() =>
        {
            var (own, other) = ($"\\u0041gent-{number}\\ud83d\\ude00", $"Agent-{number + 1}\\ud83d\\ude00");
            var json = Answer.Json($$"""{"to": "{{own}}", "names": {"\u0066irst": "Agent-{{number}}😀"}, "list": ["{{other}}", "{{own}}"], "a": [["{{own}}"], {"k": "{{other}}"}], "b": [{"\u006b": "{{other}}"}, ["{{own}}"]]}""");
            var denied = Answer.Json($$"""{"to": "{{own}}", "names": {"\u0066irst": "{{own}}"}, "list": ["{{own}}"], "a": [["{{own}}"]], "b": [["{{other}}"]]}""");
            for (var i = 0; i < 300; i++)
            {
                if (!engine.Evaluate(Answer.Request(json)).IsAllowed || engine.Evaluate(Answer.Request(denied)).Cause != DecisionCause.NotPermitted)
                    Interlocked.Increment(ref wrong);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(0, wrong);
    }
}
