using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Tests.Syntax;

namespace AgentPolicy.Language.Tests.Binding;

public sealed class SchemaResolverTests
{
    [Fact]
    public void Resolve_WholeSchema_IsSortedAndFull()
    {
        var schema = SchemaSource.Compile("""
            namespace Bank {
                type Money = { amount: decimal, "currency"?: String };
                entity User in [Team, Group, Team] { z: Money, a: Set<Team>, m: { at: datetime, f: duration, ip: ipaddr, b: Bool } } tags Set<Long>;
                entity Team, Group;
                entity Color enum ["red", "blue", "red"];
                action pay in [all, "money"] appliesTo { principal: [User, Color, User], resource: Team, context: Money };
                action "all", money;
            }
            entity B;
            entity A { u: Bank::User };
            """);

        Assert.Equal(["A", "B", "Bank::Color", "Bank::Group", "Bank::Team", "Bank::User"], schema.EntityTypes.Select(type => type.Name));
        Assert.Equal(
            ["Bank::Action::\"all\"", "Bank::Action::\"money\"", "Bank::Action::\"pay\""],
            schema.Actions.Select(action => action.Uid.ToString()));
        var user = schema.FindEntityType("Bank::User")!;
        Assert.Equal(["Bank::Group", "Bank::Team"], user.MemberOf);
        Assert.Equal(["a", "m", "z"], user.Shape.Attributes.Select(attribute => attribute.Name));
        Assert.Equal(new SchemaType.Set(new SchemaType.Entity("Bank::Team")), user.Shape.Attributes[0].Type);
        Assert.Equal(new SchemaType.Set(new SchemaType.Long()), user.Tags);
        var money = Assert.IsType<SchemaType.Record>(user.Shape.Attributes[2].Type);
        Assert.Equal([("amount", true), ("currency", false)], money.Attributes.Select(attribute => (attribute.Name, attribute.IsRequired)));
        Assert.Equal(["blue", "red"], schema.FindEntityType("Bank::Color")!.EnumIds);
        var pay = schema.FindAction(new EntityUid("Bank::Action", "pay"))!;
        Assert.Equal(["all", "money"], pay.MemberOf.Select(group => group.Id));
        Assert.Equal(["Bank::Color", "Bank::User"], pay.PrincipalTypes);
        Assert.Equal(["Bank::Team"], pay.ResourceTypes);
        Assert.Equal(money, pay.Context);
        Assert.Empty(schema.FindAction(new EntityUid("Bank::Action", "all"))!.PrincipalTypes);
    }

    [Theory]
    [InlineData("Bool")]
    [InlineData("__cedar::Bool")]
    [InlineData("Long")]
    [InlineData("__cedar::Long")]
    [InlineData("String")]
    [InlineData("__cedar::String")]
    [InlineData("decimal")]
    [InlineData("__cedar::decimal")]
    [InlineData("ipaddr")]
    [InlineData("__cedar::ipaddr")]
    [InlineData("datetime")]
    [InlineData("__cedar::datetime")]
    [InlineData("duration")]
    [InlineData("__cedar::duration")]
    public void Type_Builtin_IsFoundInAnyNamespace(string name)
    {
        SchemaType expected = name.Replace("__cedar::", "", StringComparison.Ordinal) switch
        {
            "Bool" => new SchemaType.Bool(),
            "Long" => new SchemaType.Long(),
            "String" => new SchemaType.String(),
            "decimal" => new SchemaType.Extension(ExtensionTypeKind.Decimal),
            "ipaddr" => new SchemaType.Extension(ExtensionTypeKind.IpAddress),
            "datetime" => new SchemaType.Extension(ExtensionTypeKind.DateTime),
            _ => new SchemaType.Extension(ExtensionTypeKind.Duration),
        };

        Assert.Equal(expected, TypeOf($"entity E {{ x: {name} }};", "E"));
        Assert.Equal(expected, TypeOf($"namespace N {{ entity E {{ x: {name} }}; }}", "N::E"));
    }

    [Theory]
    // The current namespace goes before the empty one only where names do not hide each other, so another namespace is needed to tell.
    [InlineData("namespace N { entity T; entity E { x: T }; } namespace M { entity T; }", "N::T")]
    [InlineData("entity T; namespace N { entity E { x: T }; }", "T")]
    [InlineData("namespace N { entity E { x: M::T }; } namespace M { entity T; }", "M::T")]
    // A user's type takes a built-in type's place.
    [InlineData("namespace N { entity Long; entity E { x: Long }; }", "N::Long")]
    [InlineData("entity Long; namespace N { entity E { x: Long }; }", "Long")]
    [InlineData("namespace N { entity E { x: decimal }; } entity decimal;", "decimal")]
    [InlineData("namespace N { entity Set; entity E { x: Set }; }", "N::Set")]
    // Actions are entities.
    [InlineData("namespace N { action a; entity E { x: Action }; }", "N::Action")]
    [InlineData("action a; namespace N { entity E { x: Action }; }", "Action")]
    [InlineData("namespace N { entity E { x: M::Action }; } namespace M { action a; }", "M::Action")]
    public void Type_NameInNamespace_IsTheNearest(string text, string expected) => Assert.Equal(new SchemaType.Entity(expected), TypeOf(text, "N::E"));

    [Theory]
    [InlineData("entity T; type T = Long; namespace N { entity E { x: T }; }")]
    [InlineData("namespace N { entity T; type T = Long; entity E { x: T }; }")]
    [InlineData("namespace N { type T = Long; entity E { x: N::T }; }")]
    [InlineData("namespace N { type T = M::T; entity E { x: T }; } namespace M { type T = U; type U = Long; }")]
    [InlineData("namespace N { type decimal = Long; entity E { x: decimal }; }")]
    [InlineData("namespace N { entity Long; entity E { x: __cedar::Long }; }")]
    public void Type_CommonType_GoesBeforeEntityType(string text) => Assert.Equal(new SchemaType.Long(), TypeOf(text, "N::E"));

    [Fact]
    public void Scope_NameOfCommonAndEntityType_MeansTheEntityType()
    {
        var schema = SchemaSource.Compile("entity T; type T = Long; entity U in T; action a appliesTo { principal: T, resource: U };");

        Assert.Equal(["T"], schema.FindEntityType("U")!.MemberOf);
        Assert.Equal(["T"], schema.FindAction(new EntityUid("Action", "a"))!.PrincipalTypes);
    }

    [Fact]
    public void EntityTypes_InThemselvesAndEachOther_AreAllowed()
    {
        var schema = SchemaSource.Compile("entity A in [A, B] { b: B }; entity B in A { a: A }; entity C in D; entity D enum [\"x\"];");

        Assert.Equal(["A", "B"], schema.FindEntityType("A")!.MemberOf);
    }

    [Fact]
    public void Actions_GroupInAnotherNamespace_IsFoundNearestFirst()
    {
        var schema = SchemaSource.Compile("""
            action top;
            namespace N { action "g"; action a in ["g", top, Action::"top", M::Action::"g", N::Action::"g", Action::"g"]; }
            namespace M { action g; }
            """);

        Assert.Equal(
            ["Action::\"top\"", "M::Action::\"g\"", "N::Action::\"g\""],
            schema.FindAction(new EntityUid("N::Action", "a"))!.MemberOf.Select(group => group.ToString()));
    }

    [Fact]
    public void Context_CommonTypeOfCommonType_IsItsRecord()
    {
        var schema = SchemaSource.Compile("type A = B; type B = { x: Long }; entity E; action a appliesTo { principal: E, resource: E, context: A };");

        Assert.Equal(["x"], schema.Actions[0].Context.Attributes.Select(attribute => attribute.Name));
    }

    [Fact]
    public void Files_Several_MakeOneSchema()
    {
        var schema = SchemaSource.Compile(
            "namespace N { entity A in B { t: T }; action a in b; }",
            "namespace N { entity B; } entity C;",
            "namespace N { type T = C; action b; }");

        Assert.Equal(["C", "N::A", "N::B"], schema.EntityTypes.Select(type => type.Name));
        Assert.Equal(new SchemaType.Entity("C"), schema.FindEntityType("N::A")!.Shape.Attributes[0].Type);
    }

    [Fact]
    public void Equality_OrderOfDeclarations_DoesNotMatter()
    {
        var left = SchemaSource.Compile("entity A in [B, C] {x: Long, y: Bool}; entity B, C; action a in [b, c]; action b; action c;");
        var right = SchemaSource.Compile("action c, b;", "action a in [c, b]; entity C; entity B; entity A in [C, B] {y: Bool, x: Long};");

        Assert.Equal(left, right);
        Assert.Equal(left.GetHashCode(), right.GetHashCode());
        Assert.NotEqual(left, SchemaSource.Compile("entity A in [B, C] {x?: Long, y: Bool}; entity B, C; action a in [b, c]; action b; action c;"));
    }

    private static SchemaType TypeOf(string text, string entityType) => SchemaSource.Compile(text).FindEntityType(entityType)!.Shape.Attributes[0].Type;
}
