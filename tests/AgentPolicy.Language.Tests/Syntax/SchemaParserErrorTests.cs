using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language.Tests.Syntax;

public sealed class SchemaParserErrorTests
{
    [Theory]
    [InlineData("entity A # in B;", "AGP0102", 1, 10, "'#'")]
    [InlineData("entity A { x: 12ab };", "AGP0101", 1, 15, "'12'")]
    [InlineData("entity A /* c ; */;", "AGP0102", 1, 10, "'//'")]
    [InlineData("entity A; /* c", "AGP0102", 1, 11, "'//'")]
    [InlineData("entity A enum [\"x];\nentity B;", "AGP0103", 1, 16, "not closed")]
    [InlineData("namespace A { entity A enum [\"x];\nentity B; }", "AGP0103", 1, 30, "not closed")]
    [InlineData("entity A enum [\"a\\qb\"];", "AGP0104", 1, 18, @"'\q'")]
    [InlineData("entity A enum [\"\\x80\"];", "AGP0104", 1, 17, @"write \u{80}")]
    [InlineData("entity A enum [\"\\x4\"];", "AGP0104", 1, 17, "two hexadecimal digits")]
    [InlineData("entity A enum [\"\\u0041\"];", "AGP0104", 1, 17, "in braces")]
    [InlineData("entity A enum [\"\\u{}\"];", "AGP0104", 1, 17, "one to six")]
    [InlineData("entity A enum [\"\\u{0000041}\"];", "AGP0104", 1, 17, "one to six")]
    [InlineData("entity A enum [\"\\u{_41}\"];", "AGP0104", 1, 17, "in braces")]
    [InlineData("entity A enum [\"\\u{110000}\"];", "AGP0104", 1, 17, "10FFFF")]
    [InlineData("entity A enum [\"\\u{D800}\"];", "AGP0104", 1, 17, "surrogate")]
    [InlineData("entity A enum [\"\\u{41\"];", "AGP0104", 1, 17, "expected '}'")]
    [InlineData("entity A enum [\"a\rb\"];", "AGP0104", 1, 18, "carriage return")]
    [InlineData("entity A enum [\"a\\\nb\"];", "AGP0104", 1, 18, "continued")]
    public void Lexer_WhatIsNoToken_IsRefused(string text, string id, int line, int column, string part) =>
        SchemaSource.AssertError(text, id, line, column, part);

    [Theory]
    [InlineData("entity A", 1, 9, "unexpected end of file; expected ','")]
    [InlineData("entity A {x: Long} B;", 1, 20, "unexpected 'B'; expected 'tags' or ';'")]
    [InlineData("entity A tags Long B;", 1, 20, "unexpected 'B'; expected ';'")]
    [InlineData("entity A tgas Long;", 1, 10, "'tags' or ';'; did you mean 'tags'?")]
    [InlineData("action a apliesTo {};", 1, 10, "did you mean 'appliesTo'?")]
    [InlineData("entity A in B C;", 1, 15, "expected attributes in '{ }', 'tags' or ';'")]
    [InlineData("entity A,;", 1, 10, "the name of the entity type")]
    [InlineData("entity \"A\";", 1, 8, "the name of the entity type")]
    [InlineData("entity A::B;", 1, 9, "unexpected '::'")]
    [InlineData("entity A = Long;", 1, 12, "expected '{'")]
    [InlineData("entity A in [B,];", 1, 16, "the name of an entity type")]
    [InlineData("entity A in [B C];", 1, 16, "',' or ']'")]
    [InlineData("entity A in;", 1, 12, "a list of them")]
    [InlineData("entity A {x Long};", 1, 13, "':' or '?:'")]
    [InlineData("entity A {x? Long};", 1, 14, "expected ':'")]
    [InlineData("entity A {x: };", 1, 14, "a type")]
    [InlineData("entity A {x: Long y: Long};", 1, 19, "',' or '}'")]
    [InlineData("entity A {: Long};", 1, 11, "the name of an attribute")]
    [InlineData("entity A {x: Set<Long};", 1, 22, "'>'")]
    [InlineData("entity A {x: Set<>};", 1, 18, "a type")]
    [InlineData("entity A {x: \"Long\"};", 1, 14, "a type")]
    [InlineData("entity A {x: B::};", 1, 17, "an identifier after '::'")]
    [InlineData("entity A enum [];", 1, 16, "the id of an entity in double quotes")]
    [InlineData("entity A enum [a];", 1, 16, "the id of an entity in double quotes")]
    [InlineData("entity A enum [\"a\",];", 1, 20, "the id of an entity in double quotes")]
    [InlineData("entity A enum \"a\";", 1, 15, "'['")]
    [InlineData("entity A enum [\"a\"] tags Long;", 1, 21, "unexpected 'tags'; expected ';'")]
    [InlineData("action;", 1, 7, "the name of the action")]
    [InlineData("action a in [];", 1, 14, "the name of an action")]
    [InlineData("action a in B::c;", 1, 17, "the action's id in double quotes")]
    [InlineData("action a in b \"c\";", 1, 15, "'appliesTo' or ';'")]
    [InlineData("action a in B::1;", 1, 16, "'1'")]
    [InlineData("action a appliesTo {};", 1, 21, "'principal', 'resource' or 'context'")]
    [InlineData("action a appliesTo P;", 1, 20, "'{'")]
    [InlineData("action a appliesTo {principal P, resource: R};", 1, 31, "expected ':'")]
    [InlineData("action a appliesTo {principal: P, resource: R, context: Set<Long>};", 1, 60, "',' or '}'")]
    [InlineData("action a appliesTo {principal: P, resource: R, context: \"C\"};", 1, 57, "a record or the name of a type")]
    [InlineData("action a appliesTo {principal: P, resource: R, who: Q};", 1, 48, "'who'")]
    [InlineData("type T;", 1, 7, "'=' and a type")]
    [InlineData("type T = Long", 1, 14, "expected ';'")]
    [InlineData("type A::B = Long;", 1, 7, "'=' and a type")]
    [InlineData("entyti A;", 1, 1, "'entity', 'action', 'type' or 'namespace'; did you mean 'entity'?")]
    [InlineData("namespace A { entity B;", 1, 24, "'}' at the end of the namespace")]
    [InlineData("namespace { entity B; }", 1, 11, "the name of the namespace")]
    [InlineData("namespace A { foo; }", 1, 15, "'entity', 'action', 'type' or '}'")]
    [InlineData("}", 1, 1, "unexpected '}'")]
    [InlineData("@", 1, 2, "the annotation's name")]
    [InlineData("@a() entity B;", 1, 4, "the annotation's value, a string literal")]
    [InlineData("@a(\"x\" entity B;", 1, 8, "')'")]
    [InlineData("@a", 1, 3, "end of file")]
    public void Parser_WhatIsNotExpected_IsRefusedWithWhatWouldBe(string text, int line, int column, string part)
    {
        var diagnostic = SchemaSource.ParseErrors(text, out _)[0];

        Assert.Equal((line, column), (diagnostic.Line, diagnostic.Column));
        Assert.Contains(part, diagnostic.ToString(), StringComparison.Ordinal);
        Assert.Equal("AGP0101", diagnostic.Id);
    }

    [Theory]
    [InlineData("entity in;", "AGP0127", 1, 8, "'in'")]
    [InlineData("entity A { if: Long };", "AGP0127", 1, 12, "double quotes: '\"if\"'")]
    [InlineData("action like;", "AGP0127", 1, 8, "double quotes: '\"like\"'")]
    [InlineData("type T = A::has;", "AGP0127", 1, 13, "'has'")]
    [InlineData("namespace true { }", "AGP0127", 1, 11, "'true'")]
    [InlineData("@a @b\n@a(\"x\") entity B;", "AGP0110", 2, 1, "'@a'")]
    [InlineData("entity B { @a @a x: Long };", "AGP0110", 1, 15, "'@a'")]
    [InlineData("namespace A { };", "AGP0156", 1, 16, "remove the ';'")]
    [InlineData("action a { principal: P };", "AGP0157", 1, 10, "'appliesTo'")]
    [InlineData("action a appliesTo { principal: P, resource: R,\n principal: Q };", "AGP0158", 2, 2, "'principal'")]
    [InlineData("action a appliesTo { principal: P, resource: R, resource: Q };", "AGP0158", 1, 49, "'resource'")]
    [InlineData("action a appliesTo { principal: P, resource: R, context: {}, context: {} };", "AGP0158", 1, 62, "'context'")]
    [InlineData("action a appliesTo { principal: P };", "AGP0159", 1, 10, "'resource: SomeType'")]
    [InlineData("action a appliesTo { resource: P, context: {} };", "AGP0159", 1, 10, "'principal: SomeType'")]
    [InlineData("action a appliesTo { principal: [], resource: P };", "AGP0160", 1, 33, "'principal: []'")]
    [InlineData("action a appliesTo { principal: P, resource: [ ] };", "AGP0160", 1, 46, "'resource: []'")]
    [InlineData("  {\"Bank\": {}}", "AGP0161", 1, 3, "JSON")]
    [InlineData("action a attributes { x: Long };", "AGP0162", 1, 23, "'x'")]
    [InlineData("entity A { x: Long, \"x\"?: Bool };", "AGP0163", 1, 21, "'x'")]
    public void Parser_WhatCannotBeMeant_IsRefused(string text, string id, int line, int column, string part) =>
        SchemaSource.AssertError(text, id, line, column, part);

    [Fact]
    public void Parser_HalfASurrogatePair_IsRefusedWhereverItStands()
    {
        SchemaSource.AssertError("entity A enum [\"\uD800\"];", "AGP0105", 1, 17, "'\\u{d800}'");
        SchemaSource.AssertError("entity A; // \uDC00", "AGP0105", 1, 14, "'\\u{dc00}'");
        SchemaSource.AssertError("entity A \uD83D;", "AGP0105", 1, 10, "'\\u{d83d}'");
    }

    [Fact]
    public void Recovery_ErrorsInManyPlaces_AreAllReported()
    {
        var errors = SchemaSource.ParseErrors(
            """
            entity A { x Long, y: Long, z: , w: Set<Long };
            entity B
            entity C in [D;
            namespace N {
                entity E { a: { b Long, c: Long, d? Long } };
                wat is this;
                action f appliesTo { principal P, resource: [R, 1, context };
                entity G { x: Long }
            }
            action h appliesTo { principal: [if], resource: "R", context: {x: Long} };
            entity I;
            """,
            out var syntax);

        Assert.Equal(
            [(1, 14), (1, 32), (1, 46), (3, 1), (3, 15), (5, 23), (5, 41), (6, 5), (7, 36), (7, 53), (9, 1), (10, 34), (10, 49)],
            errors.Select(error => (error.Line, error.Column)));
        Assert.Contains(syntax.Declarations, declaration => declaration is SchemaEntitySyntax { Names: [{ Text: "I" }] });
    }

    [Fact]
    public void Recovery_MissingSemicolon_LosesNoFollowingDeclaration()
    {
        var errors = SchemaSource.ParseErrors("entity A\nentity B;\naction c\n@doc(\"x\") type T = Long;\nnamespace N { }", out var syntax);

        Assert.Equal([(2, 1), (4, 1)], errors.Select(error => (error.Line, error.Column)));
        Assert.Equal(2, syntax.Declarations.Count);
        Assert.Single(syntax.Namespaces);
    }

    [Fact]
    public void Recovery_UnclosedRecord_LosesOneDeclaration()
    {
        var errors = SchemaSource.ParseErrors("namespace N { entity A { x: Long; entity B; } entity C;", out var syntax);

        Assert.Equal("AGP0101", Assert.Single(errors).Id);
        Assert.Single(syntax.Namespaces[0].Declarations);
        Assert.Single(syntax.Declarations);
    }

    [Fact]
    public void Message_QuotedText_IsShortAndOnOneLine()
    {
        var error = Assert.Single(SchemaSource.ParseErrors("entity A \"" + new string('x', 30) + "\n" + new string('y', 300) + "\";", out _));

        Assert.DoesNotContain('\n', error.Message);
        Assert.InRange(error.Message.Length, 1, 200);
        Assert.Contains("…", error.Message, StringComparison.Ordinal);
    }
}
