using System.Text;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Language.Tests.Binding;

/// <summary>Time and stack stay in bounds, however many policies, tools and names there are and however they nest.</summary>
[Collection(nameof(Alone))]
public sealed class NameCheckerBoundsTests
{
    private const int Depth = 150;

    private static readonly ToolSchema s_two = Tools.Schema(
    [
        Tools.Tool("one", Tools.Record(("a", Tools.Long), ("d", Tools.Dynamic))),
        Tools.Tool("two", Tools.Record(("d", Tools.Dynamic))),
    ]);

    private static readonly ToolSchema s_thousand = Tools.Schema(
        Enumerable.Range(0, 1_000).Select(i => Tools.Tool($"tool{i}", Tools.Record(("path", Tools.String), ($"own{i}", Tools.Long)))));

    [Fact]
    public void Check_TenThousandPoliciesAndAThousandTools_TakesLinearTime() => LinearTime.Holds(10_000, count =>
    {
        var text = Policies(count);
        return () => Assert.Empty(Errors(text, s_thousand));
    });

    [Fact]
    public void Check_MistakesInAllOfThem_TakeLinearTime() => LinearTime.Holds(10_000, count =>
    {
        var text = Policies(count).Replace(".own", ".onw", StringComparison.Ordinal);
        return () => Assert.Equal(Math.Min(count, Limits.MaxDiagnostics), Errors(text, s_thousand).Count);
    });

    [Theory]
    [InlineData("context.input.d has x{0} && ", "context.input.d.x0 == 1", "")]
    [InlineData("!(context.input.d has x{0}) || ", "context.input.d.x0 == 1", "")]
    [InlineData("!(context.input.d has x{0} && true) && ", "true", "")]
    [InlineData("context.input.d has x{0} && ", "true", " && true")]
    [InlineData("context.input.d has x{0} && ", "true", " || false")]
    public void Check_LongChain_TakesLinearTime(string link, string last, string around) => LinearTime.Holds(20_000, count =>
    {
        var chain = string.Concat(Enumerable.Range(0, count).Select(i => string.Format(link, i))) + last;
        var text = Condition(around.Length == 0 ? chain : Repeat("(", Depth) + chain + Repeat(around + ")", Depth));
        return () => Assert.Empty(Errors(text, s_two));
    });

    [Theory]
    [InlineData("(if context.input has a then ", "context", " else context)", ".input has a")]
    [InlineData("(if context.input has a then ", "context.input", " else {a: 1})", ".a == 1")]
    [InlineData("{c: ", "context", "}.c", ".input has a")]
    [InlineData("{c: if true then context else ", "context", "}.c", ".input has a")]
    [InlineData("!(", "context.input has a", ")", "")]
    [InlineData("", "context.input.d", ".x", " == 1")]
    public void Check_DeepNesting_EndsAndNeedsNoMoreStackThanThereIs(string open, string middle, string close, string end) => LinearTime.Ends(() =>
    {
        var text = Condition(Repeat(open, Depth) + middle + Repeat(close, Depth) + end);
        Assert.Empty(Errors(text, s_two));
        Assert.All(SmallStack.RunTiny(() => Errors(text, s_two)), error => Assert.Equal(DiagnosticRules.StackTooSmall.Id, error.Id));
    });

    private static string Policies(int count) => string.Concat(Enumerable.Range(0, count).Select(i =>
    {
        var tool = i % 1_000;
        var action = (i % 3) switch
        {
            0 => "action",
            1 => $"action == Action::\"tool{tool}\"",
            _ => $"action in [Action::\"tool{tool}\", Action::\"tool{i * 7 % 1_000}\"]",
        };
        return $"permit(principal, {action}, resource) when {{ context.input.path == \"\" && context.input has own{tool} && context.input.own{tool} > 1 }};\n";
    }));

    private static IReadOnlyList<PolicyDiagnostic> Errors(string text, ToolSchema tools)
    {
        var bag = new DiagnosticBag();
        PolicyCompiler.Compile([new SourceFile("test.cedar", text)], new BindingOptions(false, EquatableArray<string>.Empty, tools), bag);
        return bag.Diagnostics;
    }

    private static string Condition(string text) => $"permit(principal, action, resource) when {{ {text} }};";

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
