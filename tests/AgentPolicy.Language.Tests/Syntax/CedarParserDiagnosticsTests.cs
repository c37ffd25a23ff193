namespace AgentPolicy.Language.Tests.Syntax;

public sealed class CedarParserDiagnosticsTests
{
    [Theory]
    [InlineData("1 / 2", "AGP0123", 3, "Cedar has no operator '/'; its arithmetic is '+', '-' and '*'")]
    [InlineData("1 % 2", "AGP0123", 3, "Cedar has no operator '%'; its arithmetic is '+', '-' and '*'")]
    [InlineData("1 = 2", "AGP0122", 3, "'=' is no operator; write '==' to compare")]
    [InlineData("1 < 2 < 3", "AGP0124", 7, "'<' cannot follow another relation without parentheses; write '(a < b) < c' or combine with '&&'")]
    [InlineData("context has a == true", "AGP0124", 15, "'==' cannot follow another relation without parentheses; write '(a == b) == c' or combine with '&&'")]
    [InlineData("context is A in 1 in 2", "AGP0124", 19, "'in' cannot follow another relation without parentheses; write '(a in b) in c' or combine with '&&'")]
    [InlineData("context has a.b + 1", "AGP0101", 17, "unexpected '+'; expected '&&', '||' or the end of the condition: the right side of 'has', 'like' and 'is' is no expression")]
    [InlineData("!!!!!true", "AGP0125", 1, "more than 4 prefix operators in a row; use parentheses")]
    [InlineData("-----1", "AGP0125", 1, "more than 4 prefix operators in a row; use parentheses")]
    [InlineData("1 + !-1", "AGP0126", 5, "'!' and '-' cannot follow one another; use parentheses, as in '!(-a)'")]
    [InlineData("9223372036854775808", "AGP0106", 1, "'9223372036854775808' is out of range; an integer is between -9223372036854775808 and 9223372036854775807")]
    [InlineData("-(9223372036854775808)", "AGP0106", 3, "'9223372036854775808' is out of range; an integer is between -9223372036854775808 and 9223372036854775807")]
    [InlineData("-9223372036854775809", "AGP0106", 1, "'-9223372036854775809' is out of range; an integer is between -9223372036854775808 and 9223372036854775807")]
    [InlineData("{if: 1}", "AGP0127", 2, "'if' is a reserved word and cannot be a name; write it in quotes")]
    [InlineData("context.if", "AGP0127", 9, "'if' is a reserved word and cannot be a name; write it as an index, [\"…\"]")]
    [InlineData("context.__cedar", "AGP0127", 9, "'__cedar' is a reserved word and cannot be a name; write it as an index, [\"…\"]")]
    [InlineData("__cedar::A::\"x\"", "AGP0127", 1, "'__cedar' is a reserved word and cannot be a name")]
    [InlineData("context is A::in", "AGP0127", 15, "'in' is a reserved word and cannot be a name")]
    [InlineData("context has if", "AGP0127", 13, "'if' is a reserved word and cannot be a name; write it in quotes")]
    [InlineData("princpal.a", "AGP0128", 1, "unknown variable 'princpal'; expected principal, action, resource or context; did you mean 'principal'?")]
    [InlineData("foo.bar(1)[\"x\"]", "AGP0131", 5, "unknown method 'bar'")]
    [InlineData("A::B", "AGP0129", 1, "'A::B' is a type, not a value; an entity is written A::B::\"id\"")]
    [InlineData("A::{id: 1}", "AGP0142", 4, "'A::{…}' is not supported; an entity is written A::\"id\"")]
    [InlineData("datetme(\"\")", "AGP0130", 1, "unknown function 'datetme'; Cedar has decimal, ip, datetime and duration; did you mean 'datetime'?")]
    [InlineData("A::ip(\"\")", "AGP0130", 1, "unknown function 'A::ip'; Cedar has decimal, ip, datetime and duration")]
    [InlineData("isIpv4(context)", "AGP0132", 1, "'isIpv4' is a method, not a function; write 'value.isIpv4(…)'")]
    [InlineData("context.ip(\"\")", "AGP0133", 9, "'ip' is a function, not a method; write 'ip(…)'")]
    [InlineData("context.containAll([])", "AGP0131", 9, "unknown method 'containAll'; did you mean 'containsAll'?")]
    [InlineData("context.contains()", "AGP0134", 9, "'contains' takes 1 argument, not 0")]
    [InlineData("context.getTag(1, 2)", "AGP0134", 9, "'getTag' takes 1 argument, not 2")]
    [InlineData("[].isEmpty(1)", "AGP0134", 4, "'isEmpty' takes no arguments, not 1")]
    [InlineData("context(1)", "AGP0135", 1, "'context' cannot be called; expected a function such as ip(…) or a method such as value.contains(…)")]
    [InlineData("1 + context[\"a\"](1)", "AGP0135", 5, "'context[\"a\"]' cannot be called; expected a function such as ip(…) or a method such as value.contains(…)")]
    [InlineData("context[1]", "AGP0136", 9, "unexpected '1'; expected a string literal between '[' and ']'")]
    [InlineData("context[\"a\" + \"b\"]", "AGP0101", 13, "unexpected '+'; expected ']'")]
    [InlineData("context like context", "AGP0137", 14, "unexpected 'context' after 'like'; expected a pattern in double quotes")]
    [InlineData("context like (\"a\")", "AGP0137", 14, "unexpected '(' after 'like'; expected a pattern in double quotes")]
    [InlineData("context has 1", "AGP0138", 13, "unexpected '1' after 'has'; expected an attribute's name, a path of names or a string literal")]
    [InlineData("context has a[\"b\"]", "AGP0138", 14, "unexpected '[' after 'has'; expected an attribute's name, a path of names or a string literal")]
    [InlineData("context has \"a\".b", "AGP0138", 16, "unexpected '.' after 'has'; expected an attribute's name, a path of names or a string literal")]
    [InlineData("context is \"A\"", "AGP0139", 12, "unexpected '\"A\"' after 'is'; expected the name of an entity type")]
    [InlineData("context is A::\"x\"", "AGP0139", 12, "unexpected 'A::\"x\"' after 'is'; expected the name of an entity type")]
    [InlineData("{1: 2}", "AGP0140", 2, "unexpected '1'; expected a record's key, which is a name or a string literal")]
    [InlineData("{a: 1, \"a\": 2}", "AGP0141", 8, "the record already has a key 'a'")]
    [InlineData("1 || if true then 1 else 2", "AGP0144", 6, "'if' cannot be an operand; put it in parentheses")]
    [InlineData("?principal == 1", "AGP0121", 1, "the slot '?principal' cannot stand in a condition; slots belong into the policy's head")]
    [InlineData("[,]", "AGP0101", 2, "unexpected ','; expected an expression")]
    [InlineData("[1 2]", "AGP0101", 4, "unexpected '2'; expected an operator, ',' or ']'")]
    [InlineData("(1", "AGP0101", 3, "unexpected end of file; expected an operator or ')'")]
    [InlineData("if true thn 1 else 2", "AGP0101", 9, "unexpected 'thn'; expected an operator or 'then'; did you mean 'then'?")]
    [InlineData("context lke \"a\"", "AGP0101", 9, "unexpected 'lke'; expected an operator or the end of the expression; did you mean 'like'?")]
    [InlineData("then", "AGP0101", 1, "unexpected 'then'; expected an expression")]
    [InlineData("", "AGP0101", 1, "unexpected end of file; expected an expression")]
    [InlineData("'a'", "AGP0102", 1, "''' means nothing in Cedar; strings are put in double quotes")]
    [InlineData("true & true", "AGP0102", 6, "'&' means nothing in Cedar; did you mean '&&'?")]
    [InlineData("true # x", "AGP0102", 6, "'#' means nothing in Cedar; comments start with '//'")]
    [InlineData("true /* && } */", "AGP0102", 6, "'/* && } */' means nothing in Cedar; comments start with '//'")]
    [InlineData("\u200B", "AGP0102", 1, "'\\u{200b}' means nothing in Cedar")]
    [InlineData("1 == \"abc", "AGP0103", 6, "the string that starts with '\"abc' is not closed; expected '\"' before the end of the file")]
    public void Parser_WrongExpression_SaysWhatIsWrongAndWhere(string text, string id, int column, string message)
    {
        var errors = Parsing.ExpressionErrors(text).Where(error => text != "foo.bar(1)[\"x\"]" || error.Id != "AGP0128").ToList();
        var error = Assert.Single(errors);
        Assert.Equal((id, 1, column, message), (error.Id, error.Line, error.Column, error.Message));
    }

    [Theory]
    [InlineData("permitt(principal, action, resource);", "AGP0107", 1, "unknown effect 'permitt'; a policy starts with 'permit' or 'forbid'; did you mean 'permit'?")]
    [InlineData("allow(principal, action, resource);", "AGP0107", 1, "unknown effect 'allow'; a policy starts with 'permit' or 'forbid'")]
    [InlineData("permit(principal, action, resource) whn { true };", "AGP0108", 37, "unknown clause 'whn'; a condition starts with 'when' or 'unless'; did you mean 'when'?")]
    [InlineData("permit(principal, action, resource) when { };", "AGP0109", 37, "this 'when' clause is empty; expected an expression between '{' and '}'")]
    [InlineData("permit(principal, action, resource) unless true;", "AGP0101", 44, "unexpected 'true'; expected '{' after 'unless'")]
    [InlineData("permit(principal, action, resource) when { true true };", "AGP0101", 49, "unexpected 'true'; expected an operator or '}'")]
    [InlineData("permit(principal, action, resource)", "AGP0101", 36, "unexpected end of file; expected 'when', 'unless' or ';'")]
    [InlineData("permit principal", "AGP0101", 8, "unexpected 'principal'; expected '(' after the policy's effect")]
    [InlineData("@a() permit(principal, action, resource);", "AGP0101", 4, "unexpected ')'; expected the annotation's value, a string literal")]
    [InlineData("@\"a\" permit(principal, action, resource);", "AGP0101", 2, "unexpected '\"a\"'; expected the annotation's name after '@'")]
    [InlineData("@a(\"\") @a permit(principal, action, resource);", "AGP0110", 8, "the annotation '@a' stands twice; keep one")]
    [InlineData("permit();", "AGP0111", 7, "the policy's head lacks principal and action and resource; it has to name principal, action and resource")]
    [InlineData("permit(principal, action);", "AGP0111", 7, "the policy's head lacks resource; it has to name principal, action and resource")]
    [InlineData("permit(principal, resource, action);", "AGP0112", 19, "unexpected 'resource'; expected 'action', as a policy's head names principal, action and resource in this order")]
    [InlineData("permit(princpal == U::\"a\", action, resource);", "AGP0112", 8, "unexpected 'princpal'; expected 'principal', as a policy's head names principal, action and resource in this order; did you mean 'principal'?")]
    [InlineData("permit(principal action, resource);", "AGP0101", 18, "unexpected 'action'; expected '==', 'in', 'is', ',' or ')'")]
    [InlineData("permit(principal, action, resource, context);", "AGP0113", 37, "unexpected 'context' after 'resource'; a policy's head ends here, and further conditions belong into 'when'")]
    [InlineData("permit(principal: User, action, resource);", "AGP0114", 17, "'principal: Type' is not supported; write 'principal is Type'")]
    [InlineData("permit(principal != U::\"a\", action, resource);", "AGP0115", 18, "'!=' cannot stand in a policy's head; expected '==', 'in' or 'is', and other conditions belong into 'when'")]
    [InlineData("permit(principal, action like \"a\", resource);", "AGP0115", 26, "'like' cannot stand in a policy's head; expected '==' or 'in', and other conditions belong into 'when'")]
    [InlineData("permit(principal == U::\"a\" || true, action, resource);", "AGP0115", 28, "'||' cannot stand in a policy's head; expected ',' or ')', and other conditions belong into 'when'")]
    [InlineData("permit(principal = U::\"a\", action, resource);", "AGP0122", 18, "'=' is no operator; write '==' to compare")]
    [InlineData("permit(principal == \"a\", action, resource);", "AGP0116", 21, "'\"a\"' cannot stand here in a policy's head; expected an entity such as User::\"id\", or the slot ?principal")]
    [InlineData("permit(principal in [U::\"a\"], action, resource);", "AGP0116", 21, "'[' cannot stand here in a policy's head; expected an entity such as User::\"id\", or the slot ?principal")]
    [InlineData("permit(principal == User, action, resource);", "AGP0116", 21, "'User' cannot stand here in a policy's head; expected an entity such as User::\"id\", or 'is User' to test the type")]
    [InlineData("permit(principal, action == Read, resource);", "AGP0116", 29, "'Read' cannot stand here in a policy's head; expected an entity such as Read::\"id\"")]
    [InlineData("permit(principal == User::{a: 1}, action, resource);", "AGP0142", 27, "'User::{…}' is not supported; an entity is written User::\"id\"")]
    [InlineData("permit(principal is User == U::\"a\", action, resource);", "AGP0117", 26, "'is' and '==' cannot be combined; an entity's type is part of '==' anyway")]
    [InlineData("permit(principal, action is A, resource);", "AGP0118", 26, "'is' cannot be said of the action; expected '==' or 'in'")]
    [InlineData("permit(principal, action in Action::\"a\" is A, resource);", "AGP0118", 41, "'is' cannot be said of the action; expected '==' or 'in'")]
    [InlineData("permit(principal in U::\"a\" is User, action, resource);", "AGP0119", 28, "'is' comes before 'in'; write 'principal is Type in Entity'")]
    [InlineData("permit(principal is (User), action, resource);", "AGP0139", 21, "unexpected '(' after 'is'; expected the name of an entity type")]
    [InlineData("permit(principal == ?resource, action, resource);", "AGP0120", 21, "'?resource' is no slot; expected ?principal")]
    [InlineData("permit(principal == ?principalX, action, resource);", "AGP0120", 21, "'?principalX' is no slot; expected ?principal")]
    [InlineData("permit(principal, action == ?action, resource);", "AGP0120", 29, "'?action' is no slot; expected an action, since only principal and resource can be slots")]
    [InlineData("permit(principal, action in [Foo::Bar::\"a\"], resource);", "AGP0143", 30, "'Foo::Bar::\"a\"' is no action; expected an entity whose type is Action, such as Foo::Action::\"id\"")]
    [InlineData("permit(principal, action == Foo::\"a\", resource);", "AGP0143", 29, "'Foo::\"a\"' is no action; expected an entity whose type is Action, such as Action::\"id\"")]
    [InlineData("\uFEFFpermit(principal, action, resource);", "AGP0102", 1, "'\\u{feff}' means nothing in Cedar; the file has a byte order mark that is not its first character, or was read without removing it")]
    public void Parser_WrongPolicy_SaysWhatIsWrongAndWhere(string text, string id, int column, string message)
    {
        var (file, errors) = Parsing.WithErrors(text);
        Assert.Empty(file.Policies);
        var error = Assert.Single(errors);
        Assert.Equal((id, 1, column, message), (error.Id, error.Line, error.Column, error.Message));
    }

    [Fact]
    public void Parser_SeveralErrors_AreAllReportedAndOtherPoliciesKept()
    {
        var (file, errors) = Parsing.WithErrors("""
            permit(principal, action, resource) when { context.a };
            permitt(principal = U::"a", action, resource: T)
            when { context.a === 1 }
            unless { [1, 2 }
            when { {a: (1 + , b: 2} };
            forbid(principal, action, resource) when { context.b }

            @id("x") permit(principal, action, resource)
            when { context.foo() && "\q" == 99999999999999999999 / 2 };
            forbid(principal, action, resource);
            """);
        Assert.Equal([PolicyEffect.Permit, PolicyEffect.Forbid], file.Policies.Select(policy => policy.Effect));
        Assert.Equal(
            [
                (2, 1, "AGP0107"), (2, 19, "AGP0122"), (2, 45, "AGP0114"),
                (3, 20, "AGP0101"), (4, 16, "AGP0101"), (5, 17, "AGP0101"),
                (8, 1, "AGP0101"),
                (9, 16, "AGP0131"), (9, 26, "AGP0104"), (9, 33, "AGP0106"), (9, 54, "AGP0123"),
            ],
            errors.Select(error => (error.Line, error.Column, error.Id)));
    }

    [Theory]
    [InlineData("permit(principal, action, resource) when { context.permit (1 + };\npermit(principal, action, resource);")]
    [InlineData("permit(principal, action, resource) when { ((( };\npermit(principal, action, resource);")]
    [InlineData("permit(principal, action, resource) when { a }\npermit(principal, action, resource);")]
    [InlineData("permit(principal, action, resource) when { true\npermit(principal, action, resource);")]
    [InlineData("permit(principal, action == resource);\npermit(principal, action, resource);")]
    [InlineData("permit(principal, action\n@id(\"a\") permit(principal, action, resource);")]
    [InlineData("permit(principal, action\n@id @b permit(principal, action, resource);")]
    [InlineData("when { true };\npermit(principal, action, resource);")]
    [InlineData("permit(principal, action, resource) when { 1 ; 2 };\npermit(principal, action, resource);")]
    [InlineData("@id permitt @x(\"\") permit(principal, action, resource);\npermit(principal, action, resource);")]
    [InlineData("garbage { more: [garbage] } @ ;;;\npermit(principal, action, resource);")]
    public void Parser_BrokenPolicy_DoesNotCostTheNextOne(string text)
    {
        var (file, errors) = Parsing.WithErrors(text);
        Assert.Single(file.Policies);
        Assert.InRange(errors.Count, 1, 2);
    }

    [Theory]
    [InlineData(") + ( * ] == [")]
    [InlineData(") + context.permit (principal, action, resource)")]
    [InlineData(") + {a: {b: 1}}")]
    [InlineData(") + {permit: 1}")]
    [InlineData(") @ b")]
    public void Parser_ManyErrorsInOneCondition_ReportTheFirst(string condition) =>
        Assert.Single(Parsing.WithErrors($"permit(principal, action, resource) when {{ {condition} }} unless {{ true }};").Errors);

    [Fact]
    public void Parser_LoneSurrogates_AreReportedWhereverTheyStand()
    {
        var (file, errors) = Parsing.WithErrors(
            "// \uD800\npermit(principal, action, resource);\nforbid(principal == U::\"\uDC00\", action, resource);\npermit(principal, action, resource) when { \uD83D };\n@a(\"😀\") permit(principal, action, resource);");
        Assert.Equal(2, file.Policies.Count);
        Assert.Equal([(1, 4), (3, 25), (4, 44)], errors.Select(error => (error.Line, error.Column)));
        Assert.All(errors, error => Assert.Equal("AGP0105", error.Id));
        Assert.Contains("'\\u{d800}'", errors[0].Message);
    }

    [Fact]
    public void Parser_LineNumbers_CountEveryKindOfLineEnd()
    {
        var (_, errors) = Parsing.WithErrors("//\r\n//\r//\n\n  foo;");
        Assert.Equal((5, 3), (errors[0].Line, errors[0].Column));
    }
}
