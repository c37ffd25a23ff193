using AgentPolicy.Oracle.Cases;
using AgentPolicy.Oracle.Generation;

namespace AgentPolicy.Oracle.Tests;

public sealed class ShrinkerTests
{
    private static readonly Disagreement s_found = new("found", "");

    [Fact]
    public void Choices_MadeAgain_MakeTheSameCase()
    {
        var first = new Choices(seed: 5);
        var made = new DecisionCase(first).ToString();
        Assert.Equal(made, new DecisionCase(new Choices(seed: 5)).ToString());
        Assert.Equal(made, new DecisionCase(new Choices(first.Made)).ToString());
        Assert.NotEqual(made, new DecisionCase(new Choices(seed: 6)).ToString());
    }

    [Fact]
    public void Shrink_CaseWithOneCause_LeavesLittleElse()
    {
        for (var seed = 0; ; seed++)
        {
            var choices = new Choices(seed);
            var made = new DecisionCase(choices);
            if (!IsLike(made))
                continue;
            var shrinker = new Shrinker(given => new DecisionCase(given), oracleCase => IsLike(oracleCase) ? s_found : null, mostChecks: 3_000);
            var (smallest, _) = shrinker.Shrink(made, choices.Made, s_found);
            Assert.True(IsLike(smallest));
            Assert.True(smallest.ToString().Length < 800, smallest.ToString());
            return;
        }
    }

    [Fact]
    public void Shrink_Text_LeavesTheCause()
    {
        var made = new TextCase(Subject.Policies, new string('x', 700) + "cause" + new string('y', 900));
        var shrinker = new Shrinker(_ => made, oracleCase => oracleCase.ToString().Contains("cause", StringComparison.Ordinal) ? s_found : null, mostChecks: 3_000);
        Assert.Equal("Policies:\ncause", shrinker.Shrink(made, [], s_found).Case.ToString());
    }

    private static bool IsLike(OracleCase made) => made.ToString().Contains(" like ", StringComparison.Ordinal);
}
