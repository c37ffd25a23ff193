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
}
