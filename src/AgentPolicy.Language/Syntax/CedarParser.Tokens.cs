using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>Reading tokens, reporting what is wrong with them, and finding the place to go on.</summary>
internal sealed partial class CedarParser
{
    /// <summary>The words that can follow an operand.</summary>
    private static readonly string[] ExpressionWords = ["in", "is", "has", "like", "then", "else"];

    // How many brackets of the policy at hand are open: what tells, after an error, which one closes the part that has it.
    private int _parens;
    private int _braces;
    private int _brackets;

    private void Advance()
    {
        CountBracket();
        _previous = _token;
        _token = _lexer.Next();
    }

    private void CountBracket()
    {
        switch (_token.Kind)
        {
            case TokenKind.OpenParen:
                _parens++;
                break;
            case TokenKind.CloseParen:
                _parens--;
                break;
            case TokenKind.OpenBrace:
                _braces++;
                break;
            case TokenKind.CloseBrace:
                _braces--;
                break;
            case TokenKind.OpenBracket:
                _brackets++;
                break;
            case TokenKind.CloseBracket:
                _brackets--;
                break;
        }
    }

    private Token Peek()
    {
        var ahead = _lexer;
        return ahead.Next();
    }

    private bool IsWord(string word) => IsWord(_token, word);

    private bool IsWord(Token token, string word) =>
        token.Kind == TokenKind.Identifier && token.Length == word.Length && string.CompareOrdinal(_text, token.Start, word, 0, word.Length) == 0;

    private bool TryConsume(TokenKind kind, string expected, params string[] words)
    {
        if (_token.Kind != kind)
        {
            ReportUnexpected(expected, words);
            return false;
        }

        Advance();
        return true;
    }

    /// <summary>The identifier at hand, reserved or not.</summary>
    private string ReadIdentifier()
    {
        CheckLength(_token.Span);
        Advance();
        return _text.Substring(_previous.Start, _previous.Length);
    }

    /// <summary>The identifier at hand as the name of an attribute.</summary>
    private string ReadName(string hint)
    {
        var span = _token.Span;
        var name = ReadIdentifier();
        if (CedarText.IsReserved(name))
            Report(span, DiagnosticRules.ReservedWord, Excerpt.Quote(name), hint);
        return name;
    }

    private string ReadString()
    {
        if (!CedarStringReader.TryReadString(_file, _token, _bag, out var value))
            _failed = true;
        Advance();
        return value;
    }

    private void CheckLength(TextSpan span)
    {
        if (span.Length > Limits.MaxLiteralLength)
            Report(span, DiagnosticRules.LiteralTooLong, span.Length, Limits.MaxLiteralLength);
    }

    private TextSpan SpanFrom(int start) => TextSpan.FromBounds(start, _previous.End);

    private void Report(TextSpan span, DiagnosticRule rule, params object[] args)
    {
        _failed = true;
        _bag.Report(_file, span, rule, args);
    }

    /// <summary>Reports that something other than the token at hand was expected; of <paramref name="words"/> one may be suggested.</summary>
    private void ReportUnexpected(string expected, params string[] words)
    {
        switch (_token.Kind)
        {
            case TokenKind.UnterminatedString:
                Report(new TextSpan(_token.Start, 1), DiagnosticRules.UnterminatedString, QuoteToken());
                break;
            case TokenKind.Unknown:
                ReportUnknownCharacter();
                break;
            default:
                Report(_token.Span, DiagnosticRules.UnexpectedToken, QuoteToken(), expected, Suggest(words));
                break;
        }
    }

    private void ReportUnknownCharacter()
    {
        var c = _text[_token.Start];
        var isLoneSurrogate = _token.Length == 1 && char.IsSurrogate(c);
        if (isLoneSurrogate && _loneSurrogates.Count > 0)
            _failed = true;
        else
            Report(_token.Span, DiagnosticRules.UnknownCharacter, QuoteToken(), GetHint(c));
    }

    private static string GetHint(char c) => c switch
    {
        '\'' or '`' or '“' or '”' or '‘' or '’' => "; strings are put in double quotes",
        '&' => "; did you mean '&&'?",
        '|' => "; did you mean '||'?",
        '#' => "; comments start with '//'",
        '\uFEFF' => "; the file has a byte order mark that is not its first character, or was read without removing it",
        _ => "",
    };

    private string QuoteToken() => Describe(_token);

    private string Describe(Token token) => token.Kind == TokenKind.EndOfFile ? "end of file" : Excerpt.Quote(_text, token.Span);

    private string Suggest(params string[] words) => _token.Kind == TokenKind.Identifier ? Suggest(_token, words) : "";

    // Long text is no misspelt word, and is not worth a copy.
    private string Suggest(Token token, IEnumerable<string> words) =>
        token.Length > 64 ? "" : Suggestion.DidYouMean(_text.Substring(token.Start, token.Length), words);

    /// <summary>Skips to the end of a condition and past it; false if the policy ends first.</summary>
    private bool SkipCondition()
    {
        while (!IsEndOfPolicy())
        {
            var isLast = _token.Kind == TokenKind.CloseBrace && _braces <= 1;
            Advance();
            if (isLast)
                return true;
        }

        return false;
    }

    /// <summary>Skips to the next comma of the head or to its end; false if the policy ends or a clause starts first.</summary>
    private bool SkipScope()
    {
        while (!IsEndOfPolicy() && !IsStartOfClause())
        {
            if (_parens <= 1 && _token.Kind == TokenKind.CloseParen)
                return true;
            if (_parens <= 1 && _brackets <= 0 && _token.Kind == TokenKind.Comma)
                return true;
            Advance();
        }

        return false;
    }

    /// <summary>Skips to the start of the next policy. After a semicolon inside braces, which may be a slip, only what is surely a policy counts as one.</summary>
    private void SkipPolicy()
    {
        do
        {
            while (!IsEndOfPolicy())
                Advance();
            while (_token.Kind == TokenKind.Semicolon)
                Advance();
        }
        while (_braces > 0 && _token.Kind != TokenKind.EndOfFile && !IsStartOfPolicy());
    }

    private bool IsEndOfPolicy() => _token.Kind is TokenKind.EndOfFile or TokenKind.Semicolon || IsStartOfPolicy();

    /// <summary>Whether a policy seems to start here although none has ended: a word alone is not enough, since <c>permit</c> may also be an attribute.</summary>
    private bool IsStartOfPolicy()
    {
        if (_token.Kind == TokenKind.At)
            return IsAnnotation();
        return (IsWord("permit") || IsWord("forbid")) && _previous.Kind != TokenKind.Dot && Peek().Kind == TokenKind.OpenParen;
    }

    private bool IsAnnotation()
    {
        var ahead = _lexer;
        if (ahead.Next().Kind != TokenKind.Identifier)
            return false;
        var next = ahead.Next();
        return next.Kind is TokenKind.At or TokenKind.OpenParen || IsWord(next, "permit") || IsWord(next, "forbid");
    }

    private void FindLoneSurrogates()
    {
        for (var i = 0; i < _text.Length && !_bag.IsFull; i++)
        {
            if (!char.IsSurrogate(_text[i]))
                continue;
            if (char.IsHighSurrogate(_text[i]) && i + 1 < _text.Length && char.IsLowSurrogate(_text[i + 1]))
            {
                i++;
                continue;
            }

            _loneSurrogates.Add(i);
            Report(new TextSpan(i, 1), DiagnosticRules.LoneSurrogate, Excerpt.Quote(_text, new TextSpan(i, 1)));
        }
    }

    private bool HasLoneSurrogate(int start, int end)
    {
        if (_loneSurrogates.Count == 0)
            return false;
        var index = _loneSurrogates.BinarySearch(start);
        if (index < 0)
            index = ~index;
        return index < _loneSurrogates.Count && _loneSurrogates[index] < end;
    }
}
