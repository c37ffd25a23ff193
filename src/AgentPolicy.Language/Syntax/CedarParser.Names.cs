using System.Text;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>Names with their namespaces, and the expressions that start with one.</summary>
internal sealed partial class CedarParser
{
    private static readonly string[] VariableNames = ["principal", "action", "resource", "context"];

    /// <summary>A name in normal form. It is open where a <c>::</c> follows that is not followed by another part: an entity's id should come.</summary>
    private readonly record struct NamePath(string Text, bool IsOpen, bool IsQualified);

    /// <summary>The identifier at hand as the name of an attribute.</summary>
    private string ReadName(string hint)
    {
        var span = Current.Span;
        var name = ReadIdentifier();
        if (CedarText.IsReserved(name))
            Report(span, DiagnosticRules.ReservedWord, Excerpt.Quote(name), hint);
        return name;
    }

    private NamePath ReadPath()
    {
        var name = ReadName("");
        if (Current.Kind != TokenKind.ColonColon)
            return new NamePath(name, IsOpen: false, IsQualified: false);
        Advance();
        return Current.Kind == TokenKind.Identifier ? ReadLongPath(name) : new NamePath(name, IsOpen: true, IsQualified: false);
    }

    private NamePath ReadLongPath(string first)
    {
        var start = Previous.Start;
        var builder = new StringBuilder(first);
        var isOpen = true;
        while (isOpen && Current.Kind == TokenKind.Identifier)
        {
            var part = ReadName("");
            if (builder.Length <= Limits.MaxLiteralLength)
                builder.Append("::").Append(part);
            isOpen = Current.Kind == TokenKind.ColonColon;
            if (isOpen)
                Advance();
        }

        if (builder.Length > Limits.MaxLiteralLength)
            CheckLength(SpanFrom(start));
        return new NamePath(builder.ToString(), isOpen, IsQualified: true);
    }

    /// <summary>The name of a type, after <c>is</c>.</summary>
    private NameSyntax? ParseTypeName()
    {
        if (Current.Kind != TokenKind.Identifier)
        {
            ReportUnexpected(DiagnosticRules.IsWithoutType);
            return null;
        }

        var start = Current.Start;
        var name = ReadPath();
        if (!name.IsOpen)
            return new NameSyntax(name.Text) { Span = SpanFrom(start) };
        if (Current.Kind == TokenKind.String)
            Report(TextSpan.FromBounds(start, Current.End), DiagnosticRules.IsWithoutType, Excerpt.Quote(Text, TextSpan.FromBounds(start, Current.End)));
        else
            ReportAfterPath(name);
        return null;
    }

    /// <summary>Reports what is wrong after a <c>::</c> that should be followed by an id.</summary>
    private void ReportAfterPath(NamePath name)
    {
        if (Current.Kind == TokenKind.OpenBrace)
            Report(Current.Span, DiagnosticRules.EntityRecord, name.Text);
        else
            ReportUnexpected("a name or an entity's id in double quotes after '::'");
    }

    private ExprSyntax? ParseNameExpression()
    {
        var (start, word) = (Current.Start, Current);
        if (FindVariable(word) is { } variable && Peek().Kind != TokenKind.ColonColon)
        {
            Advance();
            _height = 0;
            return new VariableSyntax(variable) { Span = word.Span };
        }

        if (IsReserved(word) && Peek().Kind != TokenKind.ColonColon)
            return ParseReservedWord();
        var name = ReadPath();
        if (name.IsOpen)
            return ParseEntity(name, start);
        return Current.Kind == TokenKind.OpenParen ? ReadFunction(name, start) : RejectName(name, start);
    }

    private CedarVariable? FindVariable(Token word)
    {
        for (var i = 0; i < VariableNames.Length; i++)
        {
            if (IsWord(word, VariableNames[i]))
                return (CedarVariable)i;
        }

        return null;
    }

    private BoolLiteralSyntax? ParseReservedWord()
    {
        var isTrue = IsWord("true");
        if (isTrue || IsWord("false"))
        {
            Advance();
            _height = 0;
            return new BoolLiteralSyntax(isTrue) { Span = Previous.Span };
        }

        if (IsWord("if"))
            Report(Current.Span, DiagnosticRules.IfWithoutParentheses);
        else
            ReportUnexpected("an expression");
        return null;
    }

    private EntityExprSyntax? ParseEntity(NamePath name, int start)
    {
        if (Current.Kind != TokenKind.String)
        {
            ReportAfterPath(name);
            return null;
        }

        var id = ReadString();
        _height = 0;
        return new EntityExprSyntax(new EntityUid(name.Text, id)) { Span = SpanFrom(start) };
    }

    /// <summary>Reports a name that is no value, and stands a variable in its place so that the rest of the condition is checked too.</summary>
    private VariableSyntax RejectName(NamePath name, int start)
    {
        if (name.IsQualified)
            Report(SpanFrom(start), DiagnosticRules.TypeAsValue, Excerpt.Quote(name.Text), name.Text);
        else
            Report(SpanFrom(start), DiagnosticRules.UnknownVariable, Excerpt.Quote(name.Text), Suggest(Previous, VariableNames));
        _height = 0;
        return new VariableSyntax(CedarVariable.Context) { Span = SpanFrom(start) };
    }
}
