using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>What is answered in place, on an argument, is what the interpreter answers on its value.</summary>
public sealed class InputConditionTests
{
    [Fact]
    public void Decide_RandomConditionsOnInputs_AnswersAsTheInterpreter()
    {
        var sets = Enumerable.Range(0, 80).Select(seed => new PolicySource(new RandomConditions(seed).Set(), ErrorMode: seed % 3 == 0 ? ErrorMode.Cedar : ErrorMode.FailClosed)).ToArray();

        var answers = InputCalls.AskAll(sets, 120);

        AssertAlike(sets, answers);

        // Otherwise equality would say little.
        var all = answers.SelectMany(answer => answer.Compiled).Select(answer => answer.Split(": ")[1].Split(' ')[0]).ToLookup(cause => cause);
        Assert.All(["ran", "Forbidden", "ForbidFailed", "NotPermitted"], cause => Assert.True(all[cause].Count() > 500, $"{cause}: {all[cause].Count()}"));
    }

    [Fact]
    public void Decide_RandomQuestionsAlone_AnswersAsTheInterpreter()
    {
        var sets = Enumerable.Range(0, 200).Select(seed => new PolicySource(new RandomConditions(seed).Question(), ErrorMode: seed % 3 == 0 ? ErrorMode.Cedar : ErrorMode.FailClosed)).ToArray();

        AssertAlike(sets, InputCalls.AskAll(sets, 40));
    }

    [Fact]
    public void Decide_SharedConditionThatErrs_ErrsForEachPolicy()
    {
        // The forbid is asked first; the permit's error is the one that is told, since it stands first.
        const string Condition = "context.input.n + 1 > context.input.m";
        var set = new PolicySource($"permit(principal, action, resource) when {{ {Condition} }}; forbid(principal, action, resource) when {{ {Condition} }};", ErrorMode: ErrorMode.Cedar);

        var (interpreted, compiled) = InputCalls.AskAll([set], 60)[0];

        Assert.Equal(interpreted, compiled);
        Assert.Contains(compiled, answer => answer.Contains("NotPermitted by : policy0, "));
    }

    private static void AssertAlike(PolicySource[] sets, (string[] Interpreted, string[] Compiled)[] answers)
    {
        for (var i = 0; i < sets.Length; i++)
        {
            var at = Enumerable.Range(0, answers[i].Compiled.Length).FirstOrDefault(call => answers[i].Compiled[call] != answers[i].Interpreted[call], -1);
            Assert.True(at < 0, at < 0 ? "" : $"{sets[i].Policies}\ninterpreted {answers[i].Interpreted[at]}\ncompiled    {answers[i].Compiled[at]}");
        }
    }
}
