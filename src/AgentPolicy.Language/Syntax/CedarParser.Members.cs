using System.Globalization;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>Attributes, indices and calls: what follows an operand.</summary>
internal sealed partial class CedarParser
{
    private ExprSyntax? ParseMember()
    {
        var start = _token.Start;
        var target = ParsePrimary();
        while (target is not null)
        {
            switch (_token.Kind)
            {
                case TokenKind.Dot:
                    target = ParseDot(target, start);
                    break;
                case TokenKind.OpenBracket:
                    target = ParseIndex(target, start);
                    break;
                case TokenKind.OpenParen:
                    target = RejectCall(start);
                    break;
                default:
                    return target;
            }
        }

        return null;
    }

    private ExprSyntax? ParseDot(ExprSyntax target, int start)
    {
        Advance();
        if (_token.Kind != TokenKind.Identifier)
        {
            ReportUnexpected("an attribute's or a method's name after '.'");
            return null;
        }

        var height = _height;
        var name = ReadName("; write it as an index, [\"…\"]");
        if (_token.Kind == TokenKind.OpenParen)
            return ParseMethodCall(target, start, name, height);
        return Complete(new MemberSyntax(target, name) { Span = SpanFrom(start) }, height + 1);
    }

    private ExprSyntax? ParseIndex(ExprSyntax target, int start)
    {
        Advance();
        if (_token.Kind != TokenKind.String || Peek().Kind != TokenKind.CloseBracket)
        {
            RejectIndex();
            return null;
        }

        var height = _height;
        var name = ReadString();
        Advance();
        return Complete(new MemberSyntax(target, name) { Span = SpanFrom(start) }, height + 1);
    }

    private void RejectIndex()
    {
        if (_token.Kind == TokenKind.String)
            Advance();
        if (_token.Kind is TokenKind.Unknown or TokenKind.UnterminatedString)
            ReportUnexpected("");
        else if (_previous.Kind == TokenKind.String)
            ReportUnexpected("']'");
        else
            Report(_token.Span, DiagnosticRules.IndexNotString, QuoteToken());
    }

    private ExprSyntax? RejectCall(int start)
    {
        var span = SpanFrom(start);
        Report(span, DiagnosticRules.NotCallable, Excerpt.Quote(_text, span));
        return null;
    }

    private ExprSyntax? ParseMethodCall(ExprSyntax target, int start, string name, int height)
    {
        var word = _previous;
        var function = CedarFunctions.Find(name);
        if (function is not { Style: CedarCallStyle.Method })
            ReportMethod(word, function);
        if (ParseArguments() is not { } arguments)
            return null;
        if (function is { Style: CedarCallStyle.Method, IsExtension: false } && arguments.Count != function.ArgumentCount)
            ReportArgumentCount(word, function, arguments.Count);
        return Complete(new MethodCallSyntax(target, name, arguments) { Span = SpanFrom(start) }, Math.Max(height, _height) + 1);
    }

    private void ReportMethod(Token word, CedarFunction? function)
    {
        if (function is null)
            Report(word.Span, DiagnosticRules.UnknownMethod, Describe(word), Suggest(word, CedarFunctions.MethodNames));
        else
            Report(word.Span, DiagnosticRules.FunctionCalledAsMethod, Describe(word), function.Name);
    }

    private void ReportArgumentCount(Token word, CedarFunction function, int count)
    {
        var expected = function.ArgumentCount switch
        {
            0 => "no arguments",
            1 => "1 argument",
            _ => function.ArgumentCount.ToString(CultureInfo.InvariantCulture) + " arguments",
        };
        Report(word.Span, DiagnosticRules.WrongArgumentCount, Describe(word), expected, count);
    }

    private ExprSyntax? ParseFunctionCall(NamePath name, int start)
    {
        var function = name.IsQualified ? null : CedarFunctions.Find(name.Text);
        if (function is not { Style: CedarCallStyle.Function })
            ReportFunction(name, start, function);
        if (ParseArguments() is not { } arguments)
            return null;
        return Complete(new FunctionCallSyntax(name.Text, arguments) { Span = SpanFrom(start) }, _height + 1);
    }

    private void ReportFunction(NamePath name, int start, CedarFunction? function)
    {
        if (function is null)
            Report(SpanFrom(start), DiagnosticRules.UnknownFunction, Excerpt.Quote(name.Text), name.IsQualified ? "" : Suggest(_previous, CedarFunctions.FunctionNames));
        else
            Report(SpanFrom(start), DiagnosticRules.MethodCalledAsFunction, Excerpt.Quote(name.Text), function.Name);
    }

    private EquatableArray<ExprSyntax>? ParseArguments()
    {
        Advance();
        return ParseList(TokenKind.CloseParen, "',' or ')'");
    }

    /// <summary>Expressions up to and including the closing bracket, separated by commas; one may follow the last. The height is the highest's, or -1.</summary>
    private EquatableArray<ExprSyntax>? ParseList(TokenKind close, string expected)
    {
        List<ExprSyntax>? list = null;
        var height = -1;
        while (_token.Kind != close)
        {
            if (ParseExpression() is not { } item)
                return null;
            (list ??= []).Add(item);
            height = Math.Max(height, _height);
            if (_token.Kind == close)
                break;
            if (!TryConsume(TokenKind.Comma, $"an operator, {expected}", ExpressionWords))
                return null;
        }

        Advance();
        _height = height;
        return list is null ? EquatableArray<ExprSyntax>.Empty : new EquatableArray<ExprSyntax>([.. list]);
    }
}
