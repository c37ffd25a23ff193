using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language.Binding;

/// <summary>The calls that a policy's head lets in.</summary>
internal sealed class ActionCalls(PathNode context, IReadOnlyList<string> resourceTypes)
{
    public static readonly ActionCalls Unknown = new(PathNode.Open, []);

    public PathNode Context => context;

    /// <summary>The types of what they are about, each once; none where nothing is known of them.</summary>
    public IReadOnlyList<string> ResourceTypes => resourceTypes;
}

/// <summary>The actions that policies may name, and the calls that a policy's head lets in.</summary>
internal sealed class ActionCatalog
{
    private static readonly EntityUid s_callTool = new(SchemaNames.Action, "call_tool");

    /// <summary>In order: tools by name, then a schema's other actions.</summary>
    private readonly List<(EntityUid Uid, PathAlternative? Context, EquatableArray<string> ResourceTypes)> _actions = [];

    private readonly Dictionary<EntityUid, int> _indexes = [];
    private readonly Dictionary<int, List<int>> _members = [];
    private readonly Dictionary<string, ActionCalls> _calls = new(StringComparer.Ordinal);

    public ActionCatalog(ToolSchema tools, SchemaModel schema, EntityPathTypes entities)
    {
        IsEmpty = tools.Tools.IsEmpty && schema.Actions.IsEmpty;
        foreach (var tool in tools.Tools)
            AddTool(tool, entities);
        foreach (var action in schema.Actions)
        {
            if (_indexes.ContainsKey(action.Uid))
                continue;
            var context = new SchemaPathType(action.Context, PathKind.Context, entities);
            // An action that applies to nothing is a group: no request is of it.
            Add(action.Uid, action.PrincipalTypes.IsEmpty ? null : new PathAlternative(new PathOwner(PathOwner.Action, action.Uid.Id), context), action.ResourceTypes);
        }

        if (!_indexes.ContainsKey(s_callTool))
            Add(s_callTool, null, EquatableArray<string>.Empty);
        foreach (var tool in tools.Tools)
            AddMember(s_callTool, _indexes[new EntityUid(SchemaNames.Action, tool.Name)]);
        foreach (var action in schema.Actions)
        {
            foreach (var group in action.MemberOf)
                AddMember(group, _indexes[action.Uid]);
        }
    }

    /// <summary>Whether nothing is known of actions, so that every one is accepted.</summary>
    public bool IsEmpty { get; }

    public IEnumerable<EntityUid> Actions => _actions.Select(action => action.Uid);

    public bool IsKnown(EntityUid action) => IsEmpty || _indexes.ContainsKey(action);

    /// <summary>Whether it is known and no call is of it: no tool, and nothing that a schema lets it apply to.</summary>
    public bool IsGroup(EntityUid action) => !IsEmpty && _indexes.TryGetValue(action, out var index) && _actions[index].Context is null;

    /// <summary>Every call that is of such an action.</summary>
    public ActionCalls CallsOf(ScopeSyntax scope)
    {
        if (IsEmpty)
            return ActionCalls.Unknown;
        var named = Named(scope)?.Where(_indexes.ContainsKey).Select(uid => _indexes[uid]).Distinct().OrderBy(index => index).ToList();
        var key = named is null ? "" : string.Join(",", named);
        if (!_calls.TryGetValue(key, out var calls))
            _calls.Add(key, calls = CreateCalls(named is null ? Enumerable.Range(0, _actions.Count) : WithMembers(named)));
        return calls;
    }

    private static IEnumerable<EntityUid>? Named(ScopeSyntax scope) => scope switch
    {
        // '==' with a group, which is reported, is read like 'in': its members show what was meant.
        EqualScopeSyntax { Entity: EntityLiteralSyntax entity } => [entity.Uid],
        InScopeSyntax { Entity: EntityLiteralSyntax entity } => [entity.Uid],
        InSetScopeSyntax set => set.Entities.Select(entity => entity.Uid),
        _ => null,
    };

    private ActionCalls CreateCalls(IEnumerable<int> actions)
    {
        var contexts = new List<PathAlternative>();
        var resourceTypes = new List<string>();
        foreach (var index in actions)
        {
            if (_actions[index].Context is not { } context)
                continue;
            contexts.Add(context);
            resourceTypes.AddRange(_actions[index].ResourceTypes);
        }

        // No call at all: the action is unknown, which has been reported, or a group without members.
        return contexts.Count == 0
            ? ActionCalls.Unknown
            : new ActionCalls(new PathNode(contexts, isEvery: true), resourceTypes.Distinct(StringComparer.Ordinal).ToList());
    }

    private IEnumerable<int> WithMembers(List<int> actions)
    {
        var found = new SortedSet<int>(actions);
        var open = new Stack<int>(actions);
        while (open.Count > 0)
        {
            if (!_members.TryGetValue(open.Pop(), out var members))
                continue;
            foreach (var member in members)
            {
                if (found.Add(member))
                    open.Push(member);
            }
        }

        return found;
    }

    private void AddTool(ToolSignature tool, EntityPathTypes entities)
    {
        var uid = new EntityUid(SchemaNames.Action, tool.Name);
        Add(uid, new PathAlternative(new PathOwner(PathOwner.Tool, tool.Name), new ToolContextType(tool.Shape, entities)), EquatableArray.Of(tool.ResourceType));
    }

    private void Add(EntityUid uid, PathAlternative? context, EquatableArray<string> resourceTypes)
    {
        // Two tools of one name are reported where they are declared; here the first counts.
        if (_indexes.ContainsKey(uid))
            return;
        _indexes.Add(uid, _actions.Count);
        _actions.Add((uid, context, resourceTypes));
    }

    private void AddMember(EntityUid group, int member)
    {
        if (!_indexes.TryGetValue(group, out var index))
            return;
        if (!_members.TryGetValue(index, out var members))
            _members.Add(index, members = []);
        members.Add(member);
    }
}
