using System.Globalization;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>Attributes, indices and calls: what follows an operand.</summary>
internal sealed partial class CedarParser
{
    private ExprSyntax? ParseMember()
    {
        var start = Current.Start;
        var target = ParsePrimary();
        while (target is not null)
        {
            switch (Current.Kind)
            {
                case TokenKind.Dot:
                    target = ParseDot(target, start);
                    break;
                case TokenKind.OpenBracket:
                    target = ParseIndex(target, start);
                    break;
                case TokenKind.OpenParen:
                    target = ParseCall(target, start);
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
        if (Current.Kind != TokenKind.Identifier)
        {
            ReportUnexpected("an attribute's or a method's name after '.'");
            return null;
        }

        var name = ReadName("; write it as an index, [\"…\"]");
        if (Current.Kind == TokenKind.OpenParen)
            return ReadMethod(target, start, name);
        return Complete(new MemberSyntax(target, name) { Span = SpanFrom(start) }, _height + 1);
    }

    private ExprSyntax? ParseIndex(ExprSyntax target, int start)
    {
        Advance();
        if (Current.Kind != TokenKind.String || Peek().Kind != TokenKind.CloseBracket)
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
        if (Current.Kind == TokenKind.String)
            Advance();
        if (Previous.Kind == TokenKind.String)
            ReportUnexpected("']'");
        else
            ReportUnexpected(DiagnosticRules.IndexNotString);
    }

    // What is called is read first, as a call without arguments, and gets them here: a call within a call costs as little of the stack as possible.
    private ExprSyntax? ParseCall(ExprSyntax target, int start)
    {
        var (word, height) = (Previous, _height);
        if (word.Kind != TokenKind.Identifier || target is not (FunctionCallSyntax or MethodCallSyntax))
            return RejectCall(start);
        Advance();
        if (ParseList(TokenKind.CloseParen, "an operator, ',' or ')'") is not { } arguments)
            return null;
        return Complete(CompleteCall(target, word, arguments, SpanFrom(start)), Math.Max(height, _height) + 1);
    }

    private ExprSyntax CompleteCall(ExprSyntax target, Token word, EquatableArray<ExprSyntax> arguments, TextSpan span)
    {
        if (target is not MethodCallSyntax method)
            return (FunctionCallSyntax)target with { Arguments = arguments, Span = span };
        if (CedarFunctions.Find(method.Method) is { Style: CedarCallStyle.Method, IsExtension: false } function && arguments.Count != function.ArgumentCount)
            ReportArgumentCount(word, function, arguments.Count);
        return method with { Arguments = arguments, Span = span };
    }

    private ExprSyntax? RejectCall(int start)
    {
        var span = SpanFrom(start);
        Report(span, DiagnosticRules.NotCallable, Excerpt.Quote(Text, span));
        return null;
    }

    private MethodCallSyntax ReadMethod(ExprSyntax target, int start, string name)
    {
        var function = CedarFunctions.Find(name);
        if (function is not { Style: CedarCallStyle.Method })
            ReportMethod(Previous, function);
        return new MethodCallSyntax(target, name, default) { Span = SpanFrom(start) };
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

    private FunctionCallSyntax ReadFunction(NamePath name, int start)
    {
        var function = name.IsQualified ? null : CedarFunctions.Find(name.Text);
        if (function is not { Style: CedarCallStyle.Function })
            ReportFunction(name, start, function);
        _height = -1;
        return new FunctionCallSyntax(name.Text, default) { Span = SpanFrom(start) };
    }

    private void ReportFunction(NamePath name, int start, CedarFunction? function)
    {
        var (span, quoted) = (SpanFrom(start), Excerpt.Quote(name.Text));
        if (function is null)
            Report(span, DiagnosticRules.UnknownFunction, quoted, name.IsQualified ? "" : Suggest(Previous, CedarFunctions.FunctionNames));
        else
            Report(span, DiagnosticRules.MethodCalledAsFunction, quoted, function.Name);
    }

    /// <summary>After an item of a list: the comma, or nothing where the list ends.</summary>
    private bool TryConsumeSeparator(TokenKind close, string expected, params string[] words) =>
        Current.Kind == close || TryConsume(TokenKind.Comma, expected, words);

    /// <summary>Expressions up to and including the closing bracket, separated by commas; one may follow the last. The height is the highest's, or -1.</summary>
    private EquatableArray<ExprSyntax>? ParseList(TokenKind close, string expected)
    {
        List<ExprSyntax>? list = null;
        var height = -1;
        while (Current.Kind != close)
        {
            if (ParseExpression() is not { } item)
                return null;
            (list ??= []).Add(item);
            height = Math.Max(height, _height);
            if (!TryConsumeSeparator(close, expected, ExpressionWords))
                return null;
        }

        Advance();
        _height = height;
        return list is null ? EquatableArray<ExprSyntax>.Empty : new EquatableArray<ExprSyntax>([.. list]);
    }
}
