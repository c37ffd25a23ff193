using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Syntax;

/// <summary>
/// An expression as written. Parentheses leave no node: the tree's shape says it all, and the printer puts back those that are needed.
/// Chains of <c>&amp;&amp;</c> and <c>||</c> without parentheses are one node with all operands.
/// </summary>
internal abstract record ExprSyntax : SyntaxNode
{
    private protected ExprSyntax()
    {
    }
}

internal sealed record BoolLiteralSyntax(bool Value) : ExprSyntax;

/// <summary>An integer; a minus sign directly before a number belongs to it, as in Cedar (<c>-9223372036854775808</c> is a literal).</summary>
internal sealed record LongLiteralSyntax(long Value) : ExprSyntax;

/// <summary>A string, its escapes resolved.</summary>
internal sealed record StringLiteralSyntax(string Value) : ExprSyntax;

/// <summary><c>User::"a"</c> in an expression.</summary>
internal sealed record EntityExprSyntax(EntityUid Uid) : ExprSyntax;

/// <summary><c>principal</c>, <c>action</c>, <c>resource</c> or <c>context</c>.</summary>
internal sealed record VariableSyntax(CedarVariable Variable) : ExprSyntax;

internal sealed record IfSyntax(ExprSyntax Condition, ExprSyntax Then, ExprSyntax Else) : ExprSyntax;

/// <summary><c>a || b || c</c>: two operands or more.</summary>
internal sealed record OrSyntax(EquatableArray<ExprSyntax> Operands) : ExprSyntax;

/// <summary><c>a &amp;&amp; b &amp;&amp; c</c>: two operands or more.</summary>
internal sealed record AndSyntax(EquatableArray<ExprSyntax> Operands) : ExprSyntax;

/// <summary>A relation or an arithmetic operation of two operands.</summary>
internal sealed record BinarySyntax(BinarySyntaxOperator Operator, ExprSyntax Left, ExprSyntax Right) : ExprSyntax;

/// <summary><c>!a</c> or <c>-a</c>. A directly negated number is a <see cref="LongLiteralSyntax"/>.</summary>
internal sealed record UnarySyntax(UnarySyntaxOperator Operator, ExprSyntax Operand) : ExprSyntax;

/// <summary><c>a has b.c</c> (a path of names, one or more), or <c>a has "any text"</c> (a path of one).</summary>
internal sealed record HasSyntax(ExprSyntax Target, EquatableArray<string> Path) : ExprSyntax;

/// <summary><c>a like "x*"</c>.</summary>
internal sealed record LikeSyntax(ExprSyntax Target, LikePattern Pattern) : ExprSyntax;

/// <summary><c>a is User</c> or <c>a is User in b</c>.</summary>
internal sealed record IsSyntax(ExprSyntax Target, NameSyntax Type, ExprSyntax? In) : ExprSyntax;

/// <summary><c>a.name</c> or <c>a["name"]</c>.</summary>
internal sealed record MemberSyntax(ExprSyntax Target, string Name) : ExprSyntax;

/// <summary>
/// <c>a.method(x, y)</c>. The parser accepts only methods that Cedar has; the number of arguments is right for <c>contains</c> and the other operators written as
/// methods, and for an extension's methods checked later.
/// </summary>
internal sealed record MethodCallSyntax(ExprSyntax Target, string Method, EquatableArray<ExprSyntax> Arguments) : ExprSyntax;

/// <summary><c>decimal("1.0")</c>. The parser accepts only functions that Cedar has; their number of arguments is checked later.</summary>
internal sealed record FunctionCallSyntax(string Function, EquatableArray<ExprSyntax> Arguments) : ExprSyntax;

/// <summary><c>[a, b]</c>.</summary>
internal sealed record SetSyntax(EquatableArray<ExprSyntax> Elements) : ExprSyntax;

/// <summary><c>{a: 1, "b c": 2}</c>; no name stands twice.</summary>
internal sealed record RecordSyntax(EquatableArray<RecordFieldSyntax> Fields) : ExprSyntax;

internal sealed record RecordFieldSyntax(string Name, ExprSyntax Value) : SyntaxNode;

internal enum BinarySyntaxOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    Add,
    Subtract,
    Multiply,
}

internal enum UnarySyntaxOperator
{
    Not,
    Negate,
}
