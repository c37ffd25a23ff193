using AgentPolicy.Compiled;
using AgentPolicy.Indexing;
using AgentPolicy.Language.Binding;

namespace AgentPolicy;

/// <summary>What an engine decides by, read once a decision. Immutable, but for what it has looked up already. Safe for concurrent use.</summary>
internal sealed class EngineSnapshot
{
    // Replaced, never changed: whoever reads it needs no lock.
    private volatile CompiledTool?[] _plainTools = [];

    public EngineSnapshot(PolicySet policies, EntityStore entities)
    {
        var schema = policies.Schema?.Model ?? SchemaModel.Empty;
        (Policies, OwnEntities, Entities) = (policies, entities, entities.WithActionsOf(schema));
        Index = policies.MakeIndex() is { } index ? new SnapshotIndex(index, Entities, schema) : null;
    }

    public PolicySet Policies { get; }

    /// <summary>The entities that the host gave.</summary>
    public EntityStore OwnEntities { get; }

    /// <summary>The host's entities, and the schema's actions.</summary>
    public EntityStore Entities { get; }

    /// <summary>Finds the policies that could matter; null where all have to be asked.</summary>
    public SnapshotIndex? Index { get; }

    /// <summary>Whether a tool's code can decide: some needs the index.</summary>
    public bool CanUse(CompiledTool code) => Index is not null || !code.NeedsIndex;

    /// <summary>The code made for a tool, where nothing has to be seen of its results and no policy asks for the time; null where there is none, or it was not looked up yet.</summary>
    public CompiledTool? FindPlainTool(ToolDescriptor tool)
    {
        var tools = _plainTools;
        return (uint)tool.Ordinal < (uint)tools.Length ? tools[tool.Ordinal] : null;
    }

    /// <summary>Notes the code of a tool that <see cref="FindPlainTool"/> did not find, for the next time.</summary>
    public void AddPlainTool(ToolDescriptor tool, CompiledTool code)
    {
        if (Policies.HasOutputPolicies || Policies.ReadsTime)
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
