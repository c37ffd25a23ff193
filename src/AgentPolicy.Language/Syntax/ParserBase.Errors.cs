using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>Reporting what is wrong with a token.</summary>
internal abstract partial class ParserBase
{
    private readonly List<int> _loneSurrogates = [];

    private protected void Report(TextSpan span, DiagnosticRule rule, params object[] args)
    {
        HasFailed = true;
        Bag.Report(File, span, rule, args);
    }

    private protected void CheckLength(TextSpan span)
    {
        if (span.Length > Limits.MaxLiteralLength)
            Report(span, DiagnosticRules.LiteralTooLong, span.Length, Limits.MaxLiteralLength);
    }

    /// <summary>Whether what starts here is nested too deep to be parsed, or deeper than the thread's stack allows; then that is reported.</summary>
    private protected bool IsTooDeep(int depth)
    {
        var start = new TextSpan(Current.Start, Math.Min(1, Current.Length));
        if (depth > Limits.MaxNesting)
            Report(start, DiagnosticRules.NestingTooDeep, Limits.MaxNesting);
        else if (!StackGuard.HasRoom())
            Report(start, DiagnosticRules.StackTooSmall);
        else
            return false;
        return true;
    }

    /// <summary>Reports that something other than the token at hand was expected; of <paramref name="words"/> one may be suggested.</summary>
    private protected void ReportUnexpected(string expected, params string[] words)
    {
        switch (Current.Kind)
        {
            case TokenKind.UnterminatedString:
                Report(new TextSpan(Current.Start, 1), DiagnosticRules.UnterminatedString, QuoteToken());
                break;
            case TokenKind.Unknown:
                ReportUnknownCharacter();
                break;
            case TokenKind.EndOfFile when Previous.Kind == TokenKind.UnterminatedString:
                // The string's missing end is the one error of everything behind it.
                HasFailed = true;
                break;
            default:
                Report(Current.Span, DiagnosticRules.UnexpectedToken, QuoteToken(), expected, Suggest(words));
                break;
        }
    }

    /// <summary>Reports the token at hand by a rule that says what should stand here; what is no token at all is reported as that.</summary>
    private protected void ReportUnexpected(DiagnosticRule rule)
    {
        if (Current.Kind is TokenKind.Unknown or TokenKind.UnterminatedString)
            ReportUnexpected("");
        else
            Report(Current.Span, rule, QuoteToken());
    }

    private void ReportUnknownCharacter()
    {
        var c = Text[Current.Start];
        var isLoneSurrogate = Current.Length == 1 && char.IsSurrogate(c);
        if (isLoneSurrogate && _loneSurrogates.Count > 0)
            HasFailed = true;
        else
            Report(Current.Span, DiagnosticRules.UnknownCharacter, QuoteToken(), GetHint(c));
    }

    private static string GetHint(char c) => c switch
    {
        '\'' or '`' or '“' or '”' or '‘' or '’' => "; strings are put in double quotes",
        '&' => "; did you mean '&&'?",
        '|' => "; did you mean '||'?",
        '#' or '/' => "; comments start with '//'",
        '\uFEFF' => "; the file has a byte order mark that is not its first character, or was read without removing it",
        _ => "",
    };

    private protected string QuoteToken() => Describe(Current);

    private protected string Describe(Token token) => token.Kind == TokenKind.EndOfFile ? "end of file" : Excerpt.Quote(Text, token.Span);

    private protected string Suggest(params string[] words) => Current.Kind == TokenKind.Identifier ? Suggest(Current, words) : "";

    // Long text is no misspelt word, and is not worth a copy.
    private protected string Suggest(Token token, IEnumerable<string> words) => token.Length > 64 ? "" : Suggestion.DidYouMean(TextOf(token), words);

    private void FindLoneSurrogates()
    {
        for (var i = 0; i < Text.Length && !Bag.IsFull; i++)
        {
            if (!char.IsSurrogate(Text[i]))
                continue;
            if (char.IsHighSurrogate(Text[i]) && i + 1 < Text.Length && char.IsLowSurrogate(Text[i + 1]))
            {
                i++;
                continue;
            }

            _loneSurrogates.Add(i);
            Report(new TextSpan(i, 1), DiagnosticRules.LoneSurrogate, Excerpt.Quote(Text, new TextSpan(i, 1)));
        }
    }

    private protected bool HasLoneSurrogate(int start, int end)
    {
        if (_loneSurrogates.Count == 0)
            return false;
        var index = _loneSurrogates.BinarySearch(start);
        if (index < 0)
            index = ~index;
        return index < _loneSurrogates.Count && _loneSurrogates[index] < end;
    }
}
