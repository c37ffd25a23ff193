using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language.Binding;

/// <summary>What a policy set can talk about: the actions, the entity types, and what the four variables are in a policy of a given head.</summary>
internal sealed class PolicyEnvironment
{
    private readonly Dictionary<string, PathNode> _entities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PathNode> _principals = new(StringComparer.Ordinal);
    private readonly PathNode _anyPrincipal;
    private readonly Dictionary<ActionCalls, PathNode> _resources = [];

    private PolicyEnvironment(ToolSchema tools, SchemaModel schema)
    {
        Types = new EntityPathTypes(tools, schema);
        Actions = new ActionCatalog(tools, schema, Types);
        _anyPrincipal = AnyOf(Types.Principals, isPrincipal: true);
    }

    public EntityPathTypes Types { get; }

    public ActionCatalog Actions { get; }

    /// <summary>What the options tell, or null where nothing is to be checked: in Cedar's mode, and where neither code nor schema says a single name.</summary>
    public static PolicyEnvironment? Create(BindingOptions options)
    {
        var (tools, schema) = (options.Tools ?? ToolSchema.Empty, options.Schema ?? SchemaModel.Empty);
        var isEmpty = tools.Tools.IsEmpty && tools.EntityTypes.IsEmpty && schema.Actions.IsEmpty && schema.EntityTypes.IsEmpty;
        return options.IsCedarMode || isEmpty ? null : new PolicyEnvironment(tools, schema);
    }

    public PathNode Principal(ScopeSyntax scope) => TypeOf(scope) is { } type ? Find(_principals, type, isPrincipal: true) : _anyPrincipal;

    /// <summary>Where the head does not say the type, it is one of those that the calls are about which it lets in; any declared type where nothing is known of calls.</summary>
    public PathNode Resource(PolicySyntax policy)
    {
        if (TypeOf(policy.Resource) is { } type)
            return Entity(type);
        var calls = Actions.CallsOf(policy.Action);
        if (!_resources.TryGetValue(calls, out var node))
            _resources.Add(calls, node = AnyOf(calls.ResourceTypes.Count > 0 ? calls.ResourceTypes : Types.Declared, isPrincipal: false));
        return node;
    }

    public PathNode Entity(string type) => Find(_entities, type, isPrincipal: false);

    /// <summary>The one type that a head lets in, or null where it may let in several.</summary>
    private static string? TypeOf(ScopeSyntax scope) => scope switch
    {
        EqualScopeSyntax { Entity: EntityLiteralSyntax entity } => entity.Uid.Type,
        IsScopeSyntax @is => @is.Type.Text,
        IsInScopeSyntax isIn => isIn.Type.Text,
        _ => null,
    };

    private PathNode Find(Dictionary<string, PathNode> nodes, string type, bool isPrincipal)
    {
        if (!nodes.TryGetValue(type, out var node))
            nodes.Add(type, node = AnyOf([type], isPrincipal));
        return node;
    }

    // Types that nobody declares are left out of 'any': with them every name would be accepted, and a mistyped one would silently match nothing.
    private PathNode AnyOf(IEnumerable<string> types, bool isPrincipal)
    {
        var alternatives = new List<PathAlternative>();
        foreach (var name in types)
        {
            var type = Types.Of(name);
            var isWrapped = isPrincipal && type.Kind == PathKind.Entity;
            alternatives.Add(new PathAlternative(new PathOwner(PathOwner.Type, name), isWrapped ? new PrincipalPathType(type, Types.UserOf(name)) : type));
        }

        return alternatives.Count == 0 || alternatives.Exists(alternative => alternative.Type.Kind == PathKind.Open)
            ? PathNode.Open
            : new PathNode(alternatives, isEvery: false);
    }
}
