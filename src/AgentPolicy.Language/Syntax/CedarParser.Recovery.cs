namespace AgentPolicy.Language.Syntax;

/// <summary>After an error: finding the place to go on.</summary>
internal sealed partial class CedarParser
{
    /// <summary>Skips to the end of a condition and past it; false if the policy ends first.</summary>
    private bool SkipCondition()
    {
        while (!IsEndOfPolicy())
        {
            var isLast = Current.Kind == TokenKind.CloseBrace && OpenBraces <= 1;
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
            if (OpenParens <= 1 && Current.Kind == TokenKind.CloseParen)
                return true;
            if (OpenParens <= 1 && OpenBrackets <= 0 && Current.Kind == TokenKind.Comma)
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
            while (Current.Kind == TokenKind.Semicolon)
                Advance();
        }
        while (OpenBraces > 0 && Current.Kind != TokenKind.EndOfFile && !IsStartOfPolicy());
    }

    private bool IsEndOfPolicy() => Current.Kind is TokenKind.EndOfFile or TokenKind.Semicolon || IsStartOfPolicy();

    /// <summary>Whether a policy seems to start here although none has ended: a word alone is not enough, since <c>permit</c> may also be an attribute.</summary>
    private bool IsStartOfPolicy()
    {
        if (Current.Kind == TokenKind.At)
            return IsAnnotation();
        return (IsWord("permit") || IsWord("forbid")) && Previous.Kind != TokenKind.Dot && Peek().Kind == TokenKind.OpenParen;
    }

    private bool IsAnnotation()
    {
        var (name, next) = PeekTwo();
        if (name.Kind != TokenKind.Identifier)
            return false;
        return next.Kind is TokenKind.At or TokenKind.OpenParen || IsWord(next, "permit") || IsWord(next, "forbid");
    }
}
