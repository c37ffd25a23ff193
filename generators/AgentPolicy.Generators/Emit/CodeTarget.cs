using AgentPolicy.Language.Binding;

namespace AgentPolicy.Generators.Emit;

/// <summary>What policies are compiled for: any request, or the calls of one tool, whose inputs are read by slot.</summary>
internal sealed class CodeTarget
{
    public static readonly CodeTarget AnyRequest = new(null, "PolicyFrame frame", "frame");

    /// <summary>The calls of tools, of whose arguments nothing is read.</summary>
    public static readonly CodeTarget AnyTool = new(null, "PolicyFrame frame", "frame") { IsToolCall = true };

    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);

    private CodeTarget(ToolSignature? tool, string parameters, string arguments)
    {
        Tool = tool;
        Parameters = parameters;
        Arguments = arguments;
        if (tool is null)
            return;
        IsToolCall = true;
        var inputs = tool.Shape.Inputs.Attributes;
        for (var slot = 0; slot < inputs.Count; slot++)
            _slots.Add(inputs[slot].Name, slot);

        // Deny: what cannot be read is there all the same, and its slot holds the error that says so. What is no input has no slot, and is absent.
        foreach (var unread in tool.Shape.Inputs.UnreadSlots)
            _slots.Add(unread.Name, _slots.Count);
    }

    public ToolSignature? Tool { get; }

    /// <summary>Whether what is decided is a call of a tool: then principal, action and resource are entities, whatever happens.</summary>
    public bool IsToolCall { get; private init; }

    /// <summary>The parameters of every function.</summary>
    public string Parameters { get; }

    /// <summary>What a function hands on to the next.</summary>
    public string Arguments { get; }

    public string Context => Tool is null ? "frame.Context" : "frame.GetContext(in arguments)";

    public static CodeTarget For(ToolSignature tool) => new(tool, $"in {tool.ArgumentsType} arguments, PolicyFrame frame", "in arguments, frame");

    /// <summary>The slot of an input, or −1 where the tool has none of that name.</summary>
    public int SlotOf(string input) => _slots.TryGetValue(input, out var slot) ? slot : -1;
}
