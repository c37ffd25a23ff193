using AgentPolicy.Language.Binding;

namespace AgentPolicy.Generators.Emit;

/// <summary>Which groups a tool's action is in.</summary>
internal static class ActionGroups
{
    /// <summary>The group that every tool's action is in.</summary>
    private static readonly EntityUid s_callTool = new("Action", "call_tool");

    /// <summary>The action itself, the group of all tools, and what the schema says of either.</summary>
    public static HashSet<EntityUid> Of(EntityUid action, SchemaModel? schema)
    {
        var found = new HashSet<EntityUid> { action, s_callTool };
        var open = new Stack<EntityUid>(found);
        while (open.Count > 0)
        {
            var member = open.Pop();
            foreach (var group in schema?.FindAction(member)?.MemberOf ?? default)
            {
                if (found.Add(group))
                    open.Push(group);
            }
        }

        return found;
    }
}
