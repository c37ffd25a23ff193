using System.Diagnostics;
using System.Text;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Tests.Binding;

/// <summary>Time and stack stay in bounds, however many policies, tools and names there are and however they nest.</summary>
public sealed class NameCheckerBoundsTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    [Fact]
    public void Check_TenThousandPoliciesAndAThousandTools_TakesLittleTime()
    {
        var tools = Tools.Schema(Enumerable.Range(0, 1_000).Select(i => Tools.Tool($"tool{i}", Tools.Record(("path", Tools.String), ($"own{i}", Tools.Long)))));
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(Policy));
        var (none, time) = Compile(text, tools);
        Assert.Empty(none);
        Assert.True(time < s_limit, time.ToString());

        var (errors, timeOfErrors) = Compile(text.Replace(".own", ".onw", StringComparison.Ordinal), tools);
        Assert.Equal(Limits.MaxDiagnostics, errors.Count);
        Assert.True(timeOfErrors < s_limit, timeOfErrors.ToString());

        static string Policy(int i)
        {
            var tool = i % 1_000;
            var action = (i % 3) switch
            {
                0 => "action",
                1 => $"action == Action::\"tool{tool}\"",
                _ => $"action in [Action::\"tool{tool}\", Action::\"tool{i * 7 % 1_000}\"]",
            };
            return $"permit(principal, {action}, resource) when {{ context.input.path == \"\" && context.input has own{tool} && context.input.own{tool} > 1 }};\n";
        }
    }

    [Fact]
    public void Check_NestedIfsAndChains_TakeLittleTime()
    {
        const int Depth = 240;
        var nested = Repeat("(if context.input has a then ", Depth) + "context" + Repeat(" else context)", Depth);
        var guards = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"context.input.d has x{i} && "));
        var stops = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"!(context.input.d has x{i}) || "));
        var groups = Repeat("(", Depth) + guards + "true" + Repeat(" && true)", Depth);
        foreach (var condition in new[] { nested + ".input has a", nested + ".input.b == 1", guards + "context.input.d.x0 == 1", stops + "context.input.d.x0 == 1", groups })
        {
            var (_, time) = Compile($"permit(principal, action, resource) when {{ {condition} }};", Small());
            Assert.True(time < s_limit, $"{time} for {condition[..40]}");
        }
    }

    [Fact]
    public void Check_DeepestThatParses_NeedsNoMoreStackThanThereIs()
    {
        var condition = Repeat("!(", 240) + "context.input has a" + Repeat(")", 240);
        var members = "context.input.d" + Repeat(".x", 400);
        foreach (var text in new[] { condition, members + " == 1" })
        {
            var (errors, _) = Compile($"permit(principal, action, resource) when {{ {text} }};", Small());
            Assert.Empty(errors);
            var tiny = SmallStack.RunTiny(() => Compile($"permit(principal, action, resource) when {{ {text} }};", Small()).Errors);
            Assert.All(tiny, error => Assert.Equal(DiagnosticRules.StackTooSmall.Id, error.Id));
        }
    }

    private static ToolSchema Small() => Tools.Schema([Tools.Tool("one", Tools.Record(("a", Tools.Long), ("d", Tools.Dynamic))), Tools.Tool("two", Tools.Record(("d", Tools.Dynamic)))]);

    private static (IReadOnlyList<PolicyDiagnostic> Errors, TimeSpan Time) Compile(string text, ToolSchema tools)
    {
        var bag = new DiagnosticBag();
        var watch = Stopwatch.StartNew();
        PolicyCompiler.Compile([new SourceFile("test.cedar", text)], new BindingOptions(false, EquatableArray<string>.Empty, tools), bag);
        return (bag.Diagnostics, watch.Elapsed);
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
