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

    public int Count => 1 + (_others?.Count ?? 0);

    public TChild? Find(int number)
    {
        if (number == _first)
            return _child;
        return _others is not null && _others.TryGetValue(number, out var child) ? child : null;
    }

    public Enumerator GetEnumerator() => new(this);

    public bool Any(Func<TChild, bool> condition) => condition(_child) || (_others?.Values.Any(condition) ?? false);

    public struct Enumerator(ChildMap<TChild> map)
    {
        private Dictionary<int, TChild>.Enumerator _others = map._others is null ? default : map._others.GetEnumerator();
        private bool _isPastFirst;

        public KeyValuePair<int, TChild> Current { get; private set; }

        public bool MoveNext()
        {
            if (!_isPastFirst)
            {
                (_isPastFirst, Current) = (true, new(map._first, map._child));
                return true;
            }

            if (map._others is null || !_others.MoveNext())
                return false;
            Current = _others.Current;
            return true;
        }
    }
}
