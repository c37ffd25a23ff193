namespace AgentPolicy.Oracle.Generation;

/// <summary>What can be reached from the variables of a request, by the kind of value that stands there.</summary>
internal sealed class PathTable
{
    private const int MaxDepth = 3;
    private const int MostPaths = 60;

    private readonly SchemaPlan _plan;
    private readonly Dictionary<Kind, List<string>> _paths = [];
    private int _count;

    public PathTable(SchemaPlan plan, EntityTypePlan principal, ActionPlan action, EntityTypePlan resource)
    {
        _plan = plan;
        foreach (var kind in Enum.GetValues<Kind>())
            _paths[kind] = [];
        Add("context", new TypePlan(Kind.Record, Attributes: action.Context), MaxDepth);
        Add("principal", new TypePlan(Kind.Entity, principal.Name), MaxDepth);
        Add("resource", new TypePlan(Kind.Entity, resource.Name), MaxDepth);
        _paths[Kind.Entity].Add("action");
    }

    public IReadOnlyList<string> Of(Kind kind) => _paths[kind];

    private void Add(string path, TypePlan type, int depth)
    {
        if (_count++ > MostPaths)
            return;
        _paths[type.Kind].Add(path);
        var attributes = type.Kind switch
        {
            Kind.Record => type.Attributes!,
            Kind.Entity => _plan.Find(type.EntityType).Attributes,
            _ => [],
        };
        if (depth == 0)
            return;
        foreach (var attribute in attributes)
            Add(path + Quoting.Member(attribute.Name), attribute.Type, depth - 1);
    }
}
