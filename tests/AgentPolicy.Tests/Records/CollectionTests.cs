using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace AgentPolicy.Tests.Records;

public sealed class CollectionTests
{
    private enum Colour : uint
    {
        Red = 1,
        Green = uint.MaxValue,
    }

    [Fact]
    public void Collection_OfTexts_IsASet()
    {
        string[] texts = ["a", "b", "ä", "a"];
        foreach (var collection in new object[]
        {
            texts, new List<string>(texts), new HashSet<string>(texts), new HashSet<string>(texts, StringComparer.Ordinal), texts.ToFrozenSet(), texts.ToFrozenSet(StringComparer.Ordinal), texts.ToImmutableArray(),
            texts.ToImmutableList(), texts.ToImmutableHashSet(), new SortedSet<string>(texts, StringComparer.Ordinal), new Queue<string>(texts), new Stack<string>(texts), new LinkedList<string>(texts),
            new ConcurrentBag<string>(texts), new ReadOnlyCollection<string>(texts), new ArrayList(texts), new ArraySegment<string>(texts), new object[] { "a", "b", "ä" }, texts.Select(text => (object)text).ToList(),
            new HashSet<object>(texts), new Dictionary<string, int> { ["a"] = 1, ["b"] = 1, ["ä"] = 1 }.Keys, new System.Collections.Specialized.StringCollection { "a", "b", "ä" },
            Answer.Json("""["\u0061", "b", "ä", "a"]"""),
        })
        {
            foreach (var condition in new[]
            {
                "context.v.contains(\"a\")", "!context.v.contains(\"A\")", "!context.v.contains(1)", "context.v.containsAll([\"a\", \"ä\"])", "!context.v.containsAll([\"a\", \"x\"])", "context.v.containsAny([\"x\", \"b\"])",
                "context.v == [\"ä\", \"b\", \"a\"]", "context.v != [\"b\", \"a\"]", "!context.v.isEmpty()", "[\"a\", \"b\", \"ä\", \"x\"].containsAll(context.v)", "context.v.contains(context.t)",
            })
                Assert.True("true" == Answer.Of(condition, new Dictionary<string, object?> { ["v"] = collection, ["t"] = Answer.Json("\"\\u00e4\"") }), $"{collection.GetType()}: {condition}");
        }
    }

    [Fact]
    public void Collection_Empty_IsTheEmptySet()
    {
        foreach (var collection in new object[] { Array.Empty<string>(), new List<int>(), new HashSet<string>(), FrozenSet<string>.Empty, ImmutableHashSet<string>.Empty, new HashSet<short>(), new Queue<object>(), ImmutableArray<string>.Empty })
            Assert.Equal("true", Answer.OfValue("context.v.isEmpty() && context.v == [] && !context.v.contains(\"\") && context.v.containsAll([])", collection));
    }

    [Fact]
    public void Collection_ThatIgnoresCase_MatchesExactlyAllTheSame()
    {
        foreach (var collection in new object[]
        {
            new HashSet<string>(["Admin"], StringComparer.OrdinalIgnoreCase), FrozenSet.ToFrozenSet(["Admin"], StringComparer.OrdinalIgnoreCase), ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase, "Admin"),
            new SortedSet<string>(["Admin"], StringComparer.OrdinalIgnoreCase),
        })
            Assert.Equal("true", Answer.OfValue("context.v.contains(\"Admin\") && !context.v.contains(\"admin\") && context.v == [\"Admin\"] && context.v != [\"admin\"]", collection));
    }

    [Fact]
    public void Collection_OfNumbers_IsExact()
    {
        Assert.Equal("true", Answer.OfValue("context.v == [4000000000] && !context.v.contains(-294967296)", new uint[] { 4_000_000_000 }));
        Assert.Equal("UnreadableInput", Answer.OfValue("context.v.contains(-1)", new[] { ulong.MaxValue }));
        Assert.Equal("true", Answer.OfValue("context.v == [255]", new byte[] { 255 }));
        Assert.Equal("true", Answer.OfValue("context.v == [-1]", new sbyte[] { -1 }));
        Assert.Equal("true", Answer.OfValue("context.v == [\"Green\", \"Red\"] && !context.v.contains(1)", new[] { Colour.Red, Colour.Green }));
        Assert.Equal("true", Answer.OfValue("context.v == [\"Red\"]", new List<Colour> { Colour.Red }));
        Assert.Equal("true", Answer.OfValue("context.v == [\"Red\"]", new HashSet<Colour> { Colour.Red }));
        Assert.Equal("UnreadableInput", Answer.OfValue("context.v.contains(1)", new[] { (Colour)9 }));
        Assert.Equal("true", Answer.OfValue("context.v == [[1], [2, 3]]", new[] { new[] { 1 }, [2, 3] }));
        Assert.Equal("true", Answer.OfValue("context.v == [[4000000000]]", new[] { new[] { 4_000_000_000u } }));
        Assert.Equal("UnsupportedType", Answer.OfValue("context.v == [1, 2, 3, 4]", new[,] { { 1, 2 }, { 3, 4 } }));
        Assert.Equal("true", Answer.OfValue("context.v == [decimal(\"0.5\")]", new[] { 0.5 }));
        Assert.Equal("UnreadableInput", Answer.OfValue("context.v.contains(decimal(\"0.5\"))", new[] { 0.5, double.NaN }));
        foreach (var collection in new object[] { new[] { 1L, 2 }, new[] { 1, 2 }, new List<long> { 1, 2 }, new HashSet<long> { 1, 2 }, new HashSet<int> { 1, 2 }, new HashSet<short> { 1, 2 }, new ushort[] { 1, 2 }, new List<byte> { 1, 2 }, Enumerable.Range(1, 2).ToImmutableArray(), new object[] { 1, 2L } })
            Assert.Equal("true", Answer.OfValue("context.v == [1, 2] && context.v.contains(2) && !context.v.contains(3)", collection));
    }

    [Fact]
    public void Collection_OfMixedElements_IsRead() => Assert.Equal("true", Answer.OfValue(
        "context.v == [1, \"a\", true, decimal(\"1.5\"), Role::\"x\", {a: [1]}, [\"b\"]] && context.v.contains({a: [1]}) && context.v.contains([\"b\"])",
        new List<object> { 1, "a", true, 1.5m, new EntityUid("Role", "x"), new Dictionary<string, object?> { ["a"] = new[] { 1 } }, Answer.Json("[\"b\"]") }));

    [Fact]
    public void Sequence_WithoutALength_IsAnErrorAndNeverEnumerated()
    {
        static IEnumerable<T> Endless<T>(T item)
        {
            Assert.Fail("This must not be enumerated.");
            while (true)
                yield return item;
        }

        static async IAsyncEnumerable<int> Async()
        {
            await Task.Yield();
            yield return 1;
        }

        foreach (var sequence in new object[] { Endless("a"), Endless(1), Endless(new object()), Async(), Endless(1).Where(i => i > 0), new[] { "a" }.Where(text => text.Length > 0).Concat(Endless("b")), Endless(new KeyValuePair<string, object?>("a", 1)) })
        {
            foreach (var condition in new[] { "context.v.contains(1)", "context.v == []", "context has v", "context.v.isEmpty()" })
                Assert.Equal("UnsupportedType", Answer.OfValue(condition, sequence));
        }
    }

    [Fact]
    public void List_ThatContainsItself_EndsInAnError()
    {
        var one = new List<object>();
        var two = new List<object>();
        one.AddRange([one, one, 1]);
        two.AddRange([two, two, 1]);
        var context = new Dictionary<string, object?> { ["v"] = one, ["w"] = two, ["a"] = new object[] { one } };
        foreach (var stack in new[] { 128 * 1024, 256 * 1024, 1024 * 1024 })
        {
            foreach (var condition in new[] { "context.v == context.w", "context.v.contains(context.w)", "context.v.containsAll(context.w)", "context.a.containsAny([context.w])", "context.v == context.v" })
                Assert.Equal("TooDeep", Answer.OnStack(stack, Answer.Asking(condition, context)));
            Assert.Equal("true", Answer.OnStack(stack, Answer.Asking("context.v.contains(1) && !context.v.contains(2)", context)));
        }

        Assert.Contains("nest", Assert.Throws<ArgumentException>(() => new Entity(Answer.Principal, new Dictionary<string, object?> { ["a"] = one })).Message);
    }

    [Theory]
    [InlineData("throws", "UnusableFault")]
    [InlineData("throws when disposed", "UnusableFault")]
    [InlineData("throws when counted", "UnusableFault")]
    [InlineData("never ends", "UnreadableInput")]
    [InlineData("ends early", "UnreadableInput")]
    public void Collection_ThatMisbehaves_Denies(string how, string answer)
    {
        foreach (var condition in new[] { "context.v.contains(7)", "context.v == [7]", "context.v.containsAll([7, 8])", "[7].containsAll(context.v)" })
        {
            for (var i = 0; i < 3; i++)
                Assert.Equal(answer, Answer.OfValue(condition, new Misbehaving(how)));
            Assert.Equal("true", Answer.OfValue("context.v == [1, [2, \"x\"]] && context.v.contains([\"x\", 2])", new object[] { 1, new Queue<object>([2, "x"]) }));
        }
    }

    [Fact]
    public void Collection_ThatThrowsEverySecondTimeItIsDisposed_LeavesNoViewInUseTwice()
    {
        var misbehaving = Answer.Engine("context.v.contains(8)");
        var engine = Answer.Engine("context.v == context.w && context.v != context.x && [context.v, context.w] == [context.v]");
        for (var i = 0; i < 20; i++)
        {
            Assert.False(misbehaving.Evaluate(Answer.Request(new Dictionary<string, object?> { ["v"] = new Misbehaving("throws when disposed for the first time") })).IsAllowed);
            var context = new Dictionary<string, object?> { ["v"] = new Queue<object>([1, new Queue<int>([2])]), ["w"] = new Queue<object>([new Queue<int>([2]), 1]), ["x"] = new Queue<object>([new Queue<int>([3]), 1]) };
            Assert.True(engine.Evaluate(Answer.Request(context)).IsAllowed);
        }
    }

    [Fact]
    public void List_ThatGrowsOrShrinksAsItIsRead_EndsAndNeverAllowsByMistake()
    {
        Assert.Equal("false", Answer.OfValue("context.v.contains(\"other\")", new Changing(growth: 1)));
        Assert.NotEqual("true", Answer.OfValue("context.v == [\"item\", \"other\"]", new Changing(growth: 3)));
        Assert.Equal("UnusableFault", Answer.OfValue("context.v.contains(\"other\")", default(ImmutableArray<string>)));
    }

    [Theory]
    [InlineData("[7].containsAll(context.v)")]
    [InlineData("[\"other\"].containsAll(context.v)")]
    [InlineData("[7].containsAny(context.v)")]
    public void Collection_ThatCountsNoneAndListsSome_IsNoEmptySet(string condition) =>
        Assert.Equal("UnreadableInput", Answer.OfValue(condition, new Misbehaving("counts none")));

    // A set of texts has no records in it; that one cannot be read is an error all the same, as it is for a list.
    [Fact]
    public void Contains_OfARecordThatCannotBeRead_IsAnErrorForEveryCollection()
    {
        var record = Answer.Json("""{"x": 0.00001}""");
        foreach (var set in new object[] { new HashSet<string> { "a" }, new[] { "a" }.ToFrozenSet(), new List<string> { "a" }, Answer.Json("""["a"]""") })
        {
            foreach (var condition in new[] { "context.s.contains(context.r)", "context.s.containsAny([context.r])", "context.s.contains([context.r])" })
                Assert.Equal("UnreadableInput", Answer.Of(condition, new Dictionary<string, object?> { ["s"] = set, ["r"] = record }));
        }
    }

    private sealed class Misbehaving(string how) : ICollection
    {
        private static int s_disposed;

        public int Count => how switch { "throws when counted" => throw new InvalidTimeZoneException(), "counts none" => 0, _ => 2 };

        public bool IsSynchronized => false;

        public object SyncRoot => this;

        public void CopyTo(Array array, int index) => throw new NotSupportedException();

        public IEnumerator GetEnumerator() => how == "throws when counted" ? throw new InvalidTimeZoneException() : new Enumerator(how);

        private sealed class Enumerator(string how) : IEnumerator, IDisposable
        {
            private int _position;

            public object Current => 7;

            public bool MoveNext() => how switch
            {
                "throws" when _position == 1 => throw new InvalidTimeZoneException(),
                "never ends" => true,
                "ends early" => _position++ < 1,
                _ => _position++ < 2,
            };

            public void Reset()
            {
            }

            public void Dispose()
            {
                if (how == "throws when disposed" || (how == "throws when disposed for the first time" && s_disposed++ % 2 == 0))
                    throw new InvalidTimeZoneException();
            }
        }
    }

    private sealed class Changing(int growth) : IReadOnlyList<string>
    {
        private int _count = 2;

        public int Count => _count += growth;

        public string this[int index] => "item";

        public IEnumerator<string> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
