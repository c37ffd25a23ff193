using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>Relations: comparisons, <c>in</c>, <c>has</c>, <c>like</c> and <c>is</c>. One cannot follow another.</summary>
internal sealed partial class CedarParser
{
    private ExprSyntax? ParseRelation(ExprSyntax left, int start)
    {
        var relation = ParseOneRelation(left, start);
        if (relation is null)
            return null;
        var next = GetPrecedence();
        if (next == Precedence.Relation)
            Report(Current.Span, DiagnosticRules.ChainedRelation, QuoteToken(), Text.Substring(Current.Start, Current.Length));
        if (next <= Precedence.Relation)
            return relation;
        ReportUnexpected("'&&', '||' or the end of the condition: the right side of 'has', 'like' and 'is' is no expression");
        return null;
    }

    private ExprSyntax? ParseOneRelation(ExprSyntax left, int start)
    {
        var height = _height;
        if (IsWord("has"))
            return ParseHas(left, start, height);
        if (IsWord("like"))
            return ParseLike(left, start, height);
        if (IsWord("is"))
            return ParseIs(left, start, height);
        if (Current.Kind == TokenKind.Equal)
            Report(Current.Span, DiagnosticRules.SingleEqual);
        var operation = GetRelation(Current.Kind);
        Advance();
        if (ParseOperand(Precedence.Additive) is not { } right)
            return null;
        return Complete(new BinarySyntax(operation, left, right) { Span = SpanFrom(start) }, Math.Max(height, _height) + 1);
    }

    private static BinarySyntaxOperator GetRelation(TokenKind kind) => kind switch
    {
        TokenKind.EqualEqual or TokenKind.Equal => BinarySyntaxOperator.Equal,
        TokenKind.NotEqual => BinarySyntaxOperator.NotEqual,
        TokenKind.Less => BinarySyntaxOperator.Less,
        TokenKind.LessOrEqual => BinarySyntaxOperator.LessOrEqual,
        TokenKind.Greater => BinarySyntaxOperator.Greater,
        TokenKind.GreaterOrEqual => BinarySyntaxOperator.GreaterOrEqual,
        _ => BinarySyntaxOperator.In,
    };

    private ExprSyntax? ParseHas(ExprSyntax target, int start, int height)
    {
        Advance();
        if (ParseHasPath() is not { } path)
            return null;
        if (Current.Kind is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.ColonColon or TokenKind.Dot)
        {
            ReportUnexpected(DiagnosticRules.HasWithoutName);
            return null;
        }

        // A path of n names stands for n tests, the last of them on n - 1 attributes.
        return Complete(new HasSyntax(target, path) { Span = SpanFrom(start) }, height + path.Count);
    }

    private EquatableArray<string>? ParseHasPath()
    {
        if (Current.Kind == TokenKind.String)
            return EquatableArray.Of(ReadString());
        if (Current.Kind != TokenKind.Identifier)
        {
            ReportUnexpected(DiagnosticRules.HasWithoutName);
            return null;
        }

        var path = new List<string> { ReadName("; write it in quotes") };
        while (Current.Kind == TokenKind.Dot)
        {
            Advance();
            if (Current.Kind != TokenKind.Identifier)
            {
                ReportUnexpected("a name after '.'");
                return null;
            }

            path.Add(ReadName(""));
        }

        return new EquatableArray<string>([.. path]);
    }

    private ExprSyntax? ParseLike(ExprSyntax target, int start, int height)
    {
        Advance();
        if (Current.Kind != TokenKind.String)
        {
            ReportUnexpected(DiagnosticRules.LikeWithoutPattern);
            return null;
        }

        if (!CedarStringReader.TryReadPattern(File, Current, Bag, out var pattern))
            HasFailed = true;
        Advance();
        return Complete(new LikeSyntax(target, pattern) { Span = SpanFrom(start) }, height + 1);
    }

    private ExprSyntax? ParseIs(ExprSyntax target, int start, int height)
    {
        Advance();
        if (ParseTypeName() is not { } type)
            return null;
        if (!IsWord("in"))
            return Complete(new IsSyntax(target, type, null) { Span = SpanFrom(start) }, height + 1);
        Advance();
        if (ParseOperand(Precedence.Additive) is not { } ancestor)
            return null;
        return Complete(new IsSyntax(target, type, ancestor) { Span = SpanFrom(start) }, Math.Max(height, _height) + 1);
    }
}
