using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using AgentPolicy.Compiled;

namespace AgentPolicy.Tests.Compiled;

public sealed class ToolInputsTests
{
    [Fact]
    public void Null_Copied_IsNull()
    {
        Assert.Null(ToolInputs.Copy((int[]?)null, "p", null));
        Assert.Null(ToolInputs.Copy((List<int>?)null, "p", null));
        Assert.Null(ToolInputs.Copy((IReadOnlySet<int>?)null, "p", null));
        Assert.Null(ToolInputs.Copy((IDictionary<string, int>?)null, "p", null));
    }

    [Fact]
    public void Collections_Copied_HoldTheSameInTheSameOrder()
    {
        int[] items = [3, 1, 2];

        Assert.Equal(items, ToolInputs.Copy(items, "p", null));
        Assert.Equal(items, ToolInputs.Copy(items.ToList(), "p", null));
        Assert.Equal(items, ToolInputs.Copy((IList<int>)items, "p", null));
        Assert.Equal(items, ToolInputs.Copy((ICollection<int>)items, "p", null));
        Assert.Equal(items, ToolInputs.Copy((IReadOnlyList<int>)items, "p", null));
        Assert.Equal(items, ToolInputs.Copy((IReadOnlyCollection<int>)new Queue<int>(items), "p", null));
        Assert.NotSame(items, ToolInputs.Copy((IReadOnlyList<int>)items, "p", null));
    }

    [Fact]
    public void Elements_ThatCanChange_AreCopiedToo()
    {
        int[][] items = [[1], [2]];
        static int[] Copy(int[] inner, string parameter) => ToolInputs.Copy(inner, parameter, null);

        var copied = ToolInputs.Copy(items, "p", Copy);
        items[0][0] = 9;

        Assert.Equal(1, copied[0][0]);
    }

    [Fact]
    public void Sets_Copied_CompareAsTheyDid()
    {
        var ignoring = StringComparer.OrdinalIgnoreCase;
        IReadOnlySet<string>[] sets =
        [
            new HashSet<string>(ignoring) { "a" }, new SortedSet<string>(ignoring) { "a" }, new[] { "a" }.ToFrozenSet(ignoring), ImmutableHashSet.Create(ignoring, "a"),
            ImmutableSortedSet.Create(ignoring, "a"),
        ];

        Assert.All(sets, set => Assert.Contains("A", ToolInputs.Copy(set, "p", null)));
        Assert.All(sets.OfType<ISet<string>>(), set => Assert.Contains("A", ToolInputs.Copy(set, "p", null)));
        Assert.DoesNotContain("A", ToolInputs.Copy(new HashSet<string> { "a" }, "p", null));
    }

    [Fact]
    public void Dictionaries_Copied_CompareAsTheyDid()
    {
        var ignoring = StringComparer.OrdinalIgnoreCase;
        IReadOnlyDictionary<string, int>[] dictionaries =
        [
            new Dictionary<string, int>(ignoring) { ["a"] = 1 }, new SortedDictionary<string, int>(ignoring) { ["a"] = 1 },
            new SortedList<string, int>(ignoring) { ["a"] = 1 }, new ConcurrentDictionary<string, int>(ignoring) { ["a"] = 1 },
            new Dictionary<string, int> { ["a"] = 1 }.ToFrozenDictionary(ignoring), new Dictionary<string, int> { ["a"] = 1 }.ToImmutableDictionary(ignoring),
        ];

        Assert.All(dictionaries, dictionary => Assert.True(ToolInputs.Copy(dictionary, "p", null).ContainsKey("A")));
        Assert.All(dictionaries.OfType<IDictionary<string, int>>(), dictionary => Assert.True(ToolInputs.Copy(dictionary, "p", null).ContainsKey("A")));
        Assert.False(ToolInputs.Copy(new Dictionary<string, int> { ["a"] = 1 }, "p", null).ContainsKey("A"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 2)]
    [InlineData(2, 3)]
    [InlineData(-1, 0)]
    [InlineData(int.MaxValue, 2)]
    [InlineData(2, -1)]
    public void Collection_ThatListsAnotherNumberThanItCounts_IsRefused(int count, int listed)
    {
        var shifting = new Shifting(count, listed);

        Assert.Equal("tags", Assert.Throws<ArgumentException>(() => ToolInputs.Copy((IReadOnlyCollection<KeyValuePair<string, int>>)shifting, "tags", null)).ParamName);
        Assert.Equal("tags", Assert.Throws<ArgumentException>(() => ToolInputs.Copy((IReadOnlyDictionary<string, int>)shifting, "tags", null)).ParamName);
    }

    [Fact]
    public void Collection_Copied_IsAskedForItsCountOnce()
    {
        var shifting = new Shifting(2, 2);

        ToolInputs.Copy((IReadOnlyDictionary<string, int>)shifting, "p", null);

        Assert.Equal(1, shifting.Counted);
    }

    [Fact]
    public void Dictionary_ThatListsAKeyTwice_IsRefused() =>
        Assert.Throws<ArgumentException>(() => ToolInputs.Copy((IReadOnlyDictionary<string, int>)new Shifting(2, 2) { Key = "same" }, "p", null));

    /// <summary>Counts one number and lists another; a negative one never ends.</summary>
    private sealed class Shifting(int count, int listed) : IReadOnlyDictionary<string, int>
    {
        public int Counted { get; private set; }

        public string? Key { get; init; }

        public int Count
        {
            get
            {
                Counted++;
                return count;
            }
        }

        public IEnumerable<string> Keys => [];

        public IEnumerable<int> Values => [];

        public int this[string key] => 0;

        public bool ContainsKey(string key) => true;

        public bool TryGetValue(string key, out int value) => (value = 0) == 0;

        public IEnumerator<KeyValuePair<string, int>> GetEnumerator()
        {
            for (var i = 0; i != listed; i++)
                yield return new(Key ?? $"{i}", i);
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
