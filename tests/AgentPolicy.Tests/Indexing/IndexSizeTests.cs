namespace AgentPolicy.Tests.Indexing;

/// <summary>A small text makes no large index, whatever it lists: sets may come from whoever administers one tenant of many.</summary>
public sealed class IndexSizeTests
{
    private const int MaxBytes = 4_000_000;

    private static readonly string s_texts = string.Join(", ", Enumerable.Range(0, 10).Select(i => $"\"v{i}\""));

    [Fact]
    public void Index_OfPoliciesThatListManyAlternativesSeveralTimes_StaysSmall()
    {
        var condition = string.Join(" && ", Enumerable.Range(0, 8).Select(i => $"[{s_texts}].contains(context.a{i})"));
        var context = Enumerable.Range(0, 8).ToDictionary(i => $"a{i}", i => (object?)$"v{i}");
        AssertSmall(string.Concat(Enumerable.Repeat($"permit(principal, action, resource) when {{ {condition} }};\n", 5)), new PolicyRequest(Answer.Principal, Answer.Action, Answer.Resource, context));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(800)]
    public void Index_OfAPolicyThatListsPrincipalsAndResources_StaysSmall(int count)
    {
        string List(string type) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"{type}::\"{i}\""));
        AssertSmall(
            $"permit(principal, action, resource) when {{ principal in [{List("Group")}] && resource in [{List("Folder")}] }};",
            new PolicyRequest(new("Group", "5"), Answer.Action, new("Folder", "7")));
    }

    // What is left out of the index for its size is asked all the same.
    private static void AssertSmall(string policies, PolicyRequest request)
    {
        var set = PolicySet.Parse(policies);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var engine = new PolicyEngine(set);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxBytes);
        Assert.True(engine.Evaluate(request).IsAllowed);
        Assert.True(new PolicyEngine(set.WithoutIndex()).Evaluate(request).IsAllowed);
        Assert.False(engine.Evaluate(new PolicyRequest(new("Agent", "nobody"), Answer.Action, Answer.Resource, new Dictionary<string, object?>())).IsAllowed);
    }
}
