using AgentPolicy.Language.Lowering;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Tests.Syntax;
using AgentPolicy.Tests.Support;
using static AgentPolicy.Language.Tests.Values.TestValues;

namespace AgentPolicy.Language.Tests.Lowering;

[Collection(nameof(Alone))]
public sealed class ConditionLoweringTests
{
    [Theory]
    [InlineData("true", "true")]
    [InlineData("-5", "-5")]
    [InlineData("\"a\\n\"", "\"a\\n\"")]
    [InlineData("Ns::T::\"a\"", "Ns::T::\"a\"")]
    [InlineData("principal", "principal")]
    [InlineData("action", "action")]
    [InlineData("resource", "resource")]
    [InlineData("context", "context")]
    [InlineData("if true then 1 else 2", "(if true 1 2)")]
    [InlineData("!true", "(Not true)")]
    [InlineData("-context.a", "(Negate (get context a))")]
    [InlineData("1 == 2", "(Equal 1 2)")]
    [InlineData("1 < 2", "(Less 1 2)")]
    [InlineData("1 <= 2", "(LessOrEqual 1 2)")]
    [InlineData("1 + 2", "(Add 1 2)")]
    [InlineData("1 - 2", "(Subtract 1 2)")]
    [InlineData("1 * 2", "(Multiply 1 2)")]
    [InlineData("1 in 2", "(In 1 2)")]
    [InlineData("context.a", "(get context a)")]
    [InlineData("context[\"a b\"]", "(get context a b)")]
    [InlineData("context has a", "(has context a)")]
    [InlineData("context has a.b.c", "(has context a b c)")]
    [InlineData("context has \"a.b\"", "(has context a.b)")]
    [InlineData("\"a\" like \"*a\\**\"", "(like \"a\" *a\\**)")]
    [InlineData("principal is Ns::T", "(is principal Ns::T)")]
    [InlineData("principal is T in resource", "(isin principal T resource)")]
    [InlineData("[]", "(set)")]
    [InlineData("[1, [2]]", "(set 1 (set 2))")]
    [InlineData("{}", "(record)")]
    [InlineData("{b: 1, \"a\": {c: 2}}", "(record b:1 a:(record c:2))")]
    [InlineData("[1].contains(2)", "(Contains (set 1) 2)")]
    [InlineData("[1].containsAll([2])", "(ContainsAll (set 1) (set 2))")]
    [InlineData("[1].containsAny([2])", "(ContainsAny (set 1) (set 2))")]
    [InlineData("[1].isEmpty()", "(IsEmpty (set 1))")]
    [InlineData("principal.getTag(\"a\")", "(GetTag principal \"a\")")]
    [InlineData("principal.hasTag(\"a\")", "(HasTag principal \"a\")")]
    [InlineData("decimal(\"1.0\")", "(ParseDecimal \"1.0\")")]
    [InlineData("decimal()", "(ParseDecimal)")]
    [InlineData("decimal(1, 2)", "(ParseDecimal 1 2)")]
    [InlineData("1.lessThan(2)", "(DecimalLess 1 2)")]
    [InlineData("1.lessThanOrEqual(2)", "(DecimalLessOrEqual 1 2)")]
    [InlineData("1.greaterThan(2)", "(DecimalGreater 1 2)")]
    [InlineData("1.greaterThanOrEqual(2)", "(DecimalGreaterOrEqual 1 2)")]
    [InlineData("1.lessThan()", "(DecimalLess 1)")]
    [InlineData("1.lessThan(2, 3)", "(DecimalLess 1 2 3)")]
    public void Lower_EachForm_HasItsExpression(string text, string expected) => Assert.Equal(expected, Lower(text));

    [Theory]
    [InlineData("1 != 2", "(Not (Equal 1 2))")]
    [InlineData("1 > 2", "(Not (LessOrEqual 1 2))")]
    [InlineData("1 >= 2", "(Not (Less 1 2))")]
    public void Lower_DerivedOperator_BecomesWhatItIsDerivedFrom(string text, string expected) => Assert.Equal(expected, Lower(text));

    [Theory]
    [InlineData("true && false && true", "(and true false true)")]
    [InlineData("(true && false) && true", "(and true false true)")]
    [InlineData("true && (false && true)", "(and true false true)")]
    [InlineData("(true && false) && (true && false)", "(and true false true false)")]
    [InlineData("true || (false || true) || false", "(or true false true false)")]
    [InlineData("true || (false && true)", "(or true (and false true))")]
    [InlineData("true && (false || true) && false", "(and true (or false true) false)")]
    [InlineData("!(true && false) && true", "(and (Not (and true false)) true)")]
    public void Lower_Chain_IsFlat(string text, string expected) => Assert.Equal(expected, Lower(text));

    [Theory]
    [InlineData("permit(principal, action, resource);", "true")]
    [InlineData("permit(principal == T::\"a\", action, resource);", "(Equal principal T::\"a\")")]
    [InlineData("permit(principal in T::\"a\", action, resource);", "(In principal T::\"a\")")]
    [InlineData("permit(principal is T, action, resource);", "(is principal T)")]
    [InlineData("permit(principal is T in T::\"a\", action, resource);", "(isin principal T T::\"a\")")]
    [InlineData("permit(principal, action == Action::\"a\", resource);", "(Equal action Action::\"a\")")]
    [InlineData("permit(principal, action in Action::\"a\", resource);", "(In action Action::\"a\")")]
    [InlineData("permit(principal, action in [Action::\"a\", Action::\"b\", Action::\"a\"], resource);", "(In action [Action::\"a\", Action::\"b\"])")]
    [InlineData("permit(principal, action in [], resource);", "(In action [])")]
    [InlineData("permit(principal, action, resource == T::\"a\");", "(Equal resource T::\"a\")")]
    [InlineData("permit(principal == T::\"a\", action == Action::\"a\", resource is R);", "(and (Equal principal T::\"a\") (Equal action Action::\"a\") (is resource R))")]
    [InlineData("permit(principal, action, resource) when { context.a };", "(get context a)")]
    [InlineData("permit(principal, action, resource) unless { context.a };", "(Not (get context a))")]
    [InlineData("permit(principal, action, resource) when { context.a && context.b } unless { context.c && context.d } when { context.e };",
        "(and (get context a) (get context b) (Not (and (get context c) (get context d))) (get context e))")]
    [InlineData("permit(principal is T, action, resource) unless { true };", "(and (is principal T) false)")]
    [InlineData("permit(principal is T, action, resource) unless { false };", "(is principal T)")]
    [InlineData("permit(principal, action, resource) when { false };", "false")]
    [InlineData("permit(principal, action, resource) unless { context.a } unless { context.b };", "(and (Not (get context a)) (Not (get context b)))")]
    public void Lower_Policy_IsOneConditionInCedarsOrder(string text, string expected) => Assert.Equal(expected, ProgramText.Of(Compiling.Policy(text).Condition));

    [Theory]
    [InlineData("(context has a.b) || ", "true", "")]
    [InlineData("context.a && (", "true", " || context.b)")]
    [InlineData("!(", "context.a", ")")]
    [InlineData("[", "principal", "]")]
    [InlineData("{a: ", "principal", "}")]
    [InlineData("(", "context", " has a.b)")]
    [InlineData("(", "principal", " is T in resource)")]
    [InlineData("if true then (", "context.a", ") else 1")]
    [InlineData("if (", "context.a", ") then 1 else 2")]
    [InlineData("1 + (", "context.a", ")")]
    [InlineData("[1].contains(", "context.a", ")")]
    [InlineData("decimal(", "context.a", ")")]
    [InlineData("[[1], ", "[2]", "]")]
    [InlineData("[1, ", "context.a", "].isEmpty()")]
    public void Compile_AsDeepAsTheParserAllows_TakesNoExponentialTimeAndLittleStack(string open, string middle, string close) => LinearTime.Ends(() =>
    {
        // Where the parser counts two levels a repetition, half as many.
        var compiled = new[] { 490, 245, 160 }.Any(count =>
        {
            var text = "permit(principal, action, resource) when { " + Repeat(open, count) + middle + Repeat(close, count) + " == 1 };";
            return OnSmallStack(() => Compiling.TryCompile(text) is { } first && first.Equals(Compiling.TryCompile(text)) && first.GetHashCode() == Compiling.TryCompile(text)!.GetHashCode(), 1024 * 1024);
        });
        Assert.True(compiled);
    });

    [Theory]
    [InlineData(" || ", "context.a")]
    [InlineData(" && ", "context has a")]
    [InlineData(" || ", "false")]
    [InlineData(" && ", "true")]
    public void Compile_LongChain_TakesLinearTimeAndLittleStack(string @operator, string operand) => LinearTime.Holds(100_000, count =>
    {
        var text = "permit(principal, action, resource) when { " + string.Join(@operator, Enumerable.Repeat(operand, count)) + " };";
        return () =>
        {
            var condition = OnSmallStack(() => Compiling.Policy(text).Condition);
            Assert.Equal(
                operand is "true" or "false" ? 1 : count,
                condition switch { OrExpr or => or.Operands.Count, AndExpr and => and.Operands.Count, _ => 1 });
        };
    });

    [Fact]
    public void Compile_LargeLiterals_TakeLinearTime() => LinearTime.Holds(20_000, count =>
    {
        var numbers = "[" + string.Join(", ", Enumerable.Range(0, 5 * count / 2)) + "]";
        var records = "[" + string.Join(", ", Enumerable.Range(0, count).Select(i => $"{{a: {i}, b: [1, {i}]}}")) + "]";
        var entities = "[" + string.Join(", ", Enumerable.Range(0, count).Select(i => $"Action::\"{i}\"")) + "]";
        var text = $"permit(principal, action in {entities}, resource) when {{ {numbers}.containsAll({numbers}) && {records} == {records} }};";
        return () => Assert.IsType<BinaryExpr>(Compiling.Policy(text).Condition);
    });

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Lower(string text) => ProgramText.Of(ConditionLowering.Lower(Parsing.Expression(text)));
}
