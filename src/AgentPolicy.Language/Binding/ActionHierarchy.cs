namespace AgentPolicy.Language.Binding;

/// <summary>Which groups each action of a schema is in, directly or through other groups.</summary>
internal sealed class ActionHierarchy
{
    private readonly SchemaModel _schema;
    private readonly Dictionary<EntityUid, int> _indexes;
    private readonly int[][] _ancestors;

    private ActionHierarchy(SchemaModel schema, Dictionary<EntityUid, int> indexes, int[][] ancestors)
    {
        _schema = schema;
        _indexes = indexes;
        _ancestors = ancestors;
    }

    /// <summary>The hierarchy of a schema that was resolved without diagnostics.</summary>
    /// <exception cref="ArgumentException">A group does not exist, the groups form a circle, or are too large.</exception>
    public static ActionHierarchy Create(SchemaModel schema)
    {
        var indexes = new Dictionary<EntityUid, int>(schema.Actions.Count);
        foreach (var action in schema.Actions)
            indexes.Add(action.Uid, indexes.Count);
        var parents = new List<int[]>(schema.Actions.Count);
        foreach (var action in schema.Actions)
            parents.Add(action.MemberOf.Select(group => IndexOf(group, indexes)).ToArray());
        var order = DependencyOrder.Sort(parents, _ => throw new ArgumentException("the action groups form a circle", nameof(schema)));
        var ancestors = AncestorClosure.Compute(parents, order, out _) ?? throw new ArgumentException("the action groups are too large", nameof(schema));
        return new ActionHierarchy(schema, indexes, ancestors);
    }

    /// <summary>The groups that <paramref name="action"/> is in, directly or not, sorted as the schema's actions are; empty for an action the schema lacks.</summary>
    public IEnumerable<EntityUid> AncestorsOf(EntityUid action) =>
        _indexes.TryGetValue(action, out var index) ? _ancestors[index].Select(ancestor => _schema.Actions[ancestor].Uid) : [];

    /// <summary>Whether <c>action in group</c> is true: they are the same, or the group is an ancestor.</summary>
    public bool IsIn(EntityUid action, EntityUid group)
    {
        if (action == group)
            return true;
        return _indexes.TryGetValue(action, out var index)
            && _indexes.TryGetValue(group, out var ancestor)
            && Array.BinarySearch(_ancestors[index], ancestor) >= 0;
    }

    private static int IndexOf(EntityUid group, Dictionary<EntityUid, int> indexes) =>
        indexes.TryGetValue(group, out var index) ? index : throw new ArgumentException($"the group {group} does not exist", nameof(group));
}
