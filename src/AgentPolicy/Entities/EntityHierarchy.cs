using AgentPolicy.Language;

namespace AgentPolicy.Entities;

/// <summary>The transitive closure of "is a member of": for each entity the sorted positions of all its ancestors.</summary>
internal sealed class EntityHierarchy
{
    private readonly int[][] _ancestors;

    private EntityHierarchy(int[][] ancestors) => _ancestors = ancestors;

    public ReadOnlySpan<int> AncestorsOf(int position) => (uint)position < (uint)_ancestors.Length ? _ancestors[position] : [];

    /// <summary>Computes the closure, and numbers the parents that are no entities of the store.</summary>
    /// <exception cref="ArgumentException">The hierarchy has a cycle or is too large.</exception>
    public static EntityHierarchy Create(Entity[] entities, EntityTable table)
    {
        var parents = new int[entities.Length][];
        for (var i = 0; i < entities.Length; i++)
            parents[i] = [.. entities[i].Parents.Select(parent => Number(parent, table)).Distinct()];
        return new EntityHierarchy(new Closure(parents, table).Compute());
    }

    private static int Number(EntityUid uid, EntityTable table)
    {
        table.TryAdd(uid, out var position);
        return position;
    }

    /// <summary>Visits parents before children, with a stack of its own: a chain of a hundred thousand entities is no deep recursion.</summary>
    private sealed class Closure(int[][] parents, EntityTable table)
    {
        private readonly int[][] _ancestors = new int[parents.Length][];
        private readonly bool[] _entered = new bool[parents.Length];
        private readonly int[] _mark = new int[table.Count];
        private readonly Stack<int> _path = new();
        private readonly List<int> _collected = [];
        private long _size;

        public int[][] Compute()
        {
            for (var position = 0; position < parents.Length; position++)
            {
                _path.Push(position);
                while (_path.Count > 0)
                    Step(_path.Peek());
            }

            return _ancestors;
        }

        private void Step(int position)
        {
            if (_ancestors[position] is not null)
            {
                _path.Pop();
                return;
            }

            if (!_entered[position])
            {
                _entered[position] = true;
                foreach (var parent in parents[position])
                    Enter(parent);
                return;
            }

            _path.Pop();
            Complete(position);
        }

        private void Enter(int parent)
        {
            if (parent >= parents.Length || _ancestors[parent] is not null)
                return;
            if (_entered[parent])
                throw new ArgumentException($"The hierarchy has a cycle: {table.UidAt(parent)} is a member of itself, directly or not.");
            _path.Push(parent);
        }

        private void Complete(int position)
        {
            _collected.Clear();
            foreach (var parent in parents[position])
            {
                Collect(parent, position);
                if (parent >= parents.Length)
                    continue;
                foreach (var ancestor in _ancestors[parent])
                    Collect(ancestor, position);
            }

            _size += _collected.Count;
            if (_size > Limits.MaxHierarchySize)
                throw new ArgumentException($"The hierarchy has more than {Limits.MaxHierarchySize} pairs of an entity and an ancestor.");
            var ancestors = _collected.ToArray();
            Array.Sort(ancestors);
            _ancestors[position] = ancestors;
        }

        private void Collect(int ancestor, int position)
        {
            if (_mark[ancestor] == position + 1)
                return;
            _mark[ancestor] = position + 1;
            _collected.Add(ancestor);
        }
    }
}
