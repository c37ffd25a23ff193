using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Lowering;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Tests.Lowering;
using AgentPolicy.Language.Tests.Syntax;
using FsCheck.Xunit;

namespace AgentPolicy.Language.Tests.Program;

public sealed class PolicyProgramTests
{
    private const string Text = """
        @id("first") @reason("because")
        permit (principal is Agent in Team::"a", action in [Action::"read", Action::"write"], resource == Doc::"d")
        when { context.amount <= 10 && context.name like "a*" && context has a.b && [1, {a: "x"}].contains(context.n) }
        unless { context.d.lessThan(decimal("1.5")) || principal.hasTag("t") || -context.n == 2 };
        forbid (principal, action, resource) when { if context.x then 1 == 2 else {a: 1, b: context.y} == context.z };
        """;

    [Fact]
    public void Program_SameText_IsEqualWithTheSameHash()
    {
        var (first, second) = (Compiling.Program(Text), Compiling.Program(Text));
        Assert.NotSame(first, second);
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    [Theory]
    [InlineData("first", "other")]
    [InlineData("because", "why")]
    [InlineData("@reason(\"because\")", "")]
    [InlineData("permit", "forbid")]
    [InlineData("Agent in", "User in")]
    [InlineData("Team::\"a\"", "Team::\"b\"")]
    [InlineData("Team::\"a\"", "Teams::\"a\"")]
    [InlineData("\"write\"", "\"erase\"")]
    [InlineData(", Action::\"write\"", "")]
    [InlineData("resource ==", "resource in")]
    [InlineData("<= 10", "< 10")]
    [InlineData("<= 10", "<= 11")]
    [InlineData("a*", "*a")]
    [InlineData("a*", "a\\*")]
    [InlineData("a.b", "a.c")]
    [InlineData("a.b", "a")]
    [InlineData("has a.b", "has \"a.b\"")]
    [InlineData("[1,", "[2,")]
    [InlineData("[1,", "[true,")]
    [InlineData("[1,", "[\"1\",")]
    [InlineData("{a: \"x\"}", "{b: \"x\"}")]
    [InlineData("{a: \"x\"}", "{a: \"y\"}")]
    [InlineData("contains", "containsAll")]
    [InlineData("lessThan", "greaterThan")]
    [InlineData("1.5", "1.6")]
    [InlineData("hasTag(\"t\")", "hasTag(\"u\")")]
    [InlineData("unless", "when")]
    [InlineData("-context.n", "context.n")]
    [InlineData("context.x", "context.y")]
    [InlineData("context.x", "principal.x")]
    [InlineData("b: context.y", "c: context.y")]
    [InlineData("== context.z", "!= context.z")]
    [InlineData("permit (", "\npermit (")]
    [InlineData("permit (", "permit  (")]
    public void Program_ChangedText_IsUnequal(string old, string @new)
    {
        var changed = Text.Replace(old, @new, StringComparison.Ordinal);
        Assert.NotEqual(Text, changed);
        Assert.NotEqual(Compiling.Program(Text), Compiling.Program(changed));
    }

    [Fact]
    public void Program_ChangedMeaning_IsUnequalByItsConditionAlone()
    {
        (string, string)[] pairs =
        [
            ("1 == context.a", "true == context.a"), ("1 == context.a", "\"1\" == context.a"), ("decimal(\"1.0\") == context.a", "10000 == context.a"),
            ("T::\"a\" == context.a", "U::\"a\" == context.a"), ("T::\"a\" == context.a", "\"a\" == context.a"), ("[1] == context.a", "[[1]] == context.a"),
            ("{a: 1} == context.a", "{a: true} == context.a"), ("[] == context.a", "{} == context.a"), ("principal == context", "context == principal"),
            ("context.a && context.b", "context.a || context.b"), ("context.a && context.b", "context.b && context.a"), ("context has a.b", "context has b.a"),
            ("principal is T in resource", "principal is T"), ("!context.a", "-context.a"), ("[context.a]", "[context.a, context.a]"),
        ];
        foreach (var (left, right) in pairs)
            Assert.NotEqual(Fold(left), Fold(right));
    }

    [Fact]
    public void Constants_SetsAndRecords_AreEqualInAnyOrder()
    {
        foreach (var (left, right) in new[] { ("[1, 2, 2, \"a\"]", "[\"a\", 1, 2]"), ("{a: 1, b: [1, 2]}", "{b: [2, 1], a: 1}"), ("[{a: 1}, {b: 1}]", "[{b: 1}, {a: 1}]") })
        {
            Assert.Equal(Fold(left), Fold(right));
            Assert.Equal(Fold(left).GetHashCode(), Fold(right).GetHashCode());
        }
    }

    [Property(Arbitrary = [typeof(ProgramGenerator)], MaxTest = 2_000, EndSize = 50)]
    public void Expressions_AnyTwo_AreEqualExactlyIfTheirShapesAre(ProgramWrapper first, ProgramWrapper second)
    {
        var (left, right) = (first.Expression, second.Expression);
        Assert.Equal(ProgramText.Of(left) == ProgramText.Of(right), left.Equals(right));
        Assert.True(left.Equals(left with { }));
        Assert.Equal(left.GetHashCode(), (left with { }).GetHashCode());
    }

    [Fact]
    public void Policy_Metadata_IsThatOfItsText()
    {
        var program = Compiling.Program("// a comment\n\n  " + Text + "\n");
        var (first, second) = (program.Policies[0], program.Policies[1]);
        Assert.Equal(("policy0", "first", PolicyEffect.Permit, "because", "file0.cedar", 3), (first.PositionalId, first.Id, first.Effect, first.Reason, first.Path, first.Line));
        Assert.Equal(("policy1", "policy1", PolicyEffect.Forbid, null, "file0.cedar"), (second.PositionalId, second.Id, second.Effect, second.Reason, second.Path));
        Assert.StartsWith("@id(\"first\")", first.Text);
        Assert.EndsWith("};", first.Text);
        Assert.StartsWith("forbid (", second.Text);
        Assert.Empty(program.Templates);
    }

    [Fact]
    public void Program_MovedFileOrTemplates_IsUnequal()
    {
        var options = new BindingOptions(true, default);
        const string Template = "permit (principal == ?principal, action, resource);";
        Assert.NotEqual(Compiling.Program(Text, options), Compiling.Program(Text + Template, options));
        var (first, _) = Compiling.Compile(options, "", Text);
        Assert.NotEqual(Compiling.Program(Text, options), first);
    }

    private static ProgramExpr Fold(string text) => ConstantFolder.Fold(ConditionLowering.Lower(Parsing.Expression(text)));
}
