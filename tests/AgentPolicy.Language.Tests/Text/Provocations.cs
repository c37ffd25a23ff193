using System.Globalization;
using System.Text;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Tests.Binding;
using AgentPolicy.Language.Tests.Syntax;

namespace AgentPolicy.Language.Tests.Text;

/// <summary>For each diagnostic a text that provokes it: policies, schemas or both.</summary>
internal static class Provocations
{
    public static readonly Dictionary<string, Func<string>> Policies = new()
    {
        ["AGP0101"] = () => "permit principal;",
        ["AGP0102"] = () => "#",
        ["AGP0103"] = () => "@id(\"",
        ["AGP0104"] = () => "@id(\"\\q\") permit(principal, action, resource);",
        ["AGP0105"] = () => "// \uD800",
        ["AGP0106"] = () => Condition("9223372036854775808"),
        ["AGP0107"] = () => "allow(principal, action, resource);",
        ["AGP0108"] = () => "permit(principal, action, resource) whn { true };",
        ["AGP0109"] = () => Condition(""),
        ["AGP0110"] = () => "@id(\"a\") @id(\"b\") permit(principal, action, resource);",
        ["AGP0111"] = () => "permit(principal, action);",
        ["AGP0112"] = () => "permit(action, principal, resource);",
        ["AGP0113"] = () => "permit(principal, action, resource, context);",
        ["AGP0114"] = () => "permit(principal: User, action, resource);",
        ["AGP0115"] = () => "permit(principal != U::\"a\", action, resource);",
        ["AGP0116"] = () => "permit(principal == User, action, resource);",
        ["AGP0117"] = () => "permit(principal is User == U::\"a\", action, resource);",
        ["AGP0118"] = () => "permit(principal, action is A, resource);",
        ["AGP0119"] = () => "permit(principal in U::\"a\" is User, action, resource);",
        ["AGP0120"] = () => "permit(principal == ?resource, action, resource);",
        ["AGP0121"] = () => Condition("?principal == 1"),
        ["AGP0122"] = () => Condition("1 = 2"),
        ["AGP0123"] = () => Condition("1 / 2"),
        ["AGP0124"] = () => Condition("1 < 2 < 3"),
        ["AGP0125"] = () => Condition("!!!!!true"),
        ["AGP0126"] = () => Condition("!-1"),
        ["AGP0127"] = () => Condition("context.if"),
        ["AGP0128"] = () => Condition("foo"),
        ["AGP0129"] = () => Condition("A::B"),
        ["AGP0130"] = () => Condition("foo(1)"),
        ["AGP0131"] = () => Condition("context.foo(1)"),
        ["AGP0132"] = () => Condition("contains(context)"),
        ["AGP0133"] = () => Condition("context.decimal(\"1.0\")"),
        ["AGP0134"] = () => Condition("context.contains()"),
        ["AGP0135"] = () => Condition("context(1)"),
        ["AGP0136"] = () => Condition("context[1]"),
        ["AGP0137"] = () => Condition("context like 1"),
        ["AGP0138"] = () => Condition("context has 1"),
        ["AGP0139"] = () => Condition("context is 1"),
        ["AGP0140"] = () => Condition("{1: 2} == 1"),
        ["AGP0141"] = () => Condition("{a: 1, a: 2} == 1"),
        ["AGP0142"] = () => Condition("A::{id: 1}"),
        ["AGP0143"] = () => "permit(principal, action == A::\"a\", resource);",
        ["AGP0144"] = () => Condition("true || if true then true else false"),
        ["AGP0201"] = () => "@id(\"a\") permit(principal, action, resource);\n@id(\"a\") permit(principal, action, resource);",
        ["AGP0202"] = () => "@foo(\"a\") permit(principal, action, resource);",
        ["AGP0203"] = () => "@budget(\"a\") permit(principal, action, resource);",
        ["AGP0204"] = () => "@id permit(principal, action, resource);",
        ["AGP0206"] = () => Condition("context.output == 1"),
        ["AGP0208"] = () => "permit(principal, action == Action::\"tol\", resource);",
        ["AGP0209"] = () => "permit(principal is Agnt, action, resource);",
        ["AGP0210"] = () => Condition("principal == Color::\"rde\""),
        ["AGP0211"] = () => Condition("context.input has amout"),
        ["AGP0212"] = () => Condition("context.input.amount == 1"),
        ["AGP0213"] = () => Condition("context.input.body == 1"),
        ["AGP0214"] = () => Condition("context.inptu == 1"),
        ["AGP0216"] = () => "forbid(principal, action, resource) when { context.output == 1 };",
        ["AGP0217"] = () => Condition("context.input.amount.x == 1"),
        ["AGP0218"] = () => Condition("context.session.x == 1"),
        ["AGP0219"] = () => Condition("principal.usr == 1"),
        ["AGP0220"] = () => Condition("{a: 1}.b == 1"),
        ["AGP0221"] = () => "forbid(principal, action == Action::\"call_tool\", resource);",
        ["AGP0301"] = () => Condition(Repeat("(", Limits.MaxNesting + 1) + "true" + Repeat(")", Limits.MaxNesting + 1)),
        ["AGP0302"] = () => new string(' ', Limits.MaxSourceLength + 1),
        ["AGP0303"] = () => Repeat("permit(principal, action, resource);\n", Limits.MaxPolicies + 1),
        ["AGP0304"] = () => Condition("context has " + new string('a', Limits.MaxLiteralLength + 1)),
    };

    public static readonly Dictionary<string, Func<string>> Schemas = new()
    {
        ["AGP0101"] = () => "entity;",
        ["AGP0102"] = () => "entity A # B;",
        ["AGP0103"] = () => "entity A enum [\"x];",
        ["AGP0104"] = () => "entity A enum [\"\\q\"];",
        ["AGP0105"] = () => "// \uD800",
        ["AGP0110"] = () => "@a @a entity A;",
        ["AGP0127"] = () => "entity in;",
        ["AGP0156"] = () => "namespace A { };",
        ["AGP0157"] = () => "action a { principal: P };",
        ["AGP0158"] = () => "action a appliesTo { principal: P, resource: R, principal: P };",
        ["AGP0159"] = () => "action a appliesTo { principal: P };",
        ["AGP0160"] = () => "action a appliesTo { principal: [], resource: R };",
        ["AGP0161"] = () => "{\"A\": {}}",
        ["AGP0162"] = () => "action a attributes { x: Long };",
        ["AGP0163"] = () => "entity A { x: Long, x: Long };",
        ["AGP0250"] = () => "entity A { x: B };",
        ["AGP0251"] = () => "entity A in B;",
        ["AGP0252"] = () => "action a in b;",
        ["AGP0253"] = () => "entity E; action a appliesTo { principal: E, resource: E, context: C };",
        ["AGP0254"] = () => "type C = Long; entity E; action a appliesTo { principal: E, resource: E, context: C };",
        ["AGP0255"] = () => "entity A; entity A;",
        ["AGP0256"] = () => "namespace A {} namespace A {}",
        ["AGP0257"] = () => "entity __cedar;",
        ["AGP0258"] = () => "entity Action;",
        ["AGP0259"] = () => "entity A; namespace N { entity A; }",
        ["AGP0260"] = () => "action a; namespace N { action a; }",
        ["AGP0261"] = () => "type A = A;",
        ["AGP0262"] = () => "action a in a;",
        ["AGP0301"] = () => "type T = " + Repeat("Set<", Limits.MaxNesting + 1) + "Long" + Repeat(">", Limits.MaxNesting + 1) + ";",
        ["AGP0302"] = () => new string(' ', Limits.MaxSourceLength + 1),
        ["AGP0304"] = () => "entity " + new string('a', Limits.MaxLiteralLength + 1) + ";",
        ["AGP0310"] = () => Chain("type T{0} = {{x: T{1}}};", Limits.MaxNesting + 1) + "type T501 = Long;",
        ["AGP0311"] = () => Chain("type T{0} = {{x: T{1}, y: T{1}}};", 32) + "type T32 = Long;",
        ["AGP0312"] = () => Chain("action a{0} in a{1};", 10_000) + "action a10000;",
    };

    /// <summary>What the rules about names need to know: two tools, of which one has an amount and the other something that cannot be read; and an enum.</summary>
    public static readonly BindingOptions Names = new(
        false,
        EquatableArray<string>.Empty,
        Tools.Schema(
        [
            Tools.Tool("tool", Tools.Record(("amount", Tools.Long))),
            Tools.Tool("other", Tools.Record().WithUnread("body", "cannot be read")),
        ]),
        SchemaSource.Compile("entity Color enum [\"red\"];"));

    private static string Condition(string expression) => $"permit(principal, action, resource) when {{ {expression} }};";

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    /// <summary>Declarations of which each names the next.</summary>
    private static string Chain(string format, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(index => string.Format(CultureInfo.InvariantCulture, format, index, index + 1)));
}
