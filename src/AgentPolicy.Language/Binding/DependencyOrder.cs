namespace AgentPolicy.Language.Binding;

/// <summary>Orders nodes so that each comes after those it depends on. Without recursion: a chain may be as long as a schema.</summary>
internal sealed class DependencyOrder
{
    private const int NotOnPath = -1;

    private readonly IReadOnlyList<IReadOnlyList<int>> _dependencies;
    private readonly Action<List<int>> _onCycle;
    private readonly bool[] _isVisited;
    private readonly bool[] _isReported;
    private readonly int[] _pathIndex;
    private readonly List<(int Node, int Next)> _path = [];
    private readonly List<int> _order;
    private int _cycles;

    private DependencyOrder(IReadOnlyList<IReadOnlyList<int>> dependencies, Action<List<int>> onCycle)
    {
        _dependencies = dependencies;
        _onCycle = onCycle;
        _isVisited = new bool[dependencies.Count];
        _isReported = new bool[dependencies.Count];
        _pathIndex = new int[dependencies.Count];
        for (var i = 0; i < _pathIndex.Length; i++)
            _pathIndex[i] = NotOnPath;
        _order = new List<int>(dependencies.Count);
    }

    /// <summary>All nodes in order; around a cycle the order is arbitrary.</summary>
    /// <param name="dependencies">For each node the nodes it depends on.</param>
    /// <param name="onCycle">Called with the nodes of a cycle, each depending on the next and the last on the first: for every tangle at least once.</param>
    public static IReadOnlyList<int> Sort(IReadOnlyList<IReadOnlyList<int>> dependencies, Action<List<int>> onCycle)
    {
        var sort = new DependencyOrder(dependencies, onCycle);
        for (var node = 0; node < dependencies.Count; node++)
        {
            if (!sort._isVisited[node])
                sort.Visit(node);
        }

        return sort._order;
    }

    private void Visit(int root)
    {
        Enter(root);
        while (_path.Count > 0)
        {
            var (node, next) = _path[_path.Count - 1];
            if (next == _dependencies[node].Count)
            {
                Leave(node);
                continue;
            }

            _path[_path.Count - 1] = (node, next + 1);
            var dependency = _dependencies[node][next];
            if (!_isVisited[dependency])
                Enter(dependency);
            else if (_pathIndex[dependency] != NotOnPath)
                ReportCycle(dependency);
        }
    }

    private void Enter(int node)
    {
        _isVisited[node] = true;
        _pathIndex[node] = _path.Count;
        _path.Add((node, 0));
    }

    private void Leave(int node)
    {
        _path.RemoveAt(_path.Count - 1);
        _pathIndex[node] = NotOnPath;
        _order.Add(node);
    }

    // A dense tangle has more ways around than anyone can read, or we can walk.
    private void ReportCycle(int node)
    {
        if (_isReported[node] || _cycles == Limits.MaxDiagnostics)
            return;
        _isReported[node] = true;
        _cycles++;
        _onCycle(_path.GetRange(_pathIndex[node], _path.Count - _pathIndex[node]).ConvertAll(step => step.Node));
    }
}
