using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>What the parsers of policies and of schemas share: the token at hand, the brackets that are open, what can be read alike in both.</summary>
/// <remarks>A method that cannot go on has reported why and returns null (or false).</remarks>
internal abstract partial class ParserBase
{
    private CedarLexer _lexer;

    private protected ParserBase(SourceFile file, DiagnosticBag bag)
    {
        (File, Text, Bag) = (file, file.Text, bag);
        _lexer = new CedarLexer(file.Text);
        Current = _lexer.Next();
        FindLoneSurrogates();
    }

    private protected SourceFile File { get; }

    private protected string Text { get; }

    private protected DiagnosticBag Bag { get; }

    /// <summary>The token at hand.</summary>
    private protected Token Current { get; private set; }

    /// <summary>The token before the one at hand.</summary>
    private protected Token Previous { get; private set; }

    /// <summary>Whether something was reported; a parser that leaves out what has an error sets it back where the next such part starts.</summary>
    private protected bool HasFailed { get; set; }

    // How many brackets of the part at hand are open: what tells, after an error, which one closes the part that has it.
    private protected int OpenParens { get; private set; }

    private protected int OpenBraces { get; private set; }

    private protected int OpenBrackets { get; private set; }

    private protected static bool IsShortEnough(SourceFile file, DiagnosticBag bag)
    {
        if (file.Text.Length <= Limits.MaxSourceLength)
            return true;
        bag.Report(file, new TextSpan(0, 0), DiagnosticRules.SourceTooLong, file.Text.Length, Limits.MaxSourceLength);
        return false;
    }

    /// <summary>At the start of a part, which stands within <paramref name="braces"/>: forgets what the part before it left open.</summary>
    private protected void ResetBrackets(int braces) => (OpenParens, OpenBraces, OpenBrackets) = (0, braces, 0);

    private protected void Advance()
    {
        CountBracket();
        Previous = Current;
        Current = _lexer.Next();
    }

    private void CountBracket()
    {
        switch (Current.Kind)
        {
            case TokenKind.OpenParen:
                OpenParens++;
                break;
            case TokenKind.CloseParen:
                OpenParens--;
                break;
            case TokenKind.OpenBrace:
                OpenBraces++;
                break;
            case TokenKind.CloseBrace:
                OpenBraces--;
                break;
            case TokenKind.OpenBracket:
                OpenBrackets++;
                break;
            case TokenKind.CloseBracket:
                OpenBrackets--;
                break;
        }
    }

    /// <summary>The token after the one at hand.</summary>
    private protected Token Peek()
    {
        var ahead = _lexer;
        return ahead.Next();
    }

    /// <summary>The two tokens after the one at hand.</summary>
    private protected (Token First, Token Second) PeekTwo()
    {
        var ahead = _lexer;
        var first = ahead.Next();
        return (first, ahead.Next());
    }

    private protected bool IsWord(string word) => IsWord(Current, word);

    private protected bool IsWord(Token token, string word) =>
        token.Kind == TokenKind.Identifier && token.Length == word.Length && string.CompareOrdinal(Text, token.Start, word, 0, word.Length) == 0;

    /// <summary>Whether this is a word that cannot be a name where any other can.</summary>
    private protected bool IsReserved(Token token) => token.Kind == TokenKind.Identifier && token.Length <= 7 && CedarText.IsReserved(TextOf(token));

    private protected bool TryConsume(TokenKind kind, string expected, params string[] words)
    {
        if (Current.Kind != kind)
        {
            ReportUnexpected(expected, words);
            return false;
        }

        Advance();
        return true;
    }

    private protected string TextOf(Token token) => Text.Substring(token.Start, token.Length);

    /// <summary>The identifier at hand, reserved or not.</summary>
    private protected string ReadIdentifier()
    {
        CheckLength(Current.Span);
        Advance();
        return TextOf(Previous);
    }

    /// <summary>The text of the string at hand.</summary>
    private protected string ReadString()
    {
        if (!CedarStringReader.TryReadString(File, Current, Bag, out var value))
            HasFailed = true;
        Advance();
        return value;
    }

    /// <summary>From <paramref name="start"/> to where the last token ends that was read.</summary>
    private protected TextSpan SpanFrom(int start) => TextSpan.FromBounds(start, Previous.End);

    /// <summary>The annotations at hand, if any; none stands twice.</summary>
    private protected EquatableArray<AnnotationSyntax>? ParseAnnotations()
    {
        if (Current.Kind != TokenKind.At)
            return EquatableArray<AnnotationSyntax>.Empty;
        var list = new List<AnnotationSyntax>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (Current.Kind == TokenKind.At)
        {
            if (Bag.IsFull || ParseAnnotation() is not { } annotation)
                return null;
            if (names.Add(annotation.Name))
                list.Add(annotation);
            else
                Report(annotation.Span, DiagnosticRules.DuplicateAnnotation, Excerpt.Quote("@" + annotation.Name));
        }

        return list.ToEquatableArray();
    }

    private AnnotationSyntax? ParseAnnotation()
    {
        var start = Current.Start;
        Advance();
        if (Current.Kind != TokenKind.Identifier)
        {
            ReportUnexpected("the annotation's name after '@'");
            return null;
        }

        var name = ReadIdentifier();
        if (Current.Kind != TokenKind.OpenParen)
            return new AnnotationSyntax(name, null) { Span = SpanFrom(start) };
        Advance();
        if (Current.Kind != TokenKind.String)
        {
            ReportUnexpected("the annotation's value, a string literal");
            return null;
        }

        var value = ReadString();
        return TryConsume(TokenKind.CloseParen, "')' after the annotation's value") ? new AnnotationSyntax(name, value) { Span = SpanFrom(start) } : null;
    }
}
