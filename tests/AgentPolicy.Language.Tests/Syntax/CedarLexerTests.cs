using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language.Tests.Syntax;

public sealed class CedarLexerTests
{
    [Theory]
    [InlineData("abc _x A1", "Identifier:abc Identifier:_x Identifier:A1")]
    [InlineData("007 1a", "Number:007 Number:1 Identifier:a")]
    [InlineData("a//b\nc//d\re", "Identifier:a Identifier:c Identifier:e")]
    [InlineData("//only", "")]
    [InlineData("a /* } */ b /*/ c", "Identifier:a Unknown:/* } */ Identifier:b Unknown:/*/ c")]
    [InlineData("a / b", "Identifier:a Slash:/ Identifier:b")]
    [InlineData("a\u00A0\u2003\u3000\u0085b", "Identifier:a Identifier:b")]
    [InlineData("a\u200Bb", "Identifier:a Unknown:\u200B Identifier:b")]
    [InlineData("é😀", "Unknown:é Unknown:😀")]
    [InlineData("?principal ?x ?: ?", "Slot:?principal Slot:?x Question:? Colon:: Question:?")]
    [InlineData("& | && ||", "Unknown:& Unknown:| And:&& Or:||")]
    [InlineData("<<=>>= == = != !", "Less:< LessOrEqual:<= Greater:> GreaterOrEqual:>= EqualEqual:== Equal:= NotEqual:!= Bang:!")]
    [InlineData("::: :", "ColonColon::: Colon:: Colon::")]
    [InlineData("@.,;(){}[]+-*%", "At:@ Dot:. Comma:, Semicolon:; OpenParen:( CloseParen:) OpenBrace:{ CloseBrace:} OpenBracket:[ CloseBracket:] Plus:+ Minus:- Star:* Percent:%")]
    [InlineData(""" "a\"b" "" """, """String:"a\"b" String:"" """)]
    [InlineData("\"a\nb\"", "String:\"a\nb\"")]
    [InlineData("a \"b; c", "Identifier:a UnterminatedString:\"b; c")]
    [InlineData("\"\\", "UnterminatedString:\"\\")]
    public void Lexer_Text_SplitsIntoTokens(string text, string expected) => Assert.Equal(expected.Trim(), string.Join(' ', Lex(text)));

    [Fact]
    public void Lexer_Copy_ReadsAheadWithoutMovingTheOriginal()
    {
        var lexer = new CedarLexer("a b c");
        lexer.Next();
        var ahead = lexer;
        ahead.Next();
        Assert.Equal(4, ahead.Next().Start);
        Assert.Equal(2, lexer.Next().Start);
    }

    [Fact]
    public void Lexer_AtEnd_StaysThere()
    {
        var lexer = new CedarLexer(" a ");
        lexer.Next();
        Assert.Equal(new Token(TokenKind.EndOfFile, 3, 0), lexer.Next());
        Assert.Equal(new Token(TokenKind.EndOfFile, 3, 0), lexer.Next());
    }

    private static List<string> Lex(string text)
    {
        var tokens = new List<string>();
        var lexer = new CedarLexer(text);
        for (var token = lexer.Next(); token.Kind != TokenKind.EndOfFile; token = lexer.Next())
            tokens.Add($"{token.Kind}:{text.Substring(token.Start, token.Length)}");
        return tokens;
    }
}
