using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>
/// Splits a schema into tokens, one at a time. Text that is no token is reported and left out, so that the parser sees only tokens; every character is read once.
/// </summary>
internal sealed class SchemaLexer(SourceFile file, DiagnosticBag bag)
{
    private readonly string _text = file.Text;
    private int _position;

    /// <summary>Whether a string without an end has swallowed the rest of the text: what is missing then needs no further diagnostic.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Where the last text that is no token ended, or -1.</summary>
    public int UnexpectedEnd { get; private set; } = -1;

    public SchemaToken Next()
    {
        while (true)
        {
            var isFirstOnLine = SkipTrivia();
            var start = _position;
            if (start == _text.Length)
                return new SchemaToken(SchemaTokenKind.End, new TextSpan(start, 0), "", isFirstOnLine);
            if (CedarText.IsIdentifierStart(_text[start]))
                return ReadIdentifier(start, isFirstOnLine);
            if (_text[start] == '"')
                return ReadString(start, isFirstOnLine);
            if (Punctuation(start) is var (kind, length) && kind != SchemaTokenKind.End)
            {
                _position += length;
                return new SchemaToken(kind, new TextSpan(start, length), "", isFirstOnLine);
            }

            SkipUnexpected(start);
        }
    }

    private bool SkipTrivia()
    {
        var isFirstOnLine = _position == 0;
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (CedarText.IsWhiteSpace(c))
            {
                isFirstOnLine |= c is '\n' or '\r';
                _position++;
            }
            else if (IsCommentStart(_position))
            {
                SkipComment();
            }
            else
            {
                break;
            }
        }

        return isFirstOnLine;
    }

    private bool IsCommentStart(int position) => _text[position] == '/' && position + 1 < _text.Length && _text[position + 1] == '/';

    private void SkipComment()
    {
        while (_position < _text.Length && _text[_position] is not ('\n' or '\r'))
            _position++;
    }

    private SchemaToken ReadIdentifier(int start, bool isFirstOnLine)
    {
        while (_position < _text.Length && CedarText.IsIdentifierPart(_text[_position]))
            _position++;
        var span = TextSpan.FromBounds(start, _position);
        ReportIfTooLong(span);
        return new SchemaToken(SchemaTokenKind.Identifier, span, _text.Substring(start, span.Length), isFirstOnLine);
    }

    private SchemaToken ReadString(int start, bool isFirstOnLine)
    {
        _position++;
        while (_position < _text.Length && _text[_position] != '"')
            _position += _text[_position] == '\\' ? 2 : 1;
        if (_position >= _text.Length)
        {
            _position = _text.Length;
            IsTruncated = true;
            bag.Report(file, new TextSpan(start, 1), DiagnosticRules.SchemaUnterminatedString);
            return new SchemaToken(SchemaTokenKind.String, TextSpan.FromBounds(start, _position), "", isFirstOnLine);
        }

        _position++;
        var span = TextSpan.FromBounds(start, _position);
        ReportIfTooLong(span);
        return new SchemaToken(SchemaTokenKind.String, span, SchemaString.Unescape(file, span, bag), isFirstOnLine);
    }

    private void ReportIfTooLong(TextSpan span)
    {
        if (span.Length > Limits.MaxLiteralLength)
            bag.Report(file, span, DiagnosticRules.LiteralTooLong, span.Length, Limits.MaxLiteralLength);
    }

    private (SchemaTokenKind Kind, int Length) Punctuation(int position) => _text[position] switch
    {
        ',' => (SchemaTokenKind.Comma, 1),
        ';' => (SchemaTokenKind.Semicolon, 1),
        ':' when position + 1 < _text.Length && _text[position + 1] == ':' => (SchemaTokenKind.DoubleColon, 2),
        ':' => (SchemaTokenKind.Colon, 1),
        '{' => (SchemaTokenKind.OpenBrace, 1),
        '}' => (SchemaTokenKind.CloseBrace, 1),
        '[' => (SchemaTokenKind.OpenBracket, 1),
        ']' => (SchemaTokenKind.CloseBracket, 1),
        '(' => (SchemaTokenKind.OpenParenthesis, 1),
        ')' => (SchemaTokenKind.CloseParenthesis, 1),
        '<' => (SchemaTokenKind.Less, 1),
        '>' => (SchemaTokenKind.Greater, 1),
        '=' => (SchemaTokenKind.Equals, 1),
        '?' => (SchemaTokenKind.Question, 1),
        '@' => (SchemaTokenKind.At, 1),
        _ => (SchemaTokenKind.End, 0),
    };

    // One diagnostic for a whole run: a binary file read by mistake must not be reported character by character.
    private void SkipUnexpected(int start)
    {
        if (string.CompareOrdinal(_text, start, "/*", 0, 2) == 0)
            SkipBlockComment();
        while (_position < _text.Length && IsUnexpected(_position))
            SkipNumberOrCharacter();
        UnexpectedEnd = _position;
        if (bag.IsFull)
            return;
        var span = TextSpan.FromBounds(start, _position);
        bag.Report(file, span, DiagnosticRules.SchemaUnexpectedText, SchemaText.Excerpt(_text, span));
    }

    private void SkipBlockComment()
    {
        var end = _text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
        _position = end < 0 ? _text.Length : end + 2;
    }

    private void SkipNumberOrCharacter()
    {
        if (!CedarText.IsIdentifierPart(_text[_position]))
        {
            _position++;
            return;
        }

        while (_position < _text.Length && CedarText.IsIdentifierPart(_text[_position]))
            _position++;
    }

    private bool IsUnexpected(int position)
    {
        var c = _text[position];
        return c != '"' && !CedarText.IsIdentifierStart(c) && !CedarText.IsWhiteSpace(c) && !IsCommentStart(position)
            && Punctuation(position).Kind == SchemaTokenKind.End;
    }
}
