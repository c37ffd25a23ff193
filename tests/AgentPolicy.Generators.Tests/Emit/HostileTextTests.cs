using AgentPolicy.Generators.Emit;
using AgentPolicy.Tests.Compilation;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>Whoever writes a policy writes a policy, and no C#, whatever the texts in it.</summary>
public sealed class HostileTextTests
{
    private const string Set = "[AgentPolicy.PolicySet] public partial class S;";

    /// <summary>Ends of lines, of comments, of strings and of blocks, and what is no end of anything but looks like one.</summary>
    private static readonly string[] s_texts =
    [
        "\"; } static class Evil { } //", "*/ static class Evil { } /*", "\\", "\\\"; class Evil { } //", "\n#error Evil\n", "\r#error Evil", "\u0085#error Evil", "\u2028#error Evil", "\u2029class Evil { }",
        "\0", "\u001A", "\uFEFF", "\u202Ex", "{0}{", "\"\"\"", "$\"{Evil}\"", "\\u000a#error", "\u061C", "\U000E0041", "é漢😀", "??/", "@\"", "#line hidden",
    ];

    [Fact]
    public void Text_InEveryPlaceOfAPolicy_StaysText()
    {
        var policies = s_texts.SelectMany((text, index) => Policies(text, index)).ToArray();
        var run = PolicySetRun.Of(Set, new PolicyText("a.cedar", string.Join('\n', policies)));
        Assert.Empty(run.Diagnostics);
        var classes = CSharpSyntaxTree.ParseText(run.Code).GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text);
        Assert.All(classes, name => Assert.Matches("^(@S|Code|AnyRequest[0-9]+|Constants[0-9]+)$", name));
        Assert.DoesNotContain(CSharpSyntaxTree.ParseText(run.Code).GetRoot().DescendantTrivia(descendIntoTrivia: true), trivia => trivia.IsDirective && !trivia.ToString().Contains("#nullable enable"));
        Assert.All(run.Code.Where(c => c is < ' ' or '\u007F' or '\u0085' or '\u2028' or '\u2029' or '\u202E' or '\uFEFF' or '\u061C'), c => Assert.Equal('\n', c));
        var set = run.Load("S");
        Assert.Equal(policies.Length, set.Policies.Count);
        for (var i = 0; i < s_texts.Length; i++)
            AssertIsCompared(set, s_texts[i], i);
    }

    [Fact]
    public void Literal_OfAnyText_IsAscii()
    {
        Assert.Equal("\"a\\uD800b\"", CSharpText.Literal("a\ud800b"));
        Assert.Equal("\"\\u0000\\\"\\\\'\"", CSharpText.Literal("\0\"\\'"));
        Assert.Equal("null", CSharpText.Literal(null));
    }

    [Fact]
    public void Literal_OfEveryCodeUnit_MeansThatCodeUnit()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var token = SyntaxFactory.ParseToken(CSharpText.Literal(((char)c).ToString()));
            Assert.True(token.Value is string { Length: 1 } text && text[0] == c, $"U+{c:X4}");
        }
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    public void Literal_OfALong_CompilesToIt(long value) =>
        Assert.Equal(value == long.MinValue ? "long.MinValue" : value + "L", CSharpText.Literal(value));

    private static IEnumerable<string> Policies(string text, int index)
    {
        var quoted = Quote(text);
        yield return $"@id({Quote($"{index} {text}")}) @reason({quoted}) permit(principal == Agent::{quoted}, action, resource) when {{ context.s == {quoted} && context has {quoted} && context[{quoted}] == {index} }};";
        yield return $"// {text.ReplaceLineEndings(" ").Replace('\0', ' ')}\nforbid(principal, action, resource) when {{ // {text.ReplaceLineEndings(" ").Replace('\0', ' ')}\n [{quoted}, {{{quoted}: {index}}}].contains(context.never) || \"z\" like {quoted.Replace("*", "\\*")} }};";
    }

    private static void AssertIsCompared(PolicySet set, string text, int index)
    {
        var context = new Dictionary<string, object?> { ["s"] = text, ["never"] = false, [text] = (long)index };
        var decision = new PolicyEngine(set).Evaluate(new PolicyRequest(new("Agent", text), new("Action", "x"), new("Tool", "t"), context));
        Assert.Equal((DecisionCause.Permitted, $"{index} {text}", text), (decision.Cause, decision.Policy.Id, decision.Policy.Reason));
    }

    private static string Quote(string text) => "\"" + string.Concat(text.EnumerateRunes().Select(rune => rune.Value is '"' or '\\' or < ' ' or '\u0085' ? $"\\u{{{rune.Value:x}}}" : rune.ToString())) + "\"";
}
