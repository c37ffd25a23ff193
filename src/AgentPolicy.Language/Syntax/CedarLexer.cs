namespace AgentPolicy.Language.Syntax;

/// <summary>
/// Splits text into tokens, one at a time; white space and comments are left out. It never fails: what is no token is one of a kind of its own.
/// A value: a copy reads ahead without moving the original.
/// </summary>
internal struct CedarLexer(string text)
{
    private int _position = 0;

    public Token Next()
    {
        SkipTrivia();
        var start = _position;
        if (start == text.Length)
            return new Token(TokenKind.EndOfFile, start, 0);
        var kind = ReadKind();
        return new Token(kind, start, _position - start);
    }

    private void SkipTrivia()
    {
        while (_position < text.Length)
        {
            if (CedarText.IsWhiteSpace(text[_position]))
                _position++;
            else if (text[_position] == '/' && PeekIs(1, '/'))
                SkipComment();
            else
                return;
        }
    }

    private void SkipComment()
    {
        while (_position < text.Length && text[_position] is not ('\n' or '\r'))
            _position++;
    }

    private TokenKind ReadKind()
    {
        var c = text[_position];
        if (CedarText.IsIdentifierStart(c))
            return ReadIdentifier(TokenKind.Identifier);
        if (IsDigit(c))
            return ReadNumber();
        if (c == '"')
            return ReadString();
        if (c == '?' && _position + 1 < text.Length && CedarText.IsIdentifierStart(text[_position + 1]))
            return ReadIdentifier(TokenKind.Slot);
        return ReadPunctuation(c);
    }

    private TokenKind ReadIdentifier(TokenKind kind)
    {
        _position++;
        while (_position < text.Length && CedarText.IsIdentifierPart(text[_position]))
            _position++;
        return kind;
    }

    private TokenKind ReadNumber()
    {
        while (_position < text.Length && IsDigit(text[_position]))
            _position++;
        return TokenKind.Number;
    }

    private TokenKind ReadString()
    {
        for (var i = _position + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                _position = i + 1;
                return TokenKind.String;
            }
        }

        _position = text.Length;
        return TokenKind.UnterminatedString;
    }

    private TokenKind ReadPunctuation(char c) => c switch
    {
        '@' => Take(1, TokenKind.At),
        '.' => Take(1, TokenKind.Dot),
        ',' => Take(1, TokenKind.Comma),
        ';' => Take(1, TokenKind.Semicolon),
        ':' => PeekIs(1, ':') ? Take(2, TokenKind.ColonColon) : Take(1, TokenKind.Colon),
        '(' => Take(1, TokenKind.OpenParen),
        ')' => Take(1, TokenKind.CloseParen),
        '{' => Take(1, TokenKind.OpenBrace),
        '}' => Take(1, TokenKind.CloseBrace),
        '[' => Take(1, TokenKind.OpenBracket),
        ']' => Take(1, TokenKind.CloseBracket),
        '?' => Take(1, TokenKind.Question),
        _ => ReadOperator(c),
    };

    private TokenKind ReadOperator(char c) => c switch
    {
        '=' => PeekIs(1, '=') ? Take(2, TokenKind.EqualEqual) : Take(1, TokenKind.Equal),
        '!' => PeekIs(1, '=') ? Take(2, TokenKind.NotEqual) : Take(1, TokenKind.Bang),
        '<' => PeekIs(1, '=') ? Take(2, TokenKind.LessOrEqual) : Take(1, TokenKind.Less),
        '>' => PeekIs(1, '=') ? Take(2, TokenKind.GreaterOrEqual) : Take(1, TokenKind.Greater),
        '&' when PeekIs(1, '&') => Take(2, TokenKind.And),
        '|' when PeekIs(1, '|') => Take(2, TokenKind.Or),
        '+' => Take(1, TokenKind.Plus),
        '-' => Take(1, TokenKind.Minus),
        '*' => Take(1, TokenKind.Star),
        '/' => PeekIs(1, '*') ? SkipBlockComment() : Take(1, TokenKind.Slash),
        '%' => Take(1, TokenKind.Percent),
        _ => Take(IsSurrogatePair() ? 2 : 1, TokenKind.Unknown),
    };

    // Cedar has no such comments: their text must not be taken for code, least of all the brackets in it.
    private TokenKind SkipBlockComment()
    {
        var end = text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
        _position = end < 0 ? text.Length : end + 2;
        return TokenKind.Unknown;
    }

    private TokenKind Take(int length, TokenKind kind)
    {
        _position += length;
        return kind;
    }

    private readonly bool PeekIs(int offset, char c) => _position + offset < text.Length && text[_position + offset] == c;

    private readonly bool IsSurrogatePair() =>
        _position + 1 < text.Length && char.IsHighSurrogate(text[_position]) && char.IsLowSurrogate(text[_position + 1]);

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
