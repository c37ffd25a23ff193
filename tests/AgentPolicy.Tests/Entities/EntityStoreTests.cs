using AgentPolicy.Tests.Support;


namespace AgentPolicy.Tests.Entities;

[Collection(nameof(Alone))]
public sealed class EntityStoreTests
{
    [Fact]
    public void Create_Diamond_HasAllAncestorsAtAnyDistance()
    {
        var store = EntityStore.Create(Node("a", "b", "c", "b"), Node("b", "d"), Node("c", "d"), Node("d", "named"), Node("other"));
        foreach (var ancestor in new[] { "a", "b", "c", "d", "named" })
            Assert.Equal("true", In(store, "a", ancestor));
        Assert.Equal("false", In(store, "a", "other"));
        Assert.Equal("false", In(store, "d", "a"));
        Assert.Equal("false", In(store, "named", "d"));
        Assert.Equal(5, store.Count);
        Assert.Null(store.Find(new("N", "named")));
    }

    [Fact]
    public void Create_SameIdOfAnotherType_IsAnotherEntity()
    {
        var store = EntityStore.Create(new Entity(new("N", "x"), parents: [new("M", "x")]), new Entity(new("M", "x"), new Dictionary<string, object?> { ["a"] = 1 }));
        Assert.Equal("true", Answer.Of("N::\"x\" in M::\"x\" && !(M::\"x\" in N::\"x\") && N::\"x\" != M::\"x\" && M::\"x\" has a && !(N::\"x\" has a)", default, entities: store));
    }

    [Fact]
    public void Create_IdsOfAnyText_AreToldApart()
    {
        var ids = new[] { "", "\0", "\0\0", "ä", "a\u0308", "😀", "\uD83D", "\uFFFD", "A", "a", " ", "a\0b", "Ａ", "ß", "SS" };
        var store = EntityStore.Create(ids.Select((id, index) => new Entity(new("N", id), new Dictionary<string, object?> { ["i"] = index })));
        for (var i = 0; i < ids.Length; i++)
            Assert.Equal("true", Answer.Of($"context.v.i == {i} && context.v in context.v", new Dictionary<string, object?> { ["v"] = new EntityUid("N", ids[i]) }, entities: store));
        Assert.Equal("true", Answer.Of("N::\"\\0\".i == 1 && N::\"ä\".i == 3 && N::\"\\u{1F600}\".i == 5", default, entities: store));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50_000)]
    public void Create_Cycle_IsRefusedAndNamesAMember(int length)
    {
        var nodes = Enumerable.Range(0, length).Select(i => Node($"n{i}", $"n{(i + 1) % length}")).Append(Node("leads", "n0"));
        foreach (var order in new[] { nodes, nodes.Reverse() })
            Assert.Contains("cycle: N::\"n", Assert.Throws<ArgumentException>(() => EntityStore.Create(order)).Message);
    }

    [Fact]
    public void Create_DuplicateNullOrDefault_IsRefused()
    {
        Assert.Contains("N::\"a\" is described twice", Assert.Throws<ArgumentException>(() => EntityStore.Create(Node("a"), Node("b"), Node("a"))).Message);
        Assert.Throws<ArgumentException>(() => EntityStore.Create(Node("a"), null!));
        Assert.Throws<ArgumentNullException>(() => EntityStore.Create((IEnumerable<Entity>)null!));
        Assert.Throws<ArgumentException>(() => new Entity(default));
        Assert.Throws<ArgumentException>(() => new Entity(new("", "a")));
        Assert.Throws<ArgumentException>(() => new Entity(new("N", "a"), parents: [new("N", "b"), default]));
        Assert.Null(EntityStore.Empty.Find(default));
        Assert.Null(EntityStore.Create(Node("a")).Find(default));
    }

    [Fact]
    public void Create_HierarchyBeyondTheLimit_IsRefusedSoon() => LinearTime.Ends(() =>
    {
        // The pairs of a chain grow with the square of its length.
        var chain = Enumerable.Range(0, 100_000).Select(i => Node($"n{i}", $"n{i + 1}")).ToList();
        var wide = Enumerable.Range(0, 50_000).Select(i => Node($"w{i}", "n99500")).Concat(chain.Skip(99_500)).ToList();
        foreach (var nodes in new[] { chain, Enumerable.Reverse(chain).ToList(), wide })
        {
            var before = GC.GetTotalAllocatedBytes();
            var message = Answer.OnStack(128 * 1024, () => Assert.Throws<ArgumentException>(() => EntityStore.Create(nodes)).Message);
            Assert.Contains("20000000 pairs", message);

            // All pairs of the chain would be tens of gigabytes.
            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 1, 1_000_000_000);
        }
    });

    [Fact]
    public void Create_AHundredThousandEntities_LoadsAndDecidesInLinearTime()
    {
        // 1,000 chains of 100, and everyone in one group.
        var store = EntityStore.Empty;
        LinearTime.Holds(100_000, count =>
        {
            var entities = Enumerable.Range(0, count).Select(i => i % 100 == 99 ? Node($"n{i}", "all") : Node($"n{i}", $"n{i + 1}", "all")).ToList();
            return () =>
            {
                var created = EntityStore.Create(entities);
                Assert.Equal("true", In(created, "n0", "n99"));
                store = created.Count > store.Count ? created : store;
            };
        });
        Assert.Equal("true", In(store, "n99900", "n99999"));
        Assert.Equal("true", In(store, "n0", "all"));
        Assert.Equal("false", In(store, "n0", "n100"));
        Assert.Equal("false", In(store, "n0", "unknown"));
        var overlay = EntityStore.Create(Node("n99950", "elsewhere"));
        Assert.Equal("false", In(store, "n99900", "n99999", overlay));
        Assert.Equal("true", In(store, "n99900", "elsewhere", overlay));
        Assert.Equal("true", In(store, "n0", "n99", overlay));
    }

    private static Entity Node(string id, params string[] parents) => new(new("N", id), parents: parents.Select(parent => new EntityUid("N", parent)));

    private static string In(EntityStore store, string id, string ancestor, EntityStore? overlay = null) => Answer.Of($"N::\"{id}\" in N::\"{ancestor}\"", default, entities: store, overlay: overlay);
}
