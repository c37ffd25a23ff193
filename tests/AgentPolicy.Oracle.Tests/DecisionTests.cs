namespace AgentPolicy.Oracle.Tests;

public sealed class DecisionTests
{
    private const int Cases = 2_000;
    private const int CompileEvery = 5;
    private const int Seed = 20_261_126;

    [SkippableFact]
    public void Decisions_GeneratedCases_AreTheReferences()
    {
        using var reference = Reference.Require();
        var output = new StringWriter();
        var soak = new Soak(reference, Seed, output);
        soak.Run(decisions: 100, CompileEvery, done => done < Cases);
        Assert.True(soak.Disagreements == 0, output.ToString());

        // Cases that are mostly refused, or all end alike, would tell little.
        Assert.True(soak.Decided > Cases / 2 && soak.Compiled > Cases / 2 / CompileEvery && soak.Allowed > Cases / 10 && soak.Erring > Cases / 10, soak.Counts);
    }
}
