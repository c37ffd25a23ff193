using System.Text;
using AgentPolicy.Language.Collections;
using AgentPolicy.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AgentPolicy.Language.Tests.Values;

public sealed class LikePatternTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("**", "", true)]
    [InlineData("*", "\0", true)]
    [InlineData("a*", "a", true)]
    [InlineData("a*a", "a", false)]
    [InlineData("a*a", "aa", true)]
    [InlineData("ab*ba", "aba", false)]
    [InlineData("*a", "ba", true)]
    [InlineData("*a", "ab", false)]
    [InlineData("a*b*c", "abbc", true)]
    [InlineData("a*b*c", "acb", false)]
    [InlineData("*b*b*", "ab", false)]
    [InlineData("*😀*", "a😀b", true)]
    [InlineData("*😀", "😁", false)]
    [InlineData("A*", "ab", false)]
    [InlineData("é*", "e\u0301x", false)]
    public void Like_Pattern_MatchesWholeTexts(string pattern, string text, bool expected) => Check(pattern.Split('*'), text, expected);

    [Property(Arbitrary = [typeof(Patterns)], MaxTest = 8_000)]
    public void Like_AnyPattern_AgreesWithTheNaiveMatcher(Example example) => Check(example.Segments, example.Text, Naive(example.Segments, example.Text));

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(40)]
    public void Like_SegmentOfAnyLength_IsFoundAfterFalseStarts(int length)
    {
        var segment = new string('a', length - 1) + "b";
        Check(["", segment, ""], new string('a', 100) + "b", true);
        Check(["", segment, ""], new string('a', 100) + "c", false);
        Check(["", segment, segment, ""], segment + new string('a', length - 1) + segment, true);
        Check(["", segment, segment, ""], segment + new string('a', length - 1), false);
    }

    [Fact]
    public void Pattern_WithoutSegments_IsRefused() => Assert.Throws<ArgumentException>(() => new LikePattern(default));

    [Fact]
    public void Pattern_Equality_IsThatOfItsSegments()
    {
        var pattern = new LikePattern(EquatableArray.Of("a", "", "*"));
        Assert.Equal(new LikePattern(EquatableArray.Of("a", "", "*")), pattern);
        Assert.Equal(new LikePattern(EquatableArray.Of("a", "", "*")).GetHashCode(), pattern.GetHashCode());
        Assert.NotEqual(new LikePattern(EquatableArray.Of("a", "*")), pattern);
        Assert.Equal(@"a**\*", pattern.ToString());
    }

    private static void Check(string[] segments, string text, bool expected)
    {
        var pattern = new LikePattern(segments.ToEquatableArray());
        Assert.Equal((expected, expected), (pattern.IsMatch(new TextView(text)), pattern.IsMatch(new TextView(Encoding.UTF8.GetBytes(text)))));
    }

    // By scalars, as Cedar has it, and by dynamic programming: reachable[i] tells whether the pattern so far matches the first i scalars.
    private static bool Naive(string[] segments, string text)
    {
        var scalars = text.EnumerateRunes().ToArray();
        var reachable = new bool[scalars.Length + 1];
        reachable[0] = true;
        for (var i = 0; i < segments.Length; i++)
        {
            if (i > 0)
            {
                for (var j = 1; j < reachable.Length; j++)
                    reachable[j] |= reachable[j - 1];
            }

            foreach (var scalar in segments[i].EnumerateRunes())
            {
                for (var j = reachable.Length - 1; j > 0; j--)
                    reachable[j] = reachable[j - 1] && scalars[j - 1] == scalar;
                reachable[0] = false;
            }
        }

        return reachable[^1];
    }

    public sealed record Example(string[] Segments, string Text)
    {
        public override string ToString() => string.Join("*", Segments) + " : " + Text;
    }

    public static class Patterns
    {
        private static readonly Gen<string> Word = Gen.Elements("a", "a", "b", "*", "é", "😀", "\U00010000").ListOf().Select(string.Concat);

        // Long runs of few letters, so that segments beyond the simple search overlap with themselves.
        private static readonly Gen<string> LongWord =
            from word in Gen.Elements("a", "ab", "aab", "aé") from count in Gen.Choose(5, 25) from end in Gen.Elements("", "a", "b") select string.Concat(Enumerable.Repeat(word, count)) + end;

        private static readonly Gen<string[]> Segments = Gen.OneOf(Word, Word, LongWord).NonEmptyListOf().Select(segments => segments.Take(6).ToArray());

        public static Arbitrary<Example> Examples() => Arb.From(
            from segments in Segments
            from text in Gen.OneOf(
                Word,
                LongWord,
                Gen.OneOf(Word, Gen.Constant("")).ListOf(segments.Length).Select(fillers => string.Concat(segments.Zip(fillers, (segment, filler) => segment + filler))),
                Gen.OneOf(Word, Gen.Constant("")).ListOf(segments.Length - 1).Select(fillers => string.Concat(segments.Zip(fillers.Append(""), (segment, filler) => segment + filler))))
            select new Example(segments, text));
    }

    [Collection(nameof(Alone))]
    public sealed class Time
    {
        [Fact]
        public void Like_PathologicalPatterns_TakeLinearTime() => LinearTime.Holds(5_000_000, length =>
        {
            // The patterns grow with the text.
            var (text, many, more) = (new string('a', length), length / 500, length / 160);
            var utf8 = Encoding.UTF8.GetBytes(text);
            string[][] patterns =
            [
                [.. Enumerable.Repeat("a", many), "b"],
                ["", .. Enumerable.Repeat("aaaaaaaaaaaaaaaab", 100), ""],
                ["", new string('a', 15) + "b", ""],
                ["", "b" + new string('a', 15), ""],
                ["", new string('a', 7) + "b" + new string('a', 7), ""],
                ["", new string('a', more) + "b", ""],
                ["", new string('a', more) + "b" + new string('a', more), ""],
                ["", .. Enumerable.Repeat("aab", many), ""],
                ["", string.Concat(Enumerable.Repeat("ab", 2 * many)), ""],
            ];
            return () =>
            {
                foreach (var segments in patterns)
                {
                    var pattern = new LikePattern(segments.ToEquatableArray());
                    Assert.False(pattern.IsMatch(new TextView(text)));
                    Assert.False(pattern.IsMatch(new TextView(utf8)));
                }
            };
        });
    }
}
