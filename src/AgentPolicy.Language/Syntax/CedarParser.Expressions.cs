using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>
/// Operators, by precedence climbing. Two numbers keep trees shallow: <see cref="_depth"/> counts what is open above, and bounds the recursion;
/// <see cref="_height"/> is the height of the expression parsed last, and bounds what grows to the left without recursion.
/// </summary>
internal sealed partial class CedarParser
{
    /// <summary>The words that can follow an operand.</summary>
    private static readonly string[] ExpressionWords = ["in", "is", "has", "like", "then", "else"];

    private int _depth;
    private int _height;

    private enum Precedence
    {
        None,
        Or,
        And,
        Relation,
        Additive,
        Multiplicative,
        Unary,
    }

    private ExprSyntax? ParseExpression()
    {
        if (IsTooDeep(_depth))
            return null;
        _depth++;
        var expression = IsWord("if") ? ParseIf() : ParseBinary(Precedence.Or);
        _depth--;
        return expression;
    }

    private ExprSyntax? ParseIf()
    {
        var start = Current.Start;
        Advance();
        var condition = ParseExpression();
        var height = _height;
        if (condition is null || !TryConsumeWord("then"))
            return null;
        var then = ParseExpression();
        height = Math.Max(height, _height);
        if (then is null || !TryConsumeWord("else"))
            return null;
        var otherwise = ParseExpression();
        height = Math.Max(height, _height);
        return otherwise is null ? null : Complete(new IfSyntax(condition, then, otherwise) { Span = SpanFrom(start) }, height + 1);
    }

    private bool TryConsumeWord(string word)
    {
        if (!IsWord(word))
        {
            ReportUnexpected($"an operator or '{word}'", word, "in", "is", "has", "like");
            return false;
        }

        Advance();
        return true;
    }

    private ExprSyntax? ParseBinary(Precedence minimum)
    {
        var start = Current.Start;
        var left = Current.Kind is TokenKind.Bang or TokenKind.Minus ? ParsePrefixed() : ParseMember();
        while (left is not null)
        {
            var precedence = GetPrecedence();
            if (precedence == Precedence.None || precedence < minimum)
                return left;
            left = ParseOperation(left, precedence, start);
        }

        return null;
    }

    private ExprSyntax? ParseOperation(ExprSyntax left, Precedence precedence, int start) => precedence switch
    {
        Precedence.Or or Precedence.And => ParseChain(left, precedence, start),
        Precedence.Relation => ParseRelation(left, start),
        _ => ParseArithmetic(left, precedence, start),
    };

    /// <summary>An operator's right side: one level below the operator, as the recursion sees it and as the tree will have it.</summary>
    private ExprSyntax? ParseOperand(Precedence minimum)
    {
        if (IsTooDeep(_depth))
            return null;
        _depth++;
        var operand = ParseBinary(minimum);
        _depth--;
        return operand;
    }

    private ExprSyntax? ParseChain(ExprSyntax first, Precedence precedence, int start)
    {
        var operands = new List<ExprSyntax> { first };
        var height = _height;
        while (GetPrecedence() == precedence)
        {
            Advance();
            if (ParseOperand(precedence + 1) is not { } operand)
                return null;
            operands.Add(operand);
            height = Math.Max(height, _height);
        }

        var array = new EquatableArray<ExprSyntax>([.. operands]);
        ExprSyntax chain = precedence == Precedence.Or ? new OrSyntax(array) { Span = SpanFrom(start) } : new AndSyntax(array) { Span = SpanFrom(start) };
        return Complete(chain, height + 1);
    }

    private ExprSyntax? ParseArithmetic(ExprSyntax left, Precedence precedence, int start)
    {
        var (height, kind) = (_height, Current.Kind);
        if (kind is TokenKind.Slash or TokenKind.Percent)
            Report(Current.Span, DiagnosticRules.UnsupportedOperator, QuoteToken());
        Advance();
        if (ParseOperand(precedence + 1) is not { } right)
            return null;
        var operation = kind switch
        {
            TokenKind.Plus => BinarySyntaxOperator.Add,
            TokenKind.Minus => BinarySyntaxOperator.Subtract,
            _ => BinarySyntaxOperator.Multiply,
        };
        return Complete(new BinarySyntax(operation, left, right) { Span = SpanFrom(start) }, Math.Max(height, _height) + 1);
    }

    private ExprSyntax? ParsePrefixed()
    {
        var kind = Current.Kind;
        var starts = ReadPrefixes(kind);
        var isNegativeNumber = kind == TokenKind.Minus && Current.Kind == TokenKind.Number && !IsFollowedByAccess();
        _depth += starts.Count;
        var operand = isNegativeNumber ? ParseNumber(starts[starts.Count - 1]) : ParseMember();
        _depth -= starts.Count;
        for (var i = starts.Count - (isNegativeNumber ? 2 : 1); i >= 0 && operand is not null; i--)
        {
            var operation = kind == TokenKind.Bang ? UnarySyntaxOperator.Not : UnarySyntaxOperator.Negate;
            operand = Complete(new UnarySyntax(operation, operand) { Span = SpanFrom(starts[i]) }, _height + 1);
        }

        return operand;
    }

    /// <summary>Where the prefix operators at hand start, as far as Cedar allows them; what is beyond is reported and skipped.</summary>
    private List<int> ReadPrefixes(TokenKind kind)
    {
        const int Most = 4;
        var (first, isMixed, count) = (Current, false, 0);
        var starts = new List<int>(1);
        for (; Current.Kind is TokenKind.Bang or TokenKind.Minus; count++)
        {
            isMixed |= Current.Kind != kind;
            if (count < Most)
                starts.Add(Current.Start);
            Advance();
        }

        if (isMixed)
            Report(SpanFrom(first.Start), DiagnosticRules.MixedPrefixOperators);
        else if (count > Most)
            Report(SpanFrom(first.Start), DiagnosticRules.TooManyPrefixOperators, Most);
        return starts;
    }

    private bool IsFollowedByAccess() => Peek().Kind is TokenKind.Dot or TokenKind.OpenBracket or TokenKind.OpenParen;

    private Precedence GetPrecedence() => Current.Kind switch
    {
        TokenKind.Or => Precedence.Or,
        TokenKind.And => Precedence.And,
        TokenKind.EqualEqual or TokenKind.NotEqual or TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual
            or TokenKind.Equal => Precedence.Relation,
        TokenKind.Plus or TokenKind.Minus => Precedence.Additive,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => Precedence.Multiplicative,
        TokenKind.Identifier when IsRelationWord() => Precedence.Relation,
        _ => Precedence.None,
    };

    private bool IsRelationWord() => Current.Length <= 4 && (IsWord("in") || IsWord("has") || IsWord("like") || IsWord("is"));

    private ExprSyntax? Complete(ExprSyntax node, int height)
    {
        if (height > Limits.MaxNesting)
        {
            Report(new TextSpan(node.Span.Start, 1), DiagnosticRules.NestingTooDeep, Limits.MaxNesting);
            return null;
        }

        _height = height;
        return node;
    }
}
