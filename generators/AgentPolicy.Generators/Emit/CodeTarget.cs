using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Generators.Emit;

/// <summary>What policies are compiled for: any request, or the calls of one tool, whose inputs are read by slot.</summary>
internal sealed record CodeTarget
{
    public static readonly CodeTarget AnyRequest = new(null, "PolicyFrame frame", "frame") { QueryParameters = "PolicyFrame frame", QueryArguments = "frame" };

    /// <summary>The calls of tools, of whose arguments nothing is read.</summary>
    public static readonly CodeTarget AnyTool = new(null, "PolicyFrame frame", "frame") { IsToolCall = true, QueryParameters = "ref PolicyQuery query", QueryArguments = "ref query" };

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
    public string Parameters { get; private init; }

    /// <summary>What a function hands on to the next.</summary>
    public string Arguments { get; private init; }

    /// <summary>Of a tool call, the parameters of every function that answers a condition rather than giving a value.</summary>
    public string QueryParameters { get; private init; } = "";

    /// <summary>What such a function hands on to the next.</summary>
    public string QueryArguments { get; private init; } = "";

    /// <summary>What it hands on to a function that is not of one shape of policies.</summary>
    public string SharedArguments => Row.Length == 0 ? QueryArguments : QueryArguments.Substring(0, QueryArguments.Length - Row.Length);

    /// <summary>What knows of the request in such a function.</summary>
    public string Query => IsToolCall ? "query" : "frame";

    /// <summary>The same, as an argument.</summary>
    public string QueryArgument => IsToolCall ? "ref query" : "frame";

    /// <summary>The frame in such a function.</summary>
    public string FrameOfQuery => IsToolCall ? "query.Frame" : "frame";

    /// <summary>What it hands on to a function that gives a value.</summary>
    public string ArgumentsOfQuery => !IsToolCall ? Arguments : (Tool is null ? "query.Frame" : "in arguments, query.Frame") + Row;

    /// <summary>Whether an attribute of a variable is read through the frame. A tool's context is not: its inputs have slots.</summary>
    public bool ReadsByPath(CedarVariable root) => !IsToolCall || root is CedarVariable.Principal or CedarVariable.Resource;

    public string Context => Tool is null ? "frame.Context" : "frame.GetContext(in arguments)";

    /// <param name="tool">The tool.</param>
    /// <param name="slotsReadOnce">See <see cref="SlotsReadOnce"/>.</param>
    public static CodeTarget For(ToolSignature tool, IReadOnlyList<int> slotsReadOnce) => new(tool, $"in {tool.ArgumentsType} arguments, PolicyFrame frame", "in arguments, frame")
    {
        SlotsReadOnce = slotsReadOnce,
        QueryParameters = $"in {tool.ArgumentsType} arguments, ref PolicyQuery query{string.Concat(slotsReadOnce.Select(slot => $", DecimalInput {NameOf(slot)}"))}",
        QueryArguments = $"in arguments, ref query{string.Concat(slotsReadOnce.Select(slot => $", {NameOf(slot)}"))}",
    };

    // What tells policies of one shape apart.
    private string Row { get; init; } = "";

    /// <summary>The same, for functions that serve all policies of a shape: which of them is asked, a row tells.</summary>
    public CodeTarget ByRow() => this with
    {
        Row = ", row", Parameters = Parameters + ", int row", Arguments = Arguments + ", row", QueryParameters = QueryParameters + ", int row", QueryArguments = QueryArguments + ", row",
    };

    /// <summary>The slots of decimals that are read once for all the conditions on them.</summary>
    public IReadOnlyList<int> SlotsReadOnce { get; private init; } = [];

    /// <summary>The type of an input that is read by slot, or null where it has none that is known.</summary>
    public InputType? TypeOf(int slot) => Tool is { Shape.Inputs.Attributes: var inputs } && slot >= 0 && slot < inputs.Count ? inputs[slot].Type : null;

    /// <summary>What a decimal that is read once is called.</summary>
    public static string NameOf(int slot) => "input" + CSharpText.Number(slot);

    /// <summary>An expression that reads a decimal, as a <c>DecimalInput</c>.</summary>
    public string ReadDecimal(int slot) => SlotsReadOnce.Contains(slot) ? NameOf(slot) : ReadDecimalAnew(slot);

    public static string ReadDecimalAnew(int slot) => $"PolicyChecks.ReadDecimal(in arguments, {CSharpText.Number(slot)})";

    /// <summary>The slot of an input, or −1 where the tool has none of that name.</summary>
    public int SlotOf(string input) => _slots.TryGetValue(input, out var slot) ? slot : -1;
}
