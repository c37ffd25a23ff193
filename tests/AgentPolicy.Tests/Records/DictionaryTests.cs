using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace AgentPolicy.Tests.Records;

public sealed class DictionaryTests
{
    private static readonly KeyValuePair<string, object?>[] s_items = [new("Amount", 5)];

    public static TheoryData<string> Comparers() => ["OrdinalIgnoreCase", "InvariantCultureIgnoreCase", "Own"];

    [Theory]
    [MemberData(nameof(Comparers))]
    public void Dictionary_ThatComparesInAnotherWay_IsRefusedAtAnyLevel(string name)
    {
        foreach (var dictionary in Make(Comparer(name)))
        {
            if (Knows(dictionary))
                Assert.Throws<ArgumentException>(() => PolicyRecord.From(dictionary));
            else
                Assert.Equal("UnreadableInput", Answer.Of("context.amount == 5", PolicyRecord.From(dictionary)));
            foreach (var condition in new[] { "context.v.amount == 5", "context.v has amount" })
                Assert.Equal("UnreadableInput", Answer.OfValue(condition, dictionary));
            Assert.Equal("UnreadableInput", Answer.OfValue("context.v.a.amount == 5", new Dictionary<string, object?> { ["a"] = dictionary }));
            if (Knows(dictionary))
                Assert.Equal("UnreadableInput", Answer.OfValue("context.v.contains({Amount: 5})", new object[] { dictionary }));
        }

        var strings = new Dictionary<string, string>((IEqualityComparer<string>)Comparer(name)) { ["Amount"] = "5" };
        Assert.Equal("UnreadableInput", Answer.OfValue("context.v.amount == \"5\"", strings));
        var elements = new Dictionary<string, System.Text.Json.JsonElement>((IEqualityComparer<string>)Comparer(name)) { ["Amount"] = Answer.Json("5") };
        Assert.Equal("UnreadableInput", Answer.OfValue("context.v.amount == 5", elements));
    }

    [Fact]
    public void Dictionary_ThatComparesOrdinally_IsRead()
    {
        foreach (var dictionary in Make(StringComparer.Ordinal))
        {
            Assert.Equal("true", Answer.Of("context.Amount == 5 && !(context has amount) && context == {Amount: 5}", PolicyRecord.From(dictionary)));
            Assert.Equal("true", Answer.OfValue("context.v.Amount == 5 && !(context.v has amount) && context.v == {Amount: 5}", dictionary));
        }

        Assert.Equal("true", Answer.OfValue("context.v.a == 5", new SortedDictionary<string, object?>(StringComparer.Ordinal) { ["a"] = 5 }));
        Assert.Equal("UnreadableInput", Answer.OfValue("context.v.a == 5", new SortedDictionary<string, object?> { ["a"] = 5 }));
    }

    [Fact]
    public void Dictionary_OfTextsOrJson_IsRead()
    {
        Assert.Equal("true", Answer.OfValue("context.v.a == \"x\" && !(context.v has b) && context.v == {a: \"x\"}", new Dictionary<string, string?> { ["a"] = "x", ["b"] = null }));
        var json = new Dictionary<string, System.Text.Json.JsonElement> { ["a"] = Answer.Json("[1, \"\\u0061\"]"), ["n"] = Answer.Json("null"), ["e"] = Answer.Json("""{"__entity": {"type": "Role", "id": "x"}}""") };
        Assert.Equal("true", Answer.OfValue("context.v.a == [\"a\", 1] && !(context.v has n) && context.v.e != Role::\"x\"", json));
    }

    [Fact]
    public void Dictionary_OfOtherKeysOrValues_IsAnError()
    {
        foreach (var dictionary in new object[]
        {
            new Dictionary<int, object?> { [1] = 1 }, new Dictionary<string, int> { ["a"] = 1 }, new Dictionary<object, object> { ["a"] = 1 }, new System.Collections.Hashtable { ["a"] = 1 },
            new Dictionary<EntityUid, string>(), new System.Collections.Specialized.NameValueCollection { ["a"] = "1" }, new System.Dynamic.ExpandoObject(), ImmutableDictionary.Create<string, int>(),
        })
        {
            foreach (var condition in new[] { "context has v", "context.v == []", "context.v.a == 1" })
                Assert.Equal("UnsupportedType", Answer.OfValue(condition, dictionary));
        }
    }

    [Fact]
    public void Dictionary_ThatContainsItself_EndsInAnError()
    {
        var one = new Dictionary<string, object?>();
        var two = new Dictionary<string, object?>();
        (one["a"], one["b"], two["a"], two["b"]) = (one, one, two, two);
        var context = new Dictionary<string, object?> { ["v"] = one, ["w"] = two };
        foreach (var stack in new[] { 128 * 1024, 256 * 1024, 1024 * 1024 })
        {
            Assert.Equal("TooDeep", Answer.OnStack(stack, Answer.Asking("context.v == context.w", context)));
            Assert.Equal("TooDeep", Answer.OnStack(stack, Answer.Asking("[context.v].containsAll([context.w])", context)));
            Assert.Equal("false", Answer.OnStack(stack, Answer.Asking("context.v.a.b.a has c", context)));
        }

        Assert.Contains("nest", Assert.Throws<ArgumentException>(() => new Entity(Answer.Principal, one)).Message);
    }

    private static object Comparer(string name) => name switch
    {
        "OrdinalIgnoreCase" => StringComparer.OrdinalIgnoreCase,
        "InvariantCultureIgnoreCase" => StringComparer.InvariantCultureIgnoreCase,
        _ => new Own(StringComparer.OrdinalIgnoreCase),
    };

    private static bool Knows(IReadOnlyDictionary<string, object?> dictionary) => dictionary is not (ReadOnlyDictionary<string, object?> or Wrapper);

    private static IEnumerable<IReadOnlyDictionary<string, object?>> Make(object comparer)
    {
        var equality = (IEqualityComparer<string>)comparer;
        var order = (IComparer<string>)comparer;
        var plain = new Dictionary<string, object?>(s_items, equality);
        yield return plain;
        yield return plain.ToFrozenDictionary(equality);
        yield return plain.ToImmutableDictionary(equality);
        yield return new SortedDictionary<string, object?>(plain, order);
        yield return new SortedList<string, object?>(plain, order);
        yield return plain.ToImmutableSortedDictionary(order);
        yield return new ConcurrentDictionary<string, object?>(s_items, equality);
        yield return new OrderedDictionary<string, object?>(s_items, equality);
        yield return new ReadOnlyDictionary<string, object?>(plain);
        yield return new Wrapper(plain);
    }

    private sealed class Own(StringComparer inner) : IEqualityComparer<string>, IComparer<string>
    {
        public int Compare(string? x, string? y) => inner.Compare(x, y);

        public bool Equals(string? x, string? y) => inner.Equals(x, y);

        public int GetHashCode(string obj) => inner.GetHashCode(obj);
    }

    /// <summary>A dictionary that hides how it compares, as frameworks have them for a tool's arguments.</summary>
    private sealed class Wrapper(Dictionary<string, object?> inner) : IReadOnlyDictionary<string, object?>
    {
        public IEnumerable<string> Keys => inner.Keys;

        public IEnumerable<object?> Values => inner.Values;

        public int Count => inner.Count;

        public object? this[string key] => inner[key];

        public bool ContainsKey(string key) => inner.ContainsKey(key);

        public bool TryGetValue(string key, out object? value) => inner.TryGetValue(key, out value);

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => inner.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    // Forty objects, a million million paths: what a reader of YAML aliases may build.
    [Fact]
    public void Dictionary_ThatSharesItsParts_EndsInAnError()
    {
        var shared = new Dictionary<string, object?> { ["a"] = 1 };
        for (var i = 0; i < 40; i++)
            shared = new Dictionary<string, object?> { ["a"] = shared, ["b"] = shared };
        var context = new Dictionary<string, object?> { ["v"] = shared, ["w"] = shared };
        Assert.Equal("TooDeep", Answer.Of("context.v == context.w", context));
        Assert.Equal("true", Answer.Of("context.v.a.b.a has a", context));
    }
}
