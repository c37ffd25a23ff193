using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>What is compiled for inputs of every kind is what the interpreter answers, also where policies share their code.</summary>
public sealed class WideConditionTests
{
    [Fact]
    public void Decide_PoliciesOfOneCodeWhoseConstantsDifferInKind_AnswersAsTheInterpreter()
    {
        const string Policies = """
            permit(principal, action, resource) when { 1 == context.input.list };
            permit(principal, action, resource) when { "x" == context.input.list };
            permit(principal, action, resource);
            """;

        var (interpreted, compiled) = InputCalls.AskAll(WideCalls.Source, [new PolicySource(Policies)], 20)[0];

        Assert.Equal(interpreted, compiled);
        Assert.All(compiled, answer => Assert.EndsWith(": policy2", answer));
    }

    [Theory]
    [InlineData("Agent::\"a\"")]
    [InlineData("ip(\"127.0.0.1\")")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"x\"")]
    [InlineData("decimal(\"0.0\")")]
    [InlineData("datetime(\"1970-01-01\")")]
    [InlineData("duration(\"0s\")")]
    [InlineData("false")]
    [InlineData("0")]
    public void Decide_ScalarBesideConstantOfAnotherKind_AnswersAsTheInterpreter(string constant)
    {
        string[] scalars = ["byte", "f", "at", "color", "text", "flag", "span", "money"];
        var conditions = scalars.SelectMany(scalar => new[]
        {
            $"context.input.{scalar} == {constant}", $"{constant} == context.input.{scalar}", $"context.input.{scalar} < {constant}", $"{constant} <= context.input.{scalar}",
            $"context.input.{scalar}.lessThan({constant})", $"[context.input.byte, {constant}].contains(context.input.{scalar})",
        });
        var sets = conditions.Select(condition => new PolicySource($"permit(principal, action, resource); forbid(principal, action, resource) when {{ {condition} }};")).ToArray();

        var answers = InputCalls.AskAll(WideCalls.Source, sets, 12);

        for (var i = 0; i < sets.Length; i++)
            Assert.True(answers[i].Interpreted.SequenceEqual(answers[i].Compiled), $"{sets[i].Policies}\n{answers[i].Interpreted[0]}\n{answers[i].Compiled[0]}");
    }

    [Theory]
    [InlineData("context.input.byte == context.input.byte")]
    [InlineData("context.input.byte < context.input.byte")]
    [InlineData("context.input.text == context.input.text")]
    [InlineData("context.input.byte + 0 == 0 + context.input.byte")]
    [InlineData("context.input.flag != context.input.flag")]
    [InlineData("context.input.money.lessThanOrEqual(context.input.money)")]
    public void Decide_ScalarComparedWithItself_CompilesWithoutWarnings(string condition)
    {
        var (interpreted, compiled) = InputCalls.AskAll(WideCalls.Source, [new PolicySource($"permit(principal, action, resource) when {{ {condition} }};")], 12)[0];
        Assert.Equal(interpreted, compiled);
    }

    [Theory]
    [InlineData("context.input has other && context.input.other == \"Red\"")]
    [InlineData("context.input has other && context.input.other like \"R*\"")]
    [InlineData("context.input has other && principal.list.contains(context.input.other)")]
    [InlineData("context.input has uri && principal.list.contains(context.input.uri)")]
    [InlineData("context.input has text && principal.nulls.contains(context.input.text)")]
    [InlineData("context.input has double && context.input.double.lessThan(decimal(\"1.0\"))")]
    [InlineData("context.input has double && context.input.double == decimal(\"1.5\")")]
    [InlineData("context.input has id && context.input.id == \"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("context.input has count && context.input.count < 3")]
    public void Decide_AbsentArgumentThatIsReadByValue_IsNoError(string condition)
    {
        var sets = new[] { "permit", "forbid" }.SelectMany(effect => new[] { "when", "unless" }.Select(clause =>
            new PolicySource($"permit(principal, action, resource) when {{ context.input.byte == 1 }}; {effect}(principal, action, resource) {clause} {{ {condition} }};", ErrorMode: ErrorMode.Cedar))).ToArray();

        var answers = InputCalls.AskAll(WideCalls.Source, sets, 40);

        for (var i = 0; i < sets.Length; i++)
            Assert.True(answers[i].Interpreted.SequenceEqual(answers[i].Compiled), $"{sets[i].Policies}\n{string.Join('\n', answers[i].Interpreted.Zip(answers[i].Compiled).FirstOrDefault(pair => pair.First != pair.Second))}");
    }

    [Fact]
    public void Decide_RandomConditionsOnInputsOfEveryKind_AnswersAsTheInterpreter()
    {
        var sets = Enumerable.Range(0, 60).Select(seed => new PolicySource(new WideConditions(seed).Set(), ErrorMode: seed % 3 == 0 ? ErrorMode.Cedar : ErrorMode.FailClosed)).ToArray();

        var answers = InputCalls.AskAll(WideCalls.Source, sets, 80);

        for (var i = 0; i < sets.Length; i++)
        {
            var at = Enumerable.Range(0, answers[i].Compiled.Length).FirstOrDefault(call => answers[i].Compiled[call] != answers[i].Interpreted[call], -1);
            Assert.True(at < 0, at < 0 ? "" : $"{sets[i].Policies}\ninterpreted {answers[i].Interpreted[at]}\ncompiled    {answers[i].Compiled[at]}");
        }

        // Otherwise equality would say little.
        var all = answers.SelectMany(answer => answer.Compiled).Select(answer => answer.Split("}: ")[^1].Split(' ', ':')[0]).ToLookup(cause => cause);
        Assert.All(["Forbidden", "ForbidFailed", "NotPermitted"], cause => Assert.True(all[cause].Count() > 50, string.Join(", ", all.Select(group => $"{group.Key}: {group.Count()}"))));
    }
}
