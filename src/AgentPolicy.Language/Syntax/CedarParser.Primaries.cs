using System.Globalization;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>Literals, parentheses, sets and records: what an operand starts with.</summary>
internal sealed partial class CedarParser
{
    private ExprSyntax? ParsePrimary()
    {
        switch (Current.Kind)
        {
            case TokenKind.Identifier:
                return ParseNameExpression();
            case TokenKind.String:
                return ParseString();
            case TokenKind.Number:
                return ParseNumber(minus: null);
            case TokenKind.OpenParen:
                return ParseParenthesized();
            case TokenKind.OpenBracket:
                return ParseSet();
            case TokenKind.OpenBrace:
                return ParseRecord();
            case TokenKind.Slot:
                return RejectSlot();
            default:
                ReportUnexpected("an expression");
                return null;
        }
    }

    private StringLiteralSyntax ParseString()
    {
        var value = ReadString();
        _height = 0;
        return new StringLiteralSyntax(value) { Span = Previous.Span };
    }

    /// <summary>The number at hand; with the minus sign before it, where there is one, since only the two together can be the least integer.</summary>
    private LongLiteralSyntax ParseNumber(int? minus)
    {
        var span = TextSpan.FromBounds(minus ?? Current.Start, Current.End);
        CheckLength(span);
        if (!TryReadInteger(Current, isNegative: minus is not null, out var value) && span.Length <= Limits.MaxLiteralLength)
            Report(span, DiagnosticRules.IntegerOutOfRange, Excerpt.Quote(Text, span));
        Advance();
        _height = 0;
        return new LongLiteralSyntax(value) { Span = span };
    }

    private bool TryReadInteger(Token digits, bool isNegative, out long value)
    {
        // Counted down, since there is one more negative integer than positive ones.
        value = 0;
        for (var i = digits.Start; i < digits.End; i++)
        {
            var digit = Text[i] - '0';
            if (value < (long.MinValue + digit) / 10)
                return false;
            value = (value * 10) - digit;
        }

        if (isNegative)
            return true;
        var isInRange = value != long.MinValue;
        value = isInRange ? -value : 0;
        return isInRange;
    }

    private ExprSyntax? ParseParenthesized()
    {
        Advance();
        var expression = ParseExpression();
        return expression is not null && TryConsume(TokenKind.CloseParen, "an operator or ')'", ExpressionWords) ? expression : null;
    }

    private ExprSyntax? ParseSet()
    {
        var start = Current.Start;
        Advance();
        if (ParseList(TokenKind.CloseBracket, "an operator, ',' or ']'") is not { } elements)
            return null;
        return Complete(new SetSyntax(elements) { Span = SpanFrom(start) }, _height + 1);
    }

    private ExprSyntax? ParseRecord()
    {
        var start = Current.Start;
        Advance();
        var height = -1;
        var fields = new List<RecordFieldSyntax>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (Current.Kind != TokenKind.CloseBrace)
        {
            var key = Current;
            if (ReadField(names) is not { } name || ParseExpression() is not { } value)
                return null;
            fields.Add(new RecordFieldSyntax(name, value) { Span = SpanFrom(key.Start) });
            height = Math.Max(height, _height);
            if (!TryConsumeSeparator(TokenKind.CloseBrace, "an operator, ',' or '}'", ExpressionWords))
                return null;
        }

        Advance();
        return Complete(new RecordSyntax(new EquatableArray<RecordFieldSyntax>([.. fields])) { Span = SpanFrom(start) }, height + 1);
    }

    private string? ReadField(HashSet<string> names)
    {
        var key = Current;
        if (ReadKey() is not { } name)
            return null;
        if (!names.Add(name))
            Report(key.Span, DiagnosticRules.DuplicateRecordKey, Excerpt.Quote(name));
        return TryConsume(TokenKind.Colon, "':' after the record's key") ? name : null;
    }

    private string? ReadKey()
    {
        switch (Current.Kind)
        {
            case TokenKind.Identifier:
                return ReadName("; write it in quotes");
            case TokenKind.String:
                return ReadString();
            default:
                ReportUnexpected(DiagnosticRules.RecordKey);
                return null;
        }
    }

    private VariableSyntax RejectSlot()
    {
        Report(Current.Span, DiagnosticRules.SlotInCondition, QuoteToken());
        Advance();
        _height = 0;
        return new VariableSyntax(CedarVariable.Context) { Span = Previous.Span };
    }
}
