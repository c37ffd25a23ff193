using AgentPolicy.Compiled;
using AgentPolicy.Language.Binding;

namespace AgentPolicy;

/// <summary>What an engine decides by, read once a decision. Immutable, but for what it has looked up already. Safe for concurrent use.</summary>
internal sealed class EngineSnapshot(PolicySet policies, EntityStore entities)
{
    // Replaced, never changed: whoever reads it needs no lock.
    private volatile CompiledTool?[] _plainTools = [];

    public PolicySet Policies { get; } = policies;

    /// <summary>The entities that the host gave.</summary>
    public EntityStore OwnEntities { get; } = entities;

    /// <summary>The host's entities, and the schema's actions.</summary>
    public EntityStore Entities { get; } = entities.WithActionsOf(policies.Schema?.Model ?? SchemaModel.Empty);

    /// <summary>The code made for a tool, where nothing has to be seen of its results and no policy asks for the time; null where there is none, or it was not looked up yet.</summary>
    public CompiledTool? FindPlainTool(ToolDescriptor tool)
    {
        var tools = _plainTools;
        return (uint)tool.Ordinal < (uint)tools.Length ? tools[tool.Ordinal] : null;
    }

    /// <summary>Looks a tool up that <see cref="FindPlainTool"/> did not find, for the next time.</summary>
    public void AddPlainTool<TArguments>()
        where TArguments : struct, IToolArguments
    {
        var tool = TArguments.Tool;
        if (Policies.HasOutputPolicies || Policies.ReadsTime || !Policies.TryBind(tool, out var found) || found is not CompiledTool<TArguments> code)
            return;
        CompiledTool?[] tools, copy;
        do
        {
            tools = _plainTools;
            copy = new CompiledTool?[Math.Max(tools.Length, tool.Ordinal + 1)];
            tools.CopyTo(copy, 0);
            copy[tool.Ordinal] = code;
        }
        while (Interlocked.CompareExchange(ref _plainTools, copy, tools) != tools);
    }
}
