using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Tests.Text;

public sealed class SuggestionTests
{
    private static readonly string[] Words = ["contains", "containsAll", "containsAny", "in", "is"];

    [Theory]
    [InlineData("contain", "contains")]
    [InlineData("containAll", "containsAll")]
    [InlineData("cotnainsAny", "containsAny")]
    [InlineData("CONTAINS", "contains")]
    [InlineData("isn", "in")]
    [InlineData("i", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    [InlineData("holds", null)]
    public void Suggestion_Word_FindsTheNearest(string word, string? expected) => Assert.Equal(expected, Suggestion.FindNearest(word, Words));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("abc", "abcd", 1)]
    [InlineData("abc", "bc", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abcdef", "ghijkl", 4)]
    public void Suggestion_Distance_IsBounded(string left, string right, int expected) => Assert.Equal(expected, Suggestion.GetDistance(left, right, 4));

    [Fact]
    public void Suggestion_VeryLongWord_IsNotCompared() => Assert.Null(Suggestion.FindNearest(new string('a', 100_000), [new string('a', 100_000)]));

    [Fact]
    public void Suggestion_DidYouMean_IsTheEndOfAMessage()
    {
        Assert.Equal("; did you mean 'in'?", Suggestion.DidYouMean("inn", Words));
        Assert.Equal("", Suggestion.DidYouMean("other", Words));
    }
}
