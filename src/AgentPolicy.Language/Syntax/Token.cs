using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>A run of the source text that the grammars of policies and schemas see as one piece. Keywords are identifiers: only their place makes them keywords.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;

    public TextSpan Span => new(Start, Length);
}

internal enum TokenKind
{
    EndOfFile,
    Identifier,

    /// <summary>Decimal digits, of any value.</summary>
    Number,

    /// <summary>A string with its quotes, its escapes not looked at.</summary>
    String,

    /// <summary>A string whose closing quote is missing; it reaches to the end of the file.</summary>
    UnterminatedString,

    /// <summary><c>?name</c>.</summary>
    Slot,
    At,
    Dot,
    Comma,
    Semicolon,
    Colon,
    ColonColon,
    OpenParen,
    CloseParen,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Equal,
    EqualEqual,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Bang,
    Question,

    /// <summary>A character that starts no token, or a comment in <c>/* … */</c>, which Cedar has not.</summary>
    Unknown,
}
