using AgentPolicy.Compiled;

namespace AgentPolicy.Tests.Compiled;

public sealed class SharedTextsTests
{
    [Fact]
    public void Share_EqualTexts_AreOneString()
    {
        var first = SharedTexts.Share(new string("role of SharedTextsTests"));
        Assert.Same(first, SharedTexts.Share(new string("role of SharedTextsTests")));
    }

    // Places are few, and texts chosen to meet in one only push one another out.
    [Fact]
    public void Share_ManyTextsOnManyThreads_AreWhatTheyWere() => Parallel.For(0, 8, _ =>
    {
        for (var i = 0; i < 20_000; i++)
        {
            var text = $"text {i % 5_000} {(i % 3 == 0 ? new string('x', 100) : "")}";
            Assert.Equal(text, SharedTexts.Share(text));
        }
    });
}
