using AgentPolicy.Language.Tests.Syntax;

namespace AgentPolicy.Language.Tests.Binding;

public sealed class SchemaResolverErrorTests
{
    [Theory]
    [InlineData("entity User;\nentity A { x: Usr };", "AGP0250", 2, 15, "'Usr'", "did you mean 'User'?")]
    [InlineData("entity A { x: Boolean };", "AGP0250", 1, 15, "'Boolean'", "did you mean 'Bool'?")]
    [InlineData("entity A { x: string };", "AGP0250", 1, 15, "'string'", "did you mean 'String'?")]
    [InlineData("entity A { x: Set<{y: Int}> };", "AGP0250", 1, 23, "'Int'", "did you mean 'Long'?")]
    [InlineData("type T = Quux;", "AGP0250", 1, 10, "'Quux'", "declared in no file")]
    [InlineData("entity A tags Quux;", "AGP0250", 1, 15, "'Quux'", "declared in no file")]
    [InlineData("namespace N { entity T; } entity A { x: T };", "AGP0250", 1, 41, "'T'", "did you mean 'N::T'?")]
    [InlineData("namespace N { entity A { x: M::A }; }", "AGP0250", 1, 29, "'M::A'", "did you mean")]
    [InlineData("entity A { x: __cedar::Strin };", "AGP0250", 1, 15, "'__cedar::Strin'", "String")]
    [InlineData("entity A { x: Action };", "AGP0250", 1, 15, "'Action'", "")]
    [InlineData("entity A { x: Set };", "AGP0250", 1, 15, "'Set'", "")]
    [InlineData("entity Group;\nentity A in Gruop;", "AGP0251", 2, 13, "'Gruop'", "did you mean 'Group'?")]
    [InlineData("type T = Long; entity A in T;", "AGP0251", 1, 28, "'T'", "common type")]
    [InlineData("entity A in Long;", "AGP0251", 1, 13, "'Long'", "the type of a value")]
    [InlineData("action a; entity A in Action;", "AGP0251", 1, 23, "'Action'", "actions cannot stand here")]
    [InlineData("entity A; action a appliesTo { principal: B, resource: A };", "AGP0251", 1, 43, "'B'", "declared in no file")]
    [InlineData("entity A; action a appliesTo { principal: A, resource: [A, __cedar::Long] };", "AGP0251", 1, 60, "'__cedar::Long'", "the type of a value")]
    [InlineData("entity A; action a appliesTo { principal: Action, resource: A };", "AGP0251", 1, 43, "'Action'", "actions cannot")]
    [InlineData("action view;\naction a in veiw;", "AGP0252", 2, 13, "'veiw'", "did you mean 'view'?")]
    [InlineData("action a in N::Action::\"b\"; action b;", "AGP0252", 1, 13, "'N::Action::\"b\"'", "another namespace")]
    [InlineData("entity T; action a in T::\"b\"; action b;", "AGP0252", 1, 23, "'T::\"b\"'", "an action's type is 'Action'")]
    [InlineData("entity E; action a appliesTo { principal: E, resource: E, context: C };", "AGP0253", 1, 68, "'C'", "declared in no file")]
    [InlineData("entity E; action a appliesTo { principal: E, resource: E, context: E };", "AGP0253", 1, 68, "'E'", "an entity type")]
    [InlineData("entity Long; action a appliesTo { principal: Long, resource: Long, context: Long };", "AGP0253", 1, 77, "'Long'", "an entity type")]
    [InlineData("type C = Set<Long>; entity E; action a appliesTo { principal: E, resource: E, context: C };", "AGP0254", 1, 88, "'C'", "no record")]
    [InlineData("entity E; action a appliesTo { principal: E, resource: E, context: __cedar::Long };", "AGP0254", 1, 68, "'__cedar::Long'", "no record")]
    [InlineData("entity A;\nentity B, A;", "AGP0255", 2, 11, "the entity type 'A'", "test.cedarschema(1,8)")]
    [InlineData("type T = Long; type T = Long;", "AGP0255", 1, 21, "the type 'T'", "test.cedarschema(1,6)")]
    [InlineData("action a, \"a\";", "AGP0255", 1, 11, "the action 'a'", "test.cedarschema(1,8)")]
    [InlineData("namespace A {}\nnamespace A {}", "AGP0256", 2, 11, "'A'", "test.cedarschema(1,11)")]
    [InlineData("namespace __cedar { }", "AGP0257", 1, 11, "'__cedar'", "")]
    [InlineData("namespace A::__cedar::B { }", "AGP0257", 1, 11, "'A::__cedar::B'", "")]
    [InlineData("entity __cedar;", "AGP0257", 1, 8, "'__cedar'", "")]
    [InlineData("type __cedar = Long;", "AGP0257", 1, 6, "'__cedar'", "")]
    [InlineData("namespace N { entity Action; }", "AGP0258", 1, 22, "'N::Action'", "")]
    [InlineData("entity T;\nnamespace N { entity T; }", "AGP0259", 2, 22, "'N::T'", "test.cedarschema(1,8)")]
    [InlineData("type T = Long; namespace N { entity T; }", "AGP0259", 1, 37, "'N::T'", "'T'")]
    [InlineData("entity T; namespace N { type T = Long; }", "AGP0259", 1, 30, "'N::T'", "'T'")]
    [InlineData("action a; namespace N { action a; }", "AGP0260", 1, 32, "N::Action", "test.cedarschema(1,8)")]
    [InlineData("type A = { x: Set<B> }; type B = A;", "AGP0261", 1, 6, "'A'", "A → B → A")]
    [InlineData("type A = A;", "AGP0261", 1, 6, "'A'", "A → A")]
    [InlineData("namespace N { type A = B; type B = Set<N::A>; type C = A; entity E { c: C }; }", "AGP0261", 1, 20, "'A'", "N::A → N::B → N::A")]
    [InlineData("action a in a;", "AGP0262", 1, 8, "'a'", "Action::\"a\" → Action::\"a\"")]
    [InlineData("action a in b; action b in [c]; action c in Action::\"a\"; action d in a;", "AGP0262", 1, 8, "'a'", "\"b\"")]
    public void Resolve_WhatIsWrong_IsRefused(string text, string id, int line, int column, string quoted, string hint) =>
        SchemaSource.AssertError(text, id, line, column, quoted, hint);

    [Theory]
    [InlineData("Bool")]
    [InlineData("Boolean")]
    [InlineData("Entity")]
    [InlineData("Extension")]
    [InlineData("Long")]
    [InlineData("Record")]
    [InlineData("Set")]
    [InlineData("String")]
    public void CommonType_NameOfTheJsonForm_IsReserved(string name)
    {
        SchemaSource.AssertError($"type {name} = Long;", "AGP0257", 1, 6, $"'{name}'");
        SchemaSource.AssertError($"namespace N {{ type {name} = __cedar::Long; }}", "AGP0257", 1, 20, $"'{name}'");
        SchemaSource.Compile($"entity {name};");
    }

    [Fact]
    public void Declaration_TwiceInTwoFiles_NamesTheFirstFile()
    {
        var error = Assert.Single(SchemaSource.Errors("namespace N { entity A; }", "namespace N {\n entity A; }"));

        Assert.Equal(("AGP0255", "test1.cedarschema", 2, 9), (error.Id, error.Path, error.Line, error.Column));
        Assert.Contains("test.cedarschema(1,22)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_ManyErrors_AreAllReportedOnce()
    {
        var errors = SchemaSource.Errors("""
            type Bad = { a: Nope, b: { c: Nada } };
            entity A in Nil { x: Bad, y: Bad, z: Niente } tags Null;
            action a, b in nowhere appliesTo { principal: Nil, resource: A, context: Bad };
            """);

        Assert.Equal(
            [(1, 17), (1, 31), (2, 13), (2, 38), (2, 52), (3, 16), (3, 47)],
            errors.Select(error => (error.Line, error.Column)).Order());
    }

    [Fact]
    public void Cycles_TwoApart_AreBothReported()
    {
        var errors = SchemaSource.Errors("type A = B; type B = A; type C = { x: C, y: C }; type D = A; type E = Long;");

        Assert.Equal([(1, 6), (1, 30)], errors.Select(error => (error.Line, error.Column)));
    }

    [Fact]
    public void Compile_SyntaxErrorInOneFile_ReportsNoUnknownNamesBecauseOfIt()
    {
        var errors = SchemaSource.Errors("entity A in B;", "entity B {;");

        Assert.Equal("AGP0101", Assert.Single(errors).Id);
    }
}
