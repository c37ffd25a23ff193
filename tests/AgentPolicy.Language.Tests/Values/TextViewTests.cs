using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AgentPolicy.Language.Tests.Values;

public sealed class TextViewTests
{
    [Property(Arbitrary = [typeof(Texts)], MaxTest = 10_000)]
    public void View_AnyTwoTexts_CompareAsStringsWhateverTheirForm(string left, string right)
    {
        foreach (var x in Forms(left))
        {
            Assert.Equal(left, x.View.ToString());
            Assert.Equal(left.Length == 0, x.View.IsEmpty);
            Assert.Equal(string.Equals(left, right, StringComparison.Ordinal), x.View.SequenceEqual(right));
            Assert.Equal(Math.Sign(string.CompareOrdinal(left, right)), Math.Sign(x.View.CompareOrdinal(right)));
            foreach (var y in Forms(right))
            {
                var isEqual = string.Equals(left, right, StringComparison.Ordinal);
                Assert.Equal(isEqual, x.View.SequenceEqual(y.View));
                Assert.Equal(isEqual, Hash(x.View) == Hash(y.View));
            }
        }
    }

    [Fact]
    public void Hash_TextsOfZeros_DifferByLength()
    {
        var hashes = Enumerable.Range(0, 20).Select(length => Hash(new TextView(new string('\0', length)))).ToHashSet();
        Assert.Equal(20, hashes.Count);
    }

    [Fact]
    public void Hash_TwoTexts_DependsOnWhereOneEnds() =>
        Assert.NotEqual(ValueHash.OfEntity("ab", new TextView("c")), ValueHash.OfEntity("a", new TextView("bc")));

    [Fact]
    public void CompareOrdinal_AstralText_SortsByCodeUnitsAsStringsDo()
    {
        // By scalars U+1F600 comes after U+FF5E, by code units before it.
        Assert.True(new TextView(Encoding.UTF8.GetBytes("😀")).CompareOrdinal("～") < 0);
        Assert.True(new TextView("😀").CompareOrdinal("～") < 0);
    }

    [Property(MaxTest = 5000)]
    public void View_InvalidUtf8_IsReadToItsEndWithoutFailing(byte[] bytes)
    {
        var reader = new Utf8Reader(bytes);
        var units = 0;
        while (reader.TryRead(out _))
            units++;
        Assert.True(reader.IsAtEnd);
        Assert.True(units <= bytes.Length * 2);
        var view = new TextView(bytes);
        Assert.True(view.SequenceEqual(new TextView(bytes.ToArray())));
        Assert.Equal(Hash(view), Hash(new TextView(bytes.ToArray())));
    }

    private static ulong Hash(TextView text)
    {
        var hash = KeyedHash.Start();
        hash.Add(text);
        return hash.Finish();
    }

    private static Form[] Forms(string text) => [new Form(text, null), new Form(text, Encoding.UTF8.GetBytes(text))];

    private readonly record struct Form(string Text, byte[]? Utf8)
    {
        public TextView View => Utf8 is null ? new TextView(Text) : new TextView(Utf8);
    }

    public static class Texts
    {
        public static Arbitrary<string> All() => Arb.From(Gen.OneOf(
            Gen.Elements("a", "b", "\0", "é", "߿", "ࠀ", "～", "\uFFFF", "\uE000", "\uD7FF", "😀", "😁", "\U00010000", "\U0010FFFF").ListOf().Select(string.Concat),
            Gen.Elements("", "a", "aa", "😀", "é", "～")));
    }
}
