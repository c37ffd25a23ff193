namespace AgentPolicy.Language.Binding;

/// <summary>The entity types that policies may name, and what is known of each.</summary>
internal sealed class EntityPathTypes
{
    private const string Agent = "Agent";
    private const string Tool = "Tool";

    /// <summary>Types that every tool call may have, declared or not.</summary>
    private static readonly string[] s_builtins = [Agent, "User", Tool, "Anonymous", SchemaNames.Action];

    private readonly Dictionary<string, PathType> _types = new(StringComparer.Ordinal);
    private readonly List<string> _declared = [];
    private readonly SchemaModel _schema;

    public EntityPathTypes(ToolSchema tools, SchemaModel schema)
    {
        _schema = schema;
        // Several classes, of several assemblies, may declare one type.
        foreach (var type in tools.EntityTypes)
            Declare(type.Name, new InputPathType(type.Attributes, PathKind.Record, this));
        foreach (var type in schema.EntityTypes)
            Declare(type.Name, new SchemaPathType(type.Shape, PathKind.Record, this));
        foreach (var type in schema.Actions.Select(action => action.Uid.Type).Concat(s_builtins).Concat(tools.Tools.Select(tool => tool.ResourceType)))
        {
            // Nothing is declared of an agent: then it has only what every principal has. Of the other types nothing is known.
            if (!_types.ContainsKey(type))
                _types.Add(type, type == Agent ? new EntityPathType(type) : PathType.Open);
        }
    }

    public IEnumerable<string> Names => _types.Keys;

    /// <summary>The types of which something is known, which a principal can have: the agent's always.</summary>
    public IEnumerable<string> Principals => _declared.Contains(Agent, StringComparer.Ordinal) ? _declared : _declared.Append(Agent);

    /// <summary>The types that are declared.</summary>
    public IEnumerable<string> Declared => _declared;

    /// <summary>An entity whose type nobody says.</summary>
    public PathType AnyEntity => IsAnyDeclared(except: Agent) ? new AnyEntityPathType(this, null) : PathType.Open;

    /// <summary>The user that a principal of that type acts for: of any other declared type, since none of its own type stands behind an agent.</summary>
    public PathType UserOf(string? principal) => IsAnyDeclared(principal) ? new AnyEntityPathType(this, principal) : PathType.Open;

    public bool IsKnown(string name) => _types.ContainsKey(name);

    /// <summary>What is known of entities of a type; nothing where it is not declared.</summary>
    public PathType Of(string name) => _types.TryGetValue(name, out var type) ? type : PathType.Open;

    /// <summary>The ids that an enum's entities have, or null where the type is no enum.</summary>
    public IReadOnlyList<string>? EnumIds(string name) => _schema.FindEntityType(name) is { EnumIds.IsEmpty: false } type ? type.EnumIds : null;

    // Tools act for nobody and own nothing.
    private bool IsAnyDeclared(string? except) => _declared.Exists(name => name != except && name != Tool);

    private void Declare(string name, PathType attributes)
    {
        if (!_types.TryGetValue(name, out var type))
        {
            _declared.Add(name);
            _types.Add(name, type = new EntityPathType(name));
        }

        ((EntityPathType)type).Parts.Add(attributes);
    }

    /// <summary>An entity type: all that is declared of it, together.</summary>
    private sealed class EntityPathType(string name) : PathType
    {
        public List<PathType> Parts { get; } = [];

        public override PathKind Kind => PathKind.Entity;

        public override string? EntityType => name;

        public override IEnumerable<string> Names => Parts.SelectMany(part => part.Names);

        public override PathLookup Find(string attribute)
        {
            PathLookup found = default;
            foreach (var part in Parts)
            {
                var own = part.Find(attribute);
                if (own.Type is not null)
                    return own;
                if (found.Unread is null)
                    found = own;
            }

            return found;
        }
    }
}

/// <summary>An entity of any declared type, or of any but one. A node takes the types apart, and is asked for names in its place.</summary>
internal sealed class AnyEntityPathType(EntityPathTypes entities, string? except) : PathType
{
    public override PathKind Kind => PathKind.Entity;

    public override PathLookup Find(string name) => new(Open);

    /// <summary>Every type that one of them can be of.</summary>
    public static IEnumerable<PathAlternative> Expand(IReadOnlyList<AnyEntityPathType> all)
    {
        var except = all.All(one => one.Except == all[0].Except) ? all[0].Except : null;
        return all[0].Entities.Declared.Where(name => name != except).Select(name => new PathAlternative(new PathOwner(PathOwner.Type, name), all[0].Entities.Of(name)));
    }

    private EntityPathTypes Entities => entities;

    private string? Except => except;
}

/// <summary>Whoever acts, an entity of any type: what is declared of it, and the user that it may act for.</summary>
/// <param name="entity">What is declared of it.</param>
/// <param name="user">Whom it may act for.</param>
internal sealed class PrincipalPathType(PathType entity, PathType user) : PathType
{
    private const string User = "user";

    public override PathKind Kind => PathKind.Entity;

    public override string? EntityType => entity.EntityType;

    public override IEnumerable<string> Names => entity.Names.Append(User);

    public override PathLookup Find(string name)
    {
        var found = entity.Find(name);
        return found.Type is null && name == User ? new PathLookup(user) : found;
    }
}
