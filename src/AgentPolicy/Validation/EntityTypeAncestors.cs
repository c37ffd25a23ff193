using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Validation;

/// <summary>Which types' entities an entity may be a member of, at any distance. Worked out for each type that is asked for.</summary>
internal sealed class EntityTypeAncestors(SchemaModel schema)
{
    private readonly Dictionary<string, HashSet<string>> _ancestors = new(StringComparer.Ordinal);
    private long _size;

    /// <summary>Null where the schema's types have more ancestors than <see cref="Limits.MaxHierarchySize"/>.</summary>
    public bool? MayBeIn(SchemaEntityType type, string ancestor)
    {
        if (!_ancestors.TryGetValue(type.Name, out var ancestors))
        {
            ancestors = Collect(type);
            _ancestors.Add(type.Name, ancestors);
        }

        return ancestors.Contains(ancestor) ? true : _size > Limits.MaxHierarchySize ? null : false;
    }

    private HashSet<string> Collect(SchemaEntityType type)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<SchemaEntityType>();
        pending.Push(type);
        while (pending.Count > 0 && _size <= Limits.MaxHierarchySize)
        {
            foreach (var parent in pending.Pop().MemberOf)
            {
                _size++;
                if (reached.Add(parent) && schema.FindEntityType(parent) is { } declared)
                    pending.Push(declared);
            }
        }

        return reached;
    }
}
