using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Tests.Text;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("abc", "'abc'")]
    [InlineData("", "''")]
    [InlineData("a\nb\r\t\0", "'a\\nb\\r\\u{9}\\u{0}'")]
    [InlineData("\u202E\u00AD é😀", "'\\u{202e}\\u{ad} é😀'")]
    [InlineData("123456789012345678901234567890123456789012345", "'1234567890123456789012345678901234567890…'")]
    [InlineData("12345678901234567890123456789012345678😀", "'12345678901234567890123456789012345678😀'")]
    [InlineData("123456789012345678901234567890123456789😀", "'123456789012345678901234567890123456789😀'")]
    public void Excerpt_Text_IsShortAndVisible(string text, string expected) => Assert.Equal(expected, Excerpt.Quote(text));

    [Fact]
    public void Excerpt_HalfASurrogatePair_IsSpelledOut() => Assert.Equal("'\\u{d83d}'", Excerpt.Quote("\uD83D"));
}
