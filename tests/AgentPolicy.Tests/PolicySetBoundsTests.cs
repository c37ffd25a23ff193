using System.Text;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Tests;

/// <summary>Whatever the text, an answer or a diagnostic, soon, on any thread: from the parser to the decision.</summary>
[Collection(nameof(Alone))]
public sealed class PolicySetBoundsTests
{
    private static readonly PolicyRequest s_request =
        new(new("Agent", "a"), new("Action", "a"), new("Tool", "t"), new Dictionary<string, object?> { ["a"] = true, ["n"] = 1, ["r"] = new Dictionary<string, object?>() });

    public static TheoryData<string, string, string> Nestings => new()
    {
        { "(", "context.a", ")" },
        { "!(", "context.a", ")" },
        { "-(", "context.n", ")" },
        { "[", "context.a", "]" },
        { "{a: ", "context.a", "}" },
        { "if context.a then ", "context.a", " else false" },
        { "if ", "context.a", " then context.a else false" },
        { "", "context.a", ".a" },
        { "", "context", "[\"a\"]" },
        { "1 + ", "context.n", "" },
        { "context.n + (", "1", ")" },
        { "context.a && (", "context.a", ")" },
        { "[context.a].contains(", "context.a", ")" },
        { "decimal(", "\"1.0\"", ")" },
        { "(", "principal", " is Agent in principal)" },
        { "(", "context.r", " has a)" },
        { "(", "\"x\"", " like \"*\")" },
        { "(context.a == ", "context.a", ")" },
    };

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Parse_NestingOnASmallStack_GivesAnAnswerOrADiagnostic(string open, string middle, string close)
    {
        foreach (var depth in new[] { 1, 100, 240, 480, 499, 500, 501, 5_000, 100_000 })
        {
            var text = new StringBuilder("permit(principal, action, resource) when { ");
            text.Insert(text.Length, open, depth).Append(middle).Insert(text.Length, close, depth).Append(" };");
            var outcome = "";
            OnSmallStack(() =>
            {
                try
                {
                    var engine = new PolicyEngine(PolicySet.Parse(text.ToString()));
                    outcome = engine.Evaluate(s_request).Cause + " " + engine.Explain(s_request).Decision.Cause;
                }
                catch (PolicySetException exception)
                {
                    outcome = exception.Diagnostics[0].Id;
                }
            });
            Assert.NotEqual("", outcome);
            var isTooDeep = outcome is "AGP0301" or "AGP0307";
            Assert.True(depth > 500 ? isTooDeep : depth > 240 || !isTooDeep, $"{depth} × {open}…{close}: {outcome}");
        }
    }

    [Fact]
    public void Parse_FlatChainOfAHundredThousand_Decides()
    {
        var chain = string.Join(" || ", Enumerable.Range(0, 100_000).Select(i => $"context.n == {i + 2}")) + " || context.n == 1";
        Assert.True(new PolicyEngine(PolicySet.Parse($"permit(principal, action, resource) when {{ {chain} }};")).Evaluate(s_request).IsAllowed);
    }

    [Fact]
    public void Parse_AMillionPolicies_GivesADiagnostic()
    {
        var text = new StringBuilder();
        text.Insert(0, "permit(principal,action,resource);", 400_000);
        Assert.Equal("AGP0303", Assert.Throws<PolicySetException>(() => PolicySet.Parse(text.ToString())).Diagnostics[0].Id);
        text.Insert(0, "permit(principal,action,resource);", 600_000);
        Assert.Equal("AGP0302", Assert.Throws<PolicySetException>(() => PolicySet.Parse(text.ToString())).Diagnostics[0].Id);
    }

    [Fact]
    public void Parse_TenMegabytesOfPolicies_DecidesAfterLinearTime() => LinearTime.Holds(10_000_000, length =>
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < length; i++)
            text.Append($"@id(\"p{i}\") permit(principal == Agent::\"{i}\", action, resource) when {{ context.n == {i} && context.a || \"{new string('x', 100)}\" like \"*y\" }};\n");
        return () => Assert.False(new PolicyEngine(PolicySet.Parse(text.ToString())).Evaluate(s_request).IsAllowed);
    });

    private static void OnSmallStack(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
