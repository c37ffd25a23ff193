using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;
using AgentPolicy.Tests.Support;

namespace AgentPolicy.Language.Tests.Syntax;

[Collection(nameof(Alone))]
public sealed class CedarParserBoundsTests
{
    // Enough for the deepest nesting, unoptimized code included, and what the stack guard keeps free.
    private const int EnoughStack = 1024 * 1024;
    private const int Many = 10_000_000;

    public static TheoryData<string> Nestings => new()
    {
        "(|true|)", "!(|true|)", "-(|1|)", "[|1|]", "{a: |1|}", "context|.a", "context|[\"a\"]", "1| + 1", "1| - 1", "1| * 1", "1 + (|1|)", "context.contains(|1|)", "ip(|1|)",
        "if |1| then 2 else 3", "if 1 then |2| else 3", "if 1 then 2 else |3", "true && (|true|)", "true || (|true|)", "1 == (|1|)", "(|1| == 1)", "(|context| has a)",
        "(|context| like \"\")", "(|context| is A)", "context is A in (|1|)", "context|.contains(1)", "!|true", "1 || 2 && 3 == 4 + 5 * (|6|)", "[{a: if true then [|1|] else 2}]",
    };

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Parser_DeepestNesting_IsSafeOnASmallStack(string pattern)
    {
        var deepest = FindDeepest(pattern);
        Assert.InRange(deepest, pattern == "!|true" ? 4 : 80, Limits.MaxNesting);
        RunOnSmallStack(() =>
        {
            var (first, second) = (Parsing.Expression(Nest(pattern, deepest)), Parsing.Expression(Nest(pattern, deepest)));
            Assert.True(first.Equals(second));
            Assert.Equal(first.GetHashCode(), second.GetHashCode());
            Assert.True(first.Equals(Parsing.Expression(CedarPrinter.Print(first))));
        });
    }

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Parser_TooDeepNesting_IsReportedOnce(string pattern) => RunOnSmallStack(() =>
    {
        foreach (var depth in (int[])[Limits.MaxNesting + 1, 5_000, 100_000])
        {
            var (file, errors) = Parsing.WithErrors($"permit(principal, action, resource) when {{ {Nest(pattern, depth)} }};\npermit(principal, action, resource);");
            Assert.Equal(pattern == "!|true" ? "AGP0125" : "AGP0301", Assert.Single(errors).Id);
            Assert.Single(file.Policies);
        }
    });

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Parser_DeepNestingOnATinyStack_IsAnsweredOrReported(string pattern)
    {
        foreach (var depth in (int[])[20, 60, 100, 200, 350, Limits.MaxNesting, 100_000])
        {
            var file = new SourceFile("test.cedar", $"permit(principal, action, resource) when {{ {Nest(pattern, depth)} }};");
            var bag = new DiagnosticBag();
            var program = SmallStack.RunTiny(() => PolicyCompiler.Compile([file], BindingOptions.Default, bag));
            Assert.Equal(program is null, bag.HasErrors);
            Assert.InRange(bag.Diagnostics.Count, 0, 1);
            Assert.All(bag.Diagnostics, error => Assert.Contains(error.Id, new[] { "AGP0125", "AGP0301", "AGP0307" }));
        }
    }

    [Fact]
    public void Parser_ExhaustedStack_IsReported()
    {
        var (_, errors) = SmallStack.RunExhausted(() => Parsing.WithErrors("permit(principal, action, resource) when { true };"));
        Assert.Equal(
            (1, 44, 1, "AGP0307", "this is nested too deeply for the stack of the thread that compiles it; make it flatter, or use a thread with a larger stack"),
            errors.Select(error => (error.Line, error.Column, error.Length, error.Id, error.Message)).Single());
    }

    [Fact]
    public void Parser_Nesting_IsAllowedUpToTheLimit()
    {
        Parsing.Expression(Nest("(|true|)", Limits.MaxNesting));
        Parsing.Expression(Nest("context|.a", Limits.MaxNesting));
        Parsing.Expression(Nest("1| + 1", Limits.MaxNesting));
        Parsing.Expression("context has a" + string.Concat(Enumerable.Repeat(".a", Limits.MaxNesting - 1)));
        var error = Assert.Single(Parsing.ExpressionErrors(Nest("(|true|)", Limits.MaxNesting + 1)));
        Assert.Equal((502, "this is nested more than 500 levels deep; make it flatter, or split it into several parts"), (error.Column, error.Message));
        Assert.Equal("AGP0301", Assert.Single(Parsing.ExpressionErrors("context has a" + string.Concat(Enumerable.Repeat(".a", Limits.MaxNesting)))).Id);
    }

    [Fact]
    public void Parser_NestingLeftAndRight_IsCountedTogether()
    {
        var half = Nest("1| + 1", 300);
        Assert.Equal("AGP0301", Assert.Single(Parsing.ExpressionErrors($"({half}){string.Concat(Enumerable.Repeat(" + 1", 300))}")).Id);
    }

    [Theory]
    [InlineData("||")]
    [InlineData("&&")]
    public void Parser_LongChain_IsOneFlatNode(string operation) => LinearTime.Holds(100_000, count => () => RunOnSmallStack(() =>
    {
        var chain = Parsing.Expression(string.Join(operation, Enumerable.Repeat("context.a", count)));
        Assert.Equal(count, chain is OrSyntax or ? or.Operands.Count : ((AndSyntax)chain).Operands.Count);
        Assert.Equal(chain, Parsing.Expression(CedarPrinter.Print(chain)));
    }));

    [Theory]
    [InlineData("@")]
    [InlineData("@a")]
    [InlineData("@a ")]
    [InlineData("\"")]
    [InlineData("(")]
    [InlineData("!")]
    [InlineData("-")]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("a.")]
    [InlineData("a::")]
    [InlineData(";")]
    [InlineData("permit")]
    [InlineData("permit ")]
    [InlineData("permit(")]
    [InlineData("permit(principal,")]
    [InlineData("permit(principal in (")]
    [InlineData("permit(principal,action,resource) when {")]
    [InlineData("if ")]
    [InlineData("1<")]
    [InlineData("a=")]
    [InlineData("\\")]
    [InlineData("\"\\")]
    [InlineData("0")]
    [InlineData("9")]
    [InlineData("a")]
    [InlineData("//")]
    [InlineData("\n")]
    [InlineData("#")]
    [InlineData("\uD800")]
    [InlineData("😀")]
    [InlineData("?a")]
    [InlineData("principal ")]
    public void Parser_HostileText_IsAnsweredInLinearTime(string part)
    {
        for (var start = 0; start < 4; start++)
        {
            LinearTime.Holds(start == 0 ? Many : Many / 10, length =>
            {
                var text = string.Concat(Enumerable.Repeat(part, length / part.Length));
                var source = start switch { 0 => "", 1 => "permit(principal,action,resource) when { ", 2 => "permit(principal == A::\"", _ => "permit(principal,action in [" } + text;
                var least = part is "//" or "\n" && source == text ? 0 : 1;
                return () => RunOnSmallStack(() => Assert.InRange(Parsing.WithErrors(source).Errors.Count, least, Limits.MaxDiagnostics));
            });
        }
    }

    [Fact]
    public void Parser_TooManyPolicies_IsReported()
    {
        var text = string.Concat(Enumerable.Repeat("permit(principal,action,resource);\n", 400_000));
        var (_, errors) = Parsing.WithErrors(text);
        Assert.Equal(("AGP0303", Limits.MaxPolicies + 1), (Assert.Single(errors).Id, errors[0].Line));
        var most = text[..(Limits.MaxPolicies * text.IndexOf('\n') + Limits.MaxPolicies)];
        Assert.Equal(Limits.MaxPolicies, Parsing.File(most).Policies.Count);
    }

    [Fact]
    public void Parser_TooLongSource_IsReported()
    {
        Assert.Empty(Parsing.File(new string(' ', Limits.MaxSourceLength)).Policies);
        var error = Assert.Single(Parsing.WithErrors(new string(' ', Limits.MaxSourceLength + 1)).Errors);
        Assert.Equal(("AGP0302", "the text has 16777217 characters; at most 16777216 are read"), (error.Id, error.Message));
        Assert.Equal("AGP0302", Assert.Single(Parsing.ExpressionErrors(new string(' ', Limits.MaxSourceLength + 1))).Id);
    }

    [Fact]
    public void Parser_LargeFile_IsReadInLinearTime()
    {
        const string Policy = "@id(\"x\") permit(principal in Team::\"a\", action == Action::\"b\", resource) when { context.a.b == 1 && [1, 2].contains(resource.c) };\n";
        LinearTime.Holds(Many / Policy.Length, count =>
        {
            var text = string.Concat(Enumerable.Repeat(Policy, count));
            return () => Assert.Equal(count, Parsing.File(text).Policies.Count);
        });
    }

    [Fact]
    public void Parser_FullBag_StopsReading()
    {
        var (file, errors) = Parsing.WithErrors(string.Concat(Enumerable.Repeat("x;", 5_000)));
        Assert.Empty(file.Policies);
        Assert.Equal(Limits.MaxDiagnostics, errors.Count);
    }

    private static int FindDeepest(string pattern)
    {
        var (least, most) = (1, Limits.MaxNesting + 1);
        while (most - least > 1)
        {
            var middle = (least + most) / 2;
            var bag = new DiagnosticBag();
            if (CedarParser.ParseExpression(new SourceFile("", Nest(pattern, middle)), bag) is null)
                most = middle;
            else
                least = middle;
        }

        return least;
    }

    /// <summary>The pattern's first and last part the given number of times around its middle; without a last part, the middle goes first or last as written.</summary>
    private static string Nest(string pattern, int depth)
    {
        var parts = pattern.Split('|');
        if (pattern.Contains("||"))
            parts = pattern.Replace("||", "\0").Split('|').Select(part => part.Replace("\0", "||")).ToArray();
        var (before, middle, after) = parts.Length == 3 ? (parts[0], parts[1], parts[2]) : IsPrefix(parts[0]) ? (parts[0], parts[1], "") : ("", parts[0], parts[1]);
        return string.Concat(Enumerable.Repeat(before, depth)) + middle + string.Concat(Enumerable.Repeat(after, depth));
    }

    private static bool IsPrefix(string part) => part is "!" || part.EndsWith(' ');

    private static void RunOnSmallStack(Action work) => SmallStack.Run(EnoughStack, work);
}
