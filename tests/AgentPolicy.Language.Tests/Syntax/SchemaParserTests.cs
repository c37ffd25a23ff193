using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language.Tests.Syntax;

public sealed class SchemaParserTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   \n\t\u00A0\u2028 ")]
    [InlineData("// a comment without a line end")]
    [InlineData("// first\r\n// second\n")]
    public void Parse_NothingButTrivia_IsEmpty(string text)
    {
        var syntax = SchemaSource.Parse(text);

        Assert.Empty(syntax.Declarations);
        Assert.Empty(syntax.Namespaces);
    }

    [Fact]
    public void Entity_AllParts_AreRead()
    {
        var entity = Single<SchemaEntitySyntax>("""entity A, B in [C, N::M::D] = { x: Long, "y z"?: Set<String>, } tags Set<N::T>;""");

        Assert.Equal(["A", "B"], entity.Names.Select(name => name.Text));
        Assert.Equal(["C", "N::M::D"], entity.MemberOf.Select(name => name.FullName));
        Assert.Equal("N::M", entity.MemberOf[1].Namespace);
        Assert.Equal([("x", true), ("y z", false)], Shape(entity)!.Attributes.Select(attribute => (attribute.Name.Text, attribute.IsRequired)));
        var tags = Assert.IsType<SchemaSetTypeSyntax>(entity.Tags);
        Assert.Equal("N::T", Assert.IsType<SchemaNamedTypeSyntax>(tags.Element).Name.FullName);
    }

    [Theory]
    [InlineData("entity A;", null)]
    [InlineData("entity A {};", 0)]
    [InlineData("entity A = {};", 0)]
    [InlineData("entity A in B {x: Long};", 1)]
    [InlineData("entity A in [] = {x: Long,};", 1)]
    [InlineData("entity A tags Long;", null)]
    [InlineData("entity A {x: Long} tags {y: Long};", 1)]
    public void Entity_EveryOptionalPart_MayBeLeftOut(string text, int? attributes) =>
        Assert.Equal(attributes, Shape(Single<SchemaEntitySyntax>(text))?.Attributes.Count);

    [Fact]
    public void Enum_Ids_AreUnescaped()
    {
        var enumeration = Single<SchemaEnumSyntax>("""entity A, B enum ["a", "", "\u{1F600}\x41\n\r\t\\\0\'\"\u{1_F}"];""");

        Assert.Equal(["A", "B"], enumeration.Names.Select(name => name.Text));
        Assert.Equal(["a", "", "\U0001F600A\n\r\t\\\0'\"\u001F"], enumeration.Ids.Select(id => id.Text));
    }

    [Fact]
    public void Action_AllParts_AreRead()
    {
        var action = Single<SchemaActionSyntax>("""
            action read, "write it" in [all, "some", N::Action::"group", Action::"g"]
            appliesTo { context: {a: Long}, resource: [R, N::S], principal: P, } attributes {};
            """);

        Assert.Equal(["read", "write it"], action.Names.Select(name => name.Text));
        Assert.Equal(
            [(null, "all"), (null, "some"), ("N::Action", "group"), ("Action", "g")],
            action.MemberOf.Select(group => (group.Type?.FullName, group.Id)));
        Assert.Equal(["P"], action.AppliesTo!.Principals.Select(name => name.FullName));
        Assert.Equal(["R", "N::S"], action.AppliesTo.Resources.Select(name => name.FullName));
        Assert.IsType<SchemaRecordTypeSyntax>(action.AppliesTo.Context);
    }

    [Theory]
    [InlineData("action a;")]
    [InlineData("""action "a" attributes {};""")]
    [InlineData("action a in b;")]
    [InlineData("""action a in "b";""")]
    [InlineData("""action a in Action::"b";""")]
    [InlineData("action a appliesTo {principal: P, resource: R};")]
    [InlineData("action a appliesTo {resource: [R], context: N::C, principal: [P]};")]
    [InlineData("action a in b appliesTo {principal: P, resource: R, context: {},};")]
    public void Action_EveryForm_IsRead(string text) => Single<SchemaActionSyntax>(text);

    [Fact]
    public void CommonType_NestedTypes_AreRead()
    {
        var type = Single<SchemaCommonTypeSyntax>("type T = Set<{ a: { b?: __cedar::Long }, c: Set<Set<A::B>> }>;");

        var record = Assert.IsType<SchemaRecordTypeSyntax>(Assert.IsType<SchemaSetTypeSyntax>(type.Type).Element);
        var inner = Assert.IsType<SchemaRecordTypeSyntax>(record.Attributes[0].Type);
        Assert.Equal("__cedar::Long", Assert.IsType<SchemaNamedTypeSyntax>(inner.Attributes[0].Type).Name.FullName);
    }

    [Fact]
    public void Namespace_Declarations_AreItsOwn()
    {
        var syntax = SchemaSource.Parse("entity X; namespace A :: B { entity Y; action z; type T = Long; } namespace C {} entity W;");

        Assert.Equal(["A::B", "C"], syntax.Namespaces.Select(declared => declared.Name.FullName));
        Assert.Equal(3, syntax.Namespaces[0].Declarations.Count);
        Assert.Equal(2, syntax.Declarations.Count);
    }

    [Fact]
    public void Annotations_OnEverything_AreRead()
    {
        var syntax = SchemaSource.Parse("""
            @doc("the \"bank\"") @if namespace Bank {
                @a entity E { @b("") x: { @c @in y: Long } };
                @d action z;
                @e("1") type T = Long;
            }
            @f entity F enum ["x"];
            """);

        var bank = syntax.Namespaces[0];
        Assert.Equal([("doc", "the \"bank\""), ("if", null)], bank.Annotations.Select(annotation => (annotation.Name, annotation.Value)));
        var attribute = Shape((SchemaEntitySyntax)bank.Declarations[0])!.Attributes[0];
        Assert.Equal(("b", ""), (attribute.Annotations[0].Name, attribute.Annotations[0].Value));
        Assert.Equal(["c", "in"], ((SchemaRecordTypeSyntax)attribute.Type).Attributes[0].Annotations.Select(annotation => annotation.Name));
        Assert.Equal("e", bank.Declarations[2].Annotations[0].Name);
        Assert.Equal("f", syntax.Declarations[0].Annotations[0].Name);
    }

    [Theory]
    [InlineData("namespace")]
    [InlineData("entity")]
    [InlineData("type")]
    [InlineData("Set")]
    [InlineData("appliesTo")]
    [InlineData("principal")]
    [InlineData("action")]
    [InlineData("resource")]
    [InlineData("context")]
    [InlineData("attributes")]
    [InlineData("tags")]
    [InlineData("enum")]
    [InlineData("Long")]
    [InlineData("permit")]
    public void Names_WordsOfTheLanguage_AreAllowed(string word)
    {
        var syntax = SchemaSource.Parse($$"""
            namespace {{word}}::{{word}} {
                entity {{word}}, X in {{word}} { {{word}}: {{word}}, y: Set<{{word}}> } tags {{word}};
                action {{word}}, y in {{word}} appliesTo { principal: {{word}}, resource: [{{word}}], context: {{word}} };
                @{{word}} type {{word}} = {{word}};
                entity {{word}}2 enum ["x"];
            }
            """);

        Assert.Equal(4, syntax.Namespaces[0].Declarations.Count);
    }

    [Fact]
    public void Spans_EveryNode_CoversItsText()
    {
        const string text = "// c\n  @doc(\"d\") entity A in [B] { x?: Set<N::T> } tags Long ;  \naction r in Action::\"g\" appliesTo { principal: P, resource: R };";
        var syntax = SchemaSource.Parse(text);

        var entity = (SchemaEntitySyntax)syntax.Declarations[0];
        Assert.Equal("@doc(\"d\") entity A in [B] { x?: Set<N::T> } tags Long ;", Text(entity));
        Assert.Equal("@doc(\"d\")", Text(entity.Annotations[0]));
        Assert.Equal("A", Text(entity.Names[0]));
        Assert.Equal("B", Text(entity.MemberOf[0]));
        Assert.Equal("{ x?: Set<N::T> }", Text(entity.Shape!));
        Assert.Equal("x?: Set<N::T>", Text(Shape(entity)!.Attributes[0]));
        Assert.Equal("Set<N::T>", Text(Shape(entity)!.Attributes[0].Type));
        Assert.Equal("N::T", Text(((SchemaSetTypeSyntax)Shape(entity)!.Attributes[0].Type).Element));
        var action = (SchemaActionSyntax)syntax.Declarations[1];
        Assert.Equal("Action::\"g\"", Text(action.MemberOf[0]));
        Assert.Equal("Action", Text(action.MemberOf[0].Type!));
        Assert.Equal("appliesTo { principal: P, resource: R }", Text(action.AppliesTo!));

        string Text(SyntaxNode node) => text.Substring(node.Span.Start, node.Span.Length);
    }

    [Fact]
    public void Equality_SameSchemaSpacedDifferently_IsEqual()
    {
        var left = SchemaSource.Parse("namespace A{entity E in[F]{x:Long};}action a;");
        var right = SchemaSource.Parse(" namespace A // x\n{ entity E in [ F ] { x : Long } ; }\n action a ;");

        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.NotEqual(left, SchemaSource.Parse("namespace A{entity E in[F]{x?:Long};}action a;"));
    }

    private static SchemaRecordTypeSyntax? Shape(SchemaEntitySyntax entity) => (SchemaRecordTypeSyntax?)entity.Shape;

    private static T Single<T>(string text)
        where T : SchemaDeclarationSyntax => Assert.IsType<T>(Assert.Single(SchemaSource.Parse(text).Declarations));
}
