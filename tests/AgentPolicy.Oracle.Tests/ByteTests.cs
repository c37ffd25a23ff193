using AgentPolicy.Oracle.Bytes;

namespace AgentPolicy.Oracle.Tests;

public sealed class ByteTests
{
    private const int Texts = 60_000;
    private const int Seed = 20_261_128;

    [Fact]
    public void Readers_GivenAnything_AnswerOrRefuse()
    {
        var output = new StringWriter();
        var soak = new ByteSoak(Seed, output);
        soak.Run(Texts);
        Assert.True(soak.Failures == 0, output.ToString());

        // Texts that are all refused at their first character would tell little.
        Assert.All(soak.Counts, target => Assert.True(target is { Count: Texts / 12, Accepted: > 0 }, target.ToString()));
    }
}
