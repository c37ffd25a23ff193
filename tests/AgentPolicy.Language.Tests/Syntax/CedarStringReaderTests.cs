using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language.Tests.Syntax;

public sealed class CedarStringReaderTests
{
    [Theory]
    [InlineData(@"\n\r\t\\\0\'\""", "\n\r\t\\\0'\"")]
    [InlineData(@"\x41\x7f\x00", "A\u007F\0")]
    [InlineData(@"\u{41}\u{0041}\u{1F600}\u{10FFFF}", "AA😀\U0010FFFF")]
    [InlineData(@"\u{1_F_6__00_}", "😀")]
    [InlineData("a\nb\tc", "a\nb\tc")]
    [InlineData("*", "*")]
    [InlineData("a//b", "a//b")]
    [InlineData("é😀", "é😀")]
    public void StringReader_Literal_ResolvesEscapes(string content, string expected) =>
        Assert.Equal(new StringLiteralSyntax(expected), Parsing.Expression($"\"{content}\""));

    [Theory]
    [InlineData("", "")]
    [InlineData("*", "|")]
    [InlineData("a*b", "a|b")]
    [InlineData("**", "||")]
    [InlineData(@"\*a\\*", @"*a\|")]
    [InlineData(@"a\x2ab\u{2A}", "a|b|")]
    public void StringReader_Pattern_SplitsAtWildcards(string content, string segments)
    {
        var like = Assert.IsType<LikeSyntax>(Parsing.Expression($"\"\" like \"{content}\""));
        Assert.Equal(segments.Split('|'), like.Pattern.Segments);
    }

    [Theory]
    [InlineData(@"\q", 2, @"'\q' is no escape sequence: there are \n \r \t \\ \0 \' \"" \xNN and \u{N}")]
    [InlineData(@"\*", 2, @"'\*' is no escape sequence: '\*' belongs into patterns; a star in a string is just '*'")]
    [InlineData(@"ab\x80", 4, @"'\x80' is no escape sequence: \x goes up to \x7F; write \u{80}")]
    [InlineData(@"\x4", 2, @"'\x4' is no escape sequence: \x takes two hexadecimal digits")]
    [InlineData(@"\xg0", 2, @"'\x' is no escape sequence: \x takes two hexadecimal digits")]
    [InlineData(@"\u41", 2, @"'\u' is no escape sequence: \u takes hexadecimal digits in braces, as in \u{1F600}")]
    [InlineData(@"\u{}", 2, @"'\u{}' is no escape sequence: \u takes one to six hexadecimal digits")]
    [InlineData(@"\u{0000041}", 2, @"'\u{0000041}' is no escape sequence: \u takes one to six hexadecimal digits")]
    [InlineData(@"\u{_41}", 2, @"'\u{' is no escape sequence: \u takes hexadecimal digits in braces, as in \u{1F600}")]
    [InlineData(@"\u{41", 2, @"'\u{41' is no escape sequence: expected '}'")]
    [InlineData(@"\u{D800}", 2, @"'\u{D800}' is no escape sequence: a surrogate is no character")]
    [InlineData(@"\u{110000}", 2, @"'\u{110000}' is no escape sequence: characters go up to \u{10FFFF}")]
    [InlineData("\\\n", 2, "'\\\\n' is no escape sequence: a line cannot be continued")]
    [InlineData("a\rb", 3, "'\\r' is no escape sequence: a carriage return in a string is written \\r")]
    [InlineData(@"\😀", 2, @"'\😀' is no escape sequence: there are \n \r \t \\ \0 \' \"" \xNN and \u{N}")]
    public void StringReader_WrongEscape_IsReportedWhereItStands(string content, int column, string message)
    {
        var error = Assert.Single(Parsing.ExpressionErrors($"\"{content}\""));
        Assert.Equal(("AGP0104", 1, column, message), (error.Id, error.Line, error.Column, error.Message));
    }

    [Fact]
    public void StringReader_SeveralWrongEscapes_AreAllReported() =>
        Assert.Equal([2, 5, 9], Parsing.ExpressionErrors(@"""\q \w  \u{}""").Select(error => error.Column));

    [Fact]
    public void StringReader_LongestLiteral_IsAccepted()
    {
        var text = new string('x', Limits.MaxLiteralLength);
        Assert.Equal(new StringLiteralSyntax(text), Parsing.Expression($"\"{text}\""));
        Assert.Equal(Limits.MaxLiteralLength, ((StringLiteralSyntax)Parsing.Expression($"\"{text.Replace("x", @"\u{78}")}\"")).Value.Length);
    }

    [Theory]
    [InlineData("\"x{0}\"")]
    [InlineData("\"\\n{0}\"")]
    [InlineData("\"\" like \"*{0}\"")]
    [InlineData("0{0}")]
    [InlineData("context.a{0}")]
    [InlineData("A{0}::\"\"")]
    public void StringReader_TooLongLiteral_IsReported(string format)
    {
        var filler = new string(format[0] == '0' ? '0' : 'x', Limits.MaxLiteralLength);
        var error = Assert.Single(Parsing.ExpressionErrors(string.Format(format, filler)));
        Assert.Equal(("AGP0304", $"this literal has {Limits.MaxLiteralLength + 1} characters; at most {Limits.MaxLiteralLength} are allowed"), (error.Id, error.Message));
    }

    [Fact]
    public void StringReader_TooLongPath_IsReportedOnce() =>
        Assert.Equal("AGP0304", Assert.Single(Parsing.ExpressionErrors(string.Concat(Enumerable.Repeat("A::", Limits.MaxLiteralLength)) + "\"\"")).Id);
}
