using AgentPolicy.Tests.Compilation;
using AgentPolicy.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>However deep or long policies are, their code compiles, no method of it is large, and it answers as the interpreter does.</summary>
[Collection(nameof(Alone))]
public sealed class LargePolicyTests
{
    private const int Deep = 240;
    private const int MaxLinesOfAMethod = 300;

    [Fact]
    public void Policies_DeepOrLong_CompileToSmallMethodsThatAnswerAlike()
    {
        string[] conditions =
        [
            Nest("!(", "context.flag", ")"), Nest("(if context.flag then ", "context.flag", " else false)"), Nest("(context.flag && ", "context.flag", ")"), Nest("(", "context.number", " + 1)") + " > 0",
            Nest("[", "context.number", "]") + " == context.number", Nest("{a: ", "context.number", "}") + " == context.number", Nest("(context.flag == ", "context.flag", ")"),
            "context" + string.Concat(Enumerable.Repeat(".a", Deep)) + " == 1",
            Repeat(" && ", "context.flag", 10_000), Repeat(" || ", "!context.flag", 10_000) + " || context.flag", Repeat(" + ", "context.number", 400) + " == 400",
            $"[{Repeat(", ", "context.number", 3_000)}].contains(1)", $"[{string.Join(", ", Enumerable.Range(0, 3_000))}].contains(2999)",
            "{" + string.Join(", ", Enumerable.Range(0, 2_000).Select(i => $"k{i}: context.number")) + "}.k1999 == 1", "{" + string.Join(", ", Enumerable.Range(0, 2_000).Select(i => $"k{i}: {i}")) + "} has k1999",
            $"context.number.greaterThan({Repeat(", ", "1", 2_000)})", "context has " + string.Join('.', Enumerable.Repeat("a", 400)),
        ];
        var sources = conditions.Select(condition => new PolicySource($"permit(principal, action, resource) when {{ {condition} }};")).ToArray();
        AssertAnswersAlike(sources);
        foreach (var source in sources)
            AssertMethodsAreSmall(PolicySetRun.Of("[AgentPolicy.PolicySet] partial class S;", new PolicyText("a.cedar", source.Policies)).Code);
    }

    [Fact]
    public void Set_OfThousandsOfPolicies_CompilesToSmallMethodsThatAnswerAlike()
    {
        var policies = string.Join('\n', Enumerable.Range(0, 3_000).Select(i => $"permit(principal == Agent::\"{i}\", action, resource) when {{ context.number == {i} }};"));
        AssertAnswersAlike([new PolicySource(policies)]);
        AssertMethodsAreSmall(PolicySetRun.Of("[AgentPolicy.PolicySet] partial class S;", new PolicyText("a.cedar", policies)).Code);
    }

    private static string Nest(string open, string inner, string close) => string.Concat(Enumerable.Repeat(open, Deep)) + inner + string.Concat(Enumerable.Repeat(close, Deep));

    private static string Repeat(string separator, string part, int count) => string.Join(separator, Enumerable.Repeat(part, count));

    private static void AssertAnswersAlike(PolicySource[] sources)
    {
        using var batch = CompiledBatch.Compile(sources);
        for (var i = 0; i < sources.Length; i++)
        {
            foreach (var id in new[] { "a", "1", "2999" })
            {
                var context = new Dictionary<string, object?> { ["flag"] = true, ["number"] = id == "2999" ? 2999L : 1L };
                var request = new PolicyRequest(new("Agent", id), new("Action", "x"), new("Tool", "t"), context);
                var (interpreted, compiled) = (new PolicyEngine(sources[i].Interpret()).Evaluate(request), new PolicyEngine(batch[i]).Evaluate(request));
                Assert.Equal((interpreted.Cause, interpreted.Policy.PositionalId, interpreted.Message), (compiled.Cause, compiled.Policy.PositionalId, compiled.Message));
                AssertSurvivesSmallStack(new PolicyEngine(batch[i]), request);
            }
        }
    }

    // An overflow would end the process.
    private static void AssertSurvivesSmallStack(PolicyEngine engine, PolicyRequest request)
    {
        var thread = new Thread(() => engine.Evaluate(request), 128 * 1024);
        thread.Start();
        thread.Join();
    }

    private static void AssertMethodsAreSmall(string code)
    {
        foreach (var method in CSharpSyntaxTree.ParseText(code).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            var lines = method.ToString().Count(c => c == '\n');
            Assert.True(lines <= MaxLinesOfAMethod, $"{method.Identifier} has {lines} lines");
        }
    }
}
