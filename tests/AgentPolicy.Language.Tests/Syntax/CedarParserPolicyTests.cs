using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language.Tests.Syntax;

public sealed class CedarParserPolicyTests
{
    private static readonly EntityLiteralSyntax Alice = new(new EntityUid("User", "alice"));

    public static TheoryData<string, object> PrincipalScopes => new()
    {
        { "principal", new AnyScopeSyntax() },
        { "principal == User::\"alice\"", new EqualScopeSyntax(Alice) },
        { "principal == ((User::\"alice\"))", new EqualScopeSyntax(Alice) },
        { "principal == ?principal", new EqualScopeSyntax(new SlotSyntax(CedarVariable.Principal)) },
        { "principal in User::\"alice\"", new InScopeSyntax(Alice) },
        { "principal in (User :: \"alice\")", new InScopeSyntax(Alice) },
        { "principal in (?principal)", new InScopeSyntax(new SlotSyntax(CedarVariable.Principal)) },
        { "principal is A :: B", new IsScopeSyntax(new NameSyntax("A::B")) },
        { "principal is principal", new IsScopeSyntax(new NameSyntax("principal")) },
        { "principal is User in User::\"alice\"", new IsInScopeSyntax(new NameSyntax("User"), Alice) },
        { "principal is User in ?principal", new IsInScopeSyntax(new NameSyntax("User"), new SlotSyntax(CedarVariable.Principal)) },
    };

    [Theory]
    [MemberData(nameof(PrincipalScopes))]
    public void Parser_PrincipalScope_IsRead(string text, object expected) =>
        Assert.Equal(expected, Parsing.Policy($"permit({text}, action, resource);").Principal);

    [Theory]
    [InlineData("action == Action::\"a\"", "Action::\"a\"")]
    [InlineData("action in N::Action::\"a\"", "N::Action::\"a\"")]
    [InlineData("action in []", "")]
    [InlineData("action in [Action::\"a\"]", "Action::\"a\"")]
    [InlineData("action in ([(Action::\"a\"), N::Action::\"b\",])", "Action::\"a\" N::Action::\"b\"")]
    public void Parser_ActionScope_IsRead(string text, string entities)
    {
        var scope = Parsing.Policy($"forbid(principal, {text}, resource,);").Action;
        var actual = scope switch
        {
            EqualScopeSyntax { Entity: EntityLiteralSyntax entity } => [entity],
            InScopeSyntax { Entity: EntityLiteralSyntax entity } => [entity],
            _ => Assert.IsType<InSetScopeSyntax>(scope).Entities.ToArray(),
        };
        Assert.Equal(entities, string.Join(' ', actual.Select(entity => entity.Uid)));
    }

    [Fact]
    public void Parser_ResourceSlot_IsRead() =>
        Assert.Equal(new InScopeSyntax(new SlotSyntax(CedarVariable.Resource)), Parsing.Policy("permit(principal, action, resource in ?resource);").Resource);

    [Fact]
    public void Parser_Annotations_KeepOrderAndMayHaveReservedNames()
    {
        var policy = Parsing.Policy("""@id("a\n") @if("…") @flag @__cedar("") @permit permit(principal, action, resource);""");
        Assert.Equal(
            EquatableArray.Of<AnnotationSyntax>(new("id", "a\n"), new("if", "…"), new("flag", null), new("__cedar", ""), new("permit", null)), policy.Annotations);
    }

    [Fact]
    public void Parser_Conditions_KeepOrder()
    {
        var policy = Parsing.Policy("permit(principal, action, resource) unless { true } when { false } when { 1 } unless { 2 };");
        Assert.Equal(
            EquatableArray.Of<ConditionSyntax>(
                new(true, new BoolLiteralSyntax(true)), new(false, new BoolLiteralSyntax(false)), new(false, new LongLiteralSyntax(1)), new(true, new LongLiteralSyntax(2))),
            policy.Conditions);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u00A0\n// comment")]
    public void Parser_NoPolicies_IsAnEmptyFile(string text) => Assert.Empty(Parsing.File(text).Policies);

    [Fact]
    public void Parser_SeveralPolicies_KeepOrder() =>
        Assert.Equal(
            [PolicyEffect.Permit, PolicyEffect.Forbid, PolicyEffect.Permit],
            Parsing.File("permit(principal,action,resource);forbid(principal,action,resource);//x\r\npermit(principal,action,resource);").Policies.Select(x => x.Effect));

    [Fact]
    public void Parser_Nodes_KnowTheirSpans()
    {
        const string Text = "  @a(\"b\") permit ( principal is T in U::\"x\" , action , resource ) when { (1) + context . a [ \"b\" ] } ; ";
        var policy = Parsing.Policy(Text);
        Assert.Equal("@a(\"b\") permit ( principal is T in U::\"x\" , action , resource ) when { (1) + context . a [ \"b\" ] } ;", At(policy));
        Assert.Equal("@a(\"b\")", At(policy.Annotations[0]));
        Assert.Equal("principal is T in U::\"x\"", At(policy.Principal));
        Assert.Equal("T", At(((IsInScopeSyntax)policy.Principal).Type));
        Assert.Equal("U::\"x\"", At(((IsInScopeSyntax)policy.Principal).Entity));
        Assert.Equal("action", At(policy.Action));
        Assert.Equal("when { (1) + context . a [ \"b\" ] }", At(policy.Conditions[0]));
        var sum = (BinarySyntax)policy.Conditions[0].Body;
        Assert.Equal("(1) + context . a [ \"b\" ]", At(sum));
        Assert.Equal("1", At(sum.Left));
        Assert.Equal("context . a [ \"b\" ]", At(sum.Right));
        Assert.Equal("context . a", At(((MemberSyntax)sum.Right).Target));

        static string At(SyntaxNode node) => Text.Substring(node.Span.Start, node.Span.Length);
    }
}
