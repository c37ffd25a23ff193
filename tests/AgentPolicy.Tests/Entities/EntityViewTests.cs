using AgentPolicy.Entities;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AgentPolicy.Tests.Entities;

public sealed class EntityViewTests
{
    private const int Names = 12;

    [Property(MaxTest = 600)]
    public Property IsDescendant_RandomGraphs_IsReachabilityInTheMergedGraph() => Prop.ForAll(
        Arb.From(GenGraph(isAcyclic: true)),
        Arb.From(Gen.Frequency((1, Gen.Constant(new Dictionary<int, int[]>())), (4, GenGraph(isAcyclic: false)))),
        (@base, overlay) =>
        {
            if (HasCycle(overlay))
                overlay = overlay.ToDictionary(pair => pair.Key, pair => pair.Value.Where(parent => parent > pair.Key).ToArray());
            var view = new EntityView();
            view.Set(Store(@base, isOverlay: false), Store(overlay, isOverlay: true));
            var merged = new Dictionary<int, int[]>(@base);
            foreach (var (node, parents) in overlay)
                merged[node] = parents;
            var scratch = new PolicyScratch();
            for (var from = 0; from <= Names; from++)
            {
                var reached = Reach(merged, from);
                for (var to = 0; to <= Names; to++)
                    Assert.True(reached.Contains(to) == view.IsDescendant(Uid(from), Uid(to), scratch), $"{from} in {to}");
                Assert.Equal(overlay.ContainsKey(from) ? 1 : @base.ContainsKey(from) ? 0 : -1, Origin(view, from, scratch));
            }
        });

    [Fact]
    public void Overlay_EntityOfTheSameUid_HidesAttributesTagsAndParentsEntirely()
    {
        var store = EntityStore.Create(new Entity(Answer.Principal, new Dictionary<string, object?> { ["a"] = 1, ["b"] = 1 }, [new("Role", "admin")], new Dictionary<string, object?> { ["t"] = 1 }));
        var overlay = EntityStore.Create(new Entity(Answer.Principal, new Dictionary<string, object?> { ["b"] = 2 }));
        Assert.Equal("true", Answer.Of("principal.a == 1 && principal.hasTag(\"t\") && principal in Role::\"admin\"", default, entities: store));
        Assert.Equal("true", Answer.Of("principal.b == 2 && !(principal has a) && !principal.hasTag(\"t\") && !(principal in Role::\"admin\")", default, entities: store, overlay: overlay));
        Assert.Equal("AttributeMissing", Answer.Of("principal.a == 1", default, entities: store, overlay: overlay));
        Assert.Equal("TagMissing", Answer.Of("principal.getTag(\"t\") == 1", default, entities: store, overlay: overlay));
        Assert.Equal("true", Answer.Of("principal.a == 1", default, entities: store, overlay: EntityStore.Empty));
    }

    [Fact]
    public void Overlay_ThatClosesACycleWithTheEngines_Ends()
    {
        var store = EntityStore.Create(new Entity(Uid(0), parents: [Uid(1)]), new Entity(Uid(1), parents: [Uid(2)]));
        var overlay = EntityStore.Create(new Entity(Uid(2), parents: [Uid(0), Uid(3)]));
        Assert.Equal("true", Answer.Of("N::\"0\" in N::\"3\" && N::\"2\" in N::\"1\" && !(N::\"0\" in N::\"4\")", default, entities: store, overlay: overlay));
    }

    // The origin stands in the attributes, so that it also shows whose attributes are seen.
    private static int Origin(EntityView view, int node, PolicyScratch scratch)
    {
        var name = new AgentPolicy.Language.AttributeName("overlay");
        var attributes = view.GetAttributes(Uid(node), name, scratch);
        return attributes.Kind == PolicyValueKind.Absent ? -1 : ((AgentPolicy.Language.RecordSource)attributes.Record).Get(name, scratch).Bool ? 1 : 0;
    }

    private static EntityUid Uid(int node) => new("N", node.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static EntityStore Store(Dictionary<int, int[]> graph, bool isOverlay) =>
        EntityStore.Create(graph.Select(pair => new Entity(Uid(pair.Key), new Dictionary<string, object?> { ["overlay"] = isOverlay }, pair.Value.Select(Uid))));

    private static HashSet<int> Reach(Dictionary<int, int[]> graph, int from)
    {
        var reached = new HashSet<int>();
        var open = new Queue<int>([from]);
        while (open.TryDequeue(out var node))
        {
            foreach (var parent in graph.GetValueOrDefault(node, []))
            {
                if (reached.Add(parent))
                    open.Enqueue(parent);
            }
        }

        return reached;
    }

    private static bool HasCycle(Dictionary<int, int[]> graph) => graph.Keys.Any(node => Reach(graph, node).Contains(node));

    private static Gen<Dictionary<int, int[]>> GenGraph(bool isAcyclic) =>
        from nodes in Gen.ListOf(Gen.Choose(0, Names - 1))
        from parents in Gen.ListOf(Gen.ListOf(Gen.Choose(0, Names)), nodes.Count)
        select nodes.Zip(parents).DistinctBy(pair => pair.First).ToDictionary(
            pair => pair.First,
            pair => pair.Second.Where(parent => !isAcyclic || parent > pair.First).Take(3).ToArray());
}
