using System.Globalization;
using AgentPolicy.Tests.Compilation;
using AgentPolicy.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>
/// In a debug build every call has room of its own in its function's frame. However wide and deep a policy is, on a thread with little stack its code denies and does
/// not overflow, which would end the process; with room enough it answers as the interpreter does.
/// </summary>
[Collection(nameof(Alone))]
public sealed class SmallStackTests
{
    private const int Levels = 215;
    private const int Operands = 31;
    private const string Set = "[AgentPolicy.PolicySet] public partial class S;";

    private static readonly Func<string>[] s_conditions =
    [
        () => Nest((level, inner) => Chain(level, "((principal.t == true) == {0})", inner)),
    ];

    [Theory]
    [InlineData(0)]
    public void Evaluate_DebugCodeOnASmallStack_DeniesAndWithRoomAnswersAlike(int condition)
    {
        var policies = $"permit(principal, action, resource) when {{ {s_conditions[condition]()} }};";
        var driver = CSharpGeneratorDriver.Create([new PolicyGenerator().AsSourceGenerator()], [new PolicyText("a.cedar", policies)], CompilationHost.ParseOptions, new PolicyTextOptions());
        var project = CompilationHost.Create("Project", Set);
        driver.RunGeneratorsAndUpdateCompilation(project.WithOptions(project.Options.WithOptimizationLevel(OptimizationLevel.Debug)), out var compilation, out _);
        CompilationHost.Load(compilation, out var assembly);
        var engine = new PolicyEngine((PolicySet)assembly.GetType("S", throwOnError: true)!.GetProperty("Policies")!.GetValue(null)!);
        var expected = OnStack(64 * 1024, () => new PolicyEngine(new PolicySource(policies).Interpret()).Evaluate(Request()));

        // Ascending: the system may give a thread the stack of one that has ended.
        foreach (var size in Enumerable.Range(2, 11).Select(step => 128 * step).Append(64 * 1024))
        {
            var decision = OnStack(size, () => engine.Evaluate(Request()));
            if (decision.Error.Kind.ToString() != "TooDeep" || size > 2048)
                Assert.Equal((size, expected.Cause, expected.Message), (size, decision.Cause, decision.Message));
            else
                Assert.False(decision.IsAllowed);
        }
    }

    private static PolicyRequest Request()
    {
        var entities = EntityStore.Create(new Entity(new("Agent", "a"), new Dictionary<string, object?> { ["t"] = true }));
        return new PolicyRequest(new("Agent", "a"), new("Action", "x"), new("Tool", "t"), entities: entities);
    }

    private static PolicyDecision OnStack(int kilobytes, Func<PolicyDecision> evaluate)
    {
        PolicyDecision decision = default;
        var thread = new Thread(() => decision = evaluate(), kilobytes * 1024);
        thread.Start();
        thread.Join();
        return decision;
    }

    private static string Nest(Func<int, string, string> wrap)
    {
        var condition = "true";
        for (var level = 0; level < Levels; level++)
            condition = wrap(level, condition);
        return condition;
    }

    /// <summary>A chain that is evaluated to its last operand.</summary>
    private static string Chain(int level, string operand, string inner)
    {
        var (separator, answer) = level % 2 == 0 ? (" && ", "true") : (" || ", "false");
        var one = string.Format(CultureInfo.InvariantCulture, operand, answer);
        return "(" + string.Join(separator, Enumerable.Repeat(one, Operands).Append(inner)) + ")";
    }
}
