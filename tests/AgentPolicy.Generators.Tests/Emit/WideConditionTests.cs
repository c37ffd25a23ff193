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
}
