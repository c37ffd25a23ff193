using AgentPolicy.Entities;

namespace AgentPolicy.Tests.Entities;

public sealed class EntityTableTests
{
    // Whoever sends entities chooses their types as well as their ids: were those that begin and end alike to collide, a table of them would take quadratic time.
    [Fact]
    public void HashOf_TypesChosenToBeAlike_DoesNotCollide()
    {
        var hashes = Enumerable.Range(0, 10_000).Select(i => EntityTable.HashOf(PolicyValue.FromUid(new EntityUid($"A{i:00000000}Z", "x")))).ToHashSet();
        Assert.InRange(hashes.Count, 9_990, 10_000);
    }

    [Fact]
    public void HashOf_TypeThatIsTheId_DependsOnTheText() =>
        Assert.InRange(Enumerable.Range(0, 1_000).Select(i => EntityTable.HashOf(PolicyValue.FromUid(new EntityUid($"T{i}", $"T{i}")))).ToHashSet().Count, 990, 1_000);

    // The names of types are remembered by where they lie in memory: the same name somewhere else is the same type.
    [Fact]
    public void HashOf_EqualTypes_IsTheSameWhereverTheyLie()
    {
        var types = Enumerable.Range(0, 500).Select(i => $"Type{i}").ToArray();
        for (var round = 0; round < 2; round++)
            Assert.All(types, type => Assert.Equal(EntityTable.HashOf(PolicyValue.FromUid(new EntityUid(type, "x"))), EntityTable.HashOf(PolicyValue.FromUid(new EntityUid(new string(type), "x")))));
        Assert.Equal(0, Support.Allocations.Bytes(() => HashAll(types)));

        static int HashAll(string[] types)
        {
            var all = 0;
            foreach (var type in types)
                all ^= EntityTable.HashOf(PolicyValue.FromUid(new EntityUid(type, "x")));
            return all;
        }
    }

    [Fact]
    public void TryAdd_SameIdOfAnotherType_IsAnotherEntity()
    {
        var table = new EntityTable(0);
        Assert.True(table.TryAdd(new EntityUid("A", "x"), out var first));
        Assert.True(table.TryAdd(new EntityUid("B", "x"), out var second));
        Assert.False(table.TryAdd(new EntityUid("A", "x"), out var again));
        Assert.Equal((0, 1, 0), (first, second, again));
    }
}
