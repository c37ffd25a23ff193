using AgentPolicy.Compiled;

namespace AgentPolicy;

/// <summary>Finds the code that a policy set has for a tool. Looked up once, then found by the tool's number. Safe for concurrent use.</summary>
internal sealed class ToolBindings(CompiledPolicies code)
{
    private static readonly Binding s_none = new(null, Fits: true);

    private readonly Lock _lock = new();
    private volatile Binding?[] _bindings = [];

    /// <summary>The code made for the tool, or null where there is none; false where there is, but for a tool of other inputs.</summary>
    public bool TryBind(ToolDescriptor tool, out CompiledTool? found)
    {
        var bindings = _bindings;
        var binding = tool.Ordinal < bindings.Length ? bindings[tool.Ordinal] : null;
        binding ??= Bind(tool);
        found = binding.Tool;
        return binding.Fits;
    }

    private Binding Bind(ToolDescriptor tool)
    {
        var found = code.FindTool(tool.Name);

        // Deny: slots are numbers, and in a tool of another shape they are other arguments'.
        var fits = tool.Format == ToolDescriptor.CurrentFormat && (found is null || string.Equals(found.Shape, tool.Shape, StringComparison.Ordinal));
        var binding = fits && found is null ? s_none : new Binding(fits ? found : null, fits);
        lock (_lock)
        {
            // Replaced, never changed: whoever reads it needs no lock.
            var bindings = _bindings;
            var copy = new Binding?[Math.Max(bindings.Length, tool.Ordinal + 1)];
            bindings.CopyTo(copy, 0);
            copy[tool.Ordinal] = binding;
            _bindings = copy;
        }

        return binding;
    }

    private sealed record Binding(CompiledTool? Tool, bool Fits);
}
