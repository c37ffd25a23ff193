namespace AgentPolicy.Indexing;

/// <summary>Policies by the number of the entity that they name. Of ten thousand grants nearly every node names one, which needs no table. Immutable.</summary>
internal sealed class ChildMap<TChild>
    where TChild : class
{
    private readonly int _first;
    private readonly TChild _child;
    private readonly Dictionary<int, TChild>? _others;

    private ChildMap(Dictionary<int, List<int>> policies, Func<int[], TChild> build)
    {
        (_first, var own) = policies.First();
        _child = build([.. own]);
        if (policies.Count > 1)
            _others = policies.Where(key => key.Key != _first).ToDictionary(key => key.Key, key => build([.. key.Value]));
    }

    /// <summary>The map, or null of no policies.</summary>
    public static ChildMap<TChild>? Create(Dictionary<int, List<int>> policies, Func<int[], TChild> build) => policies.Count > 0 ? new(policies, build) : null;

    public TChild? Find(int number)
    {
        if (number == _first)
            return _child;
        return _others is not null && _others.TryGetValue(number, out var child) ? child : null;
    }

    public bool Any(Func<TChild, bool> condition) => condition(_child) || (_others?.Values.Any(condition) ?? false);
}
