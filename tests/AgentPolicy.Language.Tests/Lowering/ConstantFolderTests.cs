using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Lowering;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Tests.Syntax;
using AgentPolicy.Language.Tests.Values;
using AgentPolicy.Tests.Support;
using FsCheck.Xunit;
using static AgentPolicy.Language.Tests.Values.TestValues;

namespace AgentPolicy.Language.Tests.Lowering;

public sealed class ConstantFolderTests
{
    [Property(Arbitrary = [typeof(ProgramGenerator)], MaxTest = 8_000, EndSize = 60)]
    public void Fold_AnyExpression_KeepsItsMeaning(ProgramWrapper generated)
    {
        var folded = ConstantFolder.Fold(generated.Expression);
        var (expected, actual) = (ReferenceEvaluator.Evaluate(generated.Expression), ReferenceEvaluator.Evaluate(folded));
        Assert.True(
            expected.IsError ? expected.ErrorKind == actual.ErrorKind : Intrinsics.Equal(expected, actual, new PolicyScratch()).IsTrue,
            $"{Show(expected)} became {Show(actual)}: {ProgramText.Of(folded)}");
    }

    [Property(Arbitrary = [typeof(ProgramGenerator)], MaxTest = 2_000, EndSize = 60)]
    public void Fold_Twice_ChangesNothingMore(ProgramWrapper generated)
    {
        var folded = ConstantFolder.Fold(generated.Expression);
        Assert.Equal(ProgramText.Of(folded), ProgramText.Of(ConstantFolder.Fold(folded)));
        Assert.Equal(folded, ConstantFolder.Fold(generated.Expression));
        Assert.Equal(folded.GetHashCode(), ConstantFolder.Fold(generated.Expression).GetHashCode());
    }

    [Theory]
    [InlineData("1 + 2 * 3 - 4", "3")]
    [InlineData("-(1)", "-1")]
    [InlineData("!(1 < 2)", "false")]
    [InlineData("1 <= 1", "true")]
    [InlineData("1 == \"1\"", "false")]
    [InlineData("[1, 2, 1].contains(2)", "true")]
    [InlineData("[1, 2].containsAll([2])", "true")]
    [InlineData("[1, 2].containsAny([3])", "false")]
    [InlineData("[].isEmpty()", "true")]
    [InlineData("{a: {b: 1}}.a.b", "1")]
    [InlineData("{a: 1} has a", "true")]
    [InlineData("{a: 1} has b", "false")]
    [InlineData("\"abc\" like \"a*\"", "true")]
    [InlineData("T::\"a\" is T", "true")]
    [InlineData("decimal(\"1.20\")", "decimal(\"1.2\")")]
    [InlineData("decimal(\"1.20\").lessThan(decimal(\"1.3\"))", "true")]
    [InlineData("if 1 < 2 then context.a else 1 + \"a\"", "(get context a)")]
    [InlineData("[1, context.a]", "(set 1 (get context a))")]
    [InlineData("{a: 1 + 1, b: context.a}", "(record a:2 b:(get context a))")]
    public void Fold_Constant_BecomesItsValue(string text, string expected) => Assert.Equal(expected, Fold(text));

    [Theory]
    [InlineData("1 + \"a\"", "(Add 1 \"a\")")]
    [InlineData("9223372036854775807 + 1", "(Add 9223372036854775807 1)")]
    [InlineData("--9223372036854775808", "(Negate -9223372036854775808)")]
    [InlineData("-(-9223372036854775808)", "(Negate -9223372036854775808)")]
    [InlineData("!1", "(Not 1)")]
    [InlineData("if 1 then 2 else 3", "(if 1 2 3)")]
    [InlineData("{a: 1}.b", "(get {\"a\": 1} b)")]
    [InlineData("1 has a", "(has 1 a)")]
    [InlineData("1 like \"*\"", "(like 1 *)")]
    [InlineData("1 is T", "(is 1 T)")]
    [InlineData("1.isEmpty()", "(IsEmpty 1)")]
    [InlineData("1 < \"a\"", "(Less 1 \"a\")")]
    [InlineData("1.contains(1)", "(Contains 1 1)")]
    [InlineData("decimal(\"x\")", "(ParseDecimal \"x\")")]
    [InlineData("decimal(1)", "(ParseDecimal 1)")]
    [InlineData("ip(\"1.2.3.4/40\")", "(ParseIpAddress \"1.2.3.4/40\")")]
    [InlineData("ip(\"0::1/128\")", "ip(\"::1\")")]
    [InlineData("ip(\"10.0.0.7/8\").isInRange(ip(\"10.0.0.0/8\"))", "true")]
    [InlineData("ip(\"::1\").isInRange(ip(\"::1\"), ip(\"::2\"))", "(IsInRange ip(\"::1\") ip(\"::1\") ip(\"::2\"))")]
    [InlineData("[ip(\"::1\"), ip(\"0::1\")].contains(ip(\"::0001\"))", "true")]
    [InlineData("datetime(\"2024-02-30\")", "(ParseDateTime \"2024-02-30\")")]
    [InlineData("datetime(\"2024-02-29\").offset(duration(\"1d1ms\"))", "datetime(\"2024-03-01T00:00:00.001Z\")")]
    [InlineData("datetime(\"2024-02-29\") < datetime(\"2024-03-01\")", "true")]
    [InlineData("duration(\"1d\") > duration(\"25h\")", "false")]
    [InlineData("duration(\"1d\") < 1", "(Less duration(\"1d\") 1)")]
    [InlineData("duration(\"90m\").toHours()", "1")]
    [InlineData("duration(\"1w\")", "(ParseDuration \"1w\")")]
    [InlineData("decimal(\"1.0\", \"1.0\")", "(ParseDecimal \"1.0\" \"1.0\")")]
    [InlineData("1.lessThan(decimal(\"1.0\"))", "(DecimalLess 1 decimal(\"1.0\"))")]
    [InlineData("[1, 1 + \"a\"]", "(set 1 (Add 1 \"a\"))")]
    [InlineData("{a: 1 + \"a\"}.a", "(get (record a:(Add 1 \"a\")) a)")]
    public void Fold_ErringExpression_IsLeftAsItStands(string text, string expected) => Assert.Equal(expected, Fold(text));

    [Theory]
    [InlineData("T::\"a\" in []", "(In T::\"a\" [])")]
    [InlineData("T::\"a\" in T::\"a\"", "(In T::\"a\" T::\"a\")")]
    [InlineData("1 in []", "(In 1 [])")]
    [InlineData("T::\"a\".hasTag(\"t\")", "(HasTag T::\"a\" \"t\")")]
    [InlineData("T::\"a\".getTag(\"t\")", "(GetTag T::\"a\" \"t\")")]
    [InlineData("T::\"a\" has n", "(has T::\"a\" n)")]
    [InlineData("T::\"a\".n", "(get T::\"a\" n)")]
    [InlineData("{a: T::\"a\"} has a.n", "(has {\"a\": T::\"a\"} a n)")]
    [InlineData("T::\"a\" is T in T::\"b\"", "(isin T::\"a\" T T::\"b\")")]
    public void Fold_WhatDependsOnEntities_IsLeftAsItStands(string text, string expected) => Assert.Equal(expected, Fold(text));

    [Theory]
    [InlineData("context.a && true", "(and (get context a) true)")]
    [InlineData("true && context.a", "(and (get context a) true)")]
    [InlineData("context.a || false", "(or (get context a) false)")]
    [InlineData("true && 1", "(and 1 true)")]
    [InlineData("false || 1", "(or 1 false)")]
    [InlineData("false && 1", "false")]
    [InlineData("true || 1", "true")]
    [InlineData("1 && false", "(and 1 false)")]
    [InlineData("true && context has a", "(has context a)")]
    [InlineData("true && (if context.a then 1 else 2)", "(and (if (get context a) 1 2) true)")]
    [InlineData("true && principal.getTag(\"t\")", "(and (GetTag principal \"t\") true)")]
    [InlineData("true && -context.a", "(and (Negate (get context a)) true)")]
    [InlineData("true && context.a + 1", "(and (Add (get context a) 1) true)")]
    [InlineData("true && decimal(context.a)", "(and (ParseDecimal (get context a)) true)")]
    [InlineData("true && decimal(context.a).lessThan(context.b)", "(DecimalLess (ParseDecimal (get context a)) (get context b))")]
    [InlineData("true && datetime(context.a).toDate()", "(and (ToDate (ParseDateTime (get context a))) true)")]
    [InlineData("true && context.a.toDays()", "(and (ToDays (get context a)) true)")]
    [InlineData("context.a && false && context.b", "(and (get context a) false)")]
    [InlineData("context.a || true || context.b", "(or (get context a) true)")]
    [InlineData("context.a && true && context.b", "(and (get context a) (get context b))")]
    [InlineData("true && true", "true")]
    [InlineData("false || false", "false")]
    public void Fold_Chain_NeverYieldsWhatMightBeNoBool(string text, string expected) => Assert.Equal(expected, Fold(text));

    [Fact]
    public void Fold_DeepConstants_TakeNoExponentialTimeOnASmallStack() => LinearTime.Ends(() =>
    {
        // Built, folded and compared as data, for the parser counts nesting its own way.
        foreach (var wrap in new Func<ProgramExpr, ProgramExpr>[]
        {
            x => new SetExpr(EquatableArray.Of(x)),
            x => new SetExpr(EquatableArray.Of(x, new ConstantExpr(1L))),
            x => new RecordExpr(EquatableArray.Of(new RecordField(new AttributeName("a"), x))),
            x => new BinaryExpr(BinaryOperator.Equal, x, new ConstantExpr(true)),
            x => new UnaryExpr(UnaryOperator.Not, x),
            x => new IfExpr(new ConstantExpr(true), x, x),
            x => new AndExpr(EquatableArray.Of(new VariableExpr(CedarVariable.Context), x)),
            x => new HasAttributeExpr(x, EquatableArray.Of(new AttributeName("a"), new AttributeName("b"))),
            x => new IsInExpr(x, "T", new VariableExpr(CedarVariable.Resource)),
        })
        {
            var isFolded = OnSmallStack(() =>
            {
                ProgramExpr left = new VariableExpr(CedarVariable.Principal), right = new VariableExpr(CedarVariable.Principal), constant = new ConstantExpr(true);
                for (var i = 0; i < 500; i++)
                    (left, right, constant) = (wrap(left), wrap(right), wrap(constant));
                var folded = ConstantFolder.Fold(left);
                return folded.Equals(ConstantFolder.Fold(right)) && folded.GetHashCode() == ConstantFolder.Fold(right).GetHashCode() && ConstantFolder.Fold(constant).Equals(ConstantFolder.Fold(constant));
            });
            Assert.True(isFolded);
        }
    });

    private static string Fold(string text) => ProgramText.Of(ConstantFolder.Fold(ConditionLowering.Lower(Parsing.Expression(text))));
}
