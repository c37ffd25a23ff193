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

/// <summary>
/// A token. Its text is an identifier's name, or a string's text with escapes resolved, and else empty. It is first on its line where only white space and
/// comments stand before it.
/// </summary>
internal readonly record struct SchemaToken(SchemaTokenKind Kind, TextSpan Span, string Text, bool IsFirstOnLine)
{
    /// <summary>Whether this is the identifier <paramref name="keyword"/>; the words of the schema language are reserved nowhere, so that any may be a name too.</summary>
    public bool Is(string keyword) => Kind == SchemaTokenKind.Identifier && string.Equals(Text, keyword, StringComparison.Ordinal);
}
