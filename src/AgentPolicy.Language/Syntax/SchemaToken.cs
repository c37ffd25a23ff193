using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

internal enum SchemaTokenKind
{
    End,
    Identifier,
    String,
    Comma,
    Semicolon,
    Colon,
    DoubleColon,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    OpenParenthesis,
    CloseParenthesis,
    Less,
    Greater,
    Equals,
    Question,
    At,
}

/// <param name="Text">An identifier's name or a string's text, escapes resolved; empty in other tokens.</param>
/// <param name="IsFirstOnLine">Whether only white space and comments stand before it on its line.</param>
internal readonly record struct SchemaToken(SchemaTokenKind Kind, TextSpan Span, string Text, bool IsFirstOnLine)
{
    /// <summary>Whether this is the identifier <paramref name="keyword"/>; the words of the schema language are reserved nowhere, so that any may be a name too.</summary>
    public bool Is(string keyword) => Kind == SchemaTokenKind.Identifier && string.Equals(Text, keyword, StringComparison.Ordinal);
}
