using System.ComponentModel;

namespace AgentPolicy.Compiled;

/// <summary>What is known of a tool whatever the policies: what its calls are called, what they are about, and what its inputs are. Immutable.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ToolDescriptor
{
    /// <summary>The version of what generated code and this library have agreed on. A tool of another version is denied.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The group that every tool's action is in.</summary>
    internal static readonly EntityUid CallTool = new("Action", "call_tool");

    private static int s_lastOrdinal = -1;

    private readonly PolicyValue _actionValue;
    private readonly PolicyValue _resourceValue;

    /// <summary>Describes a tool.</summary>
    /// <param name="format">The version that the generated code was made for.</param>
    /// <param name="name">The tool's name: the id of its action.</param>
    /// <param name="resource">What its calls are about, unless an argument says it.</param>
    /// <param name="shape">Its inputs and its output with their types, as the generator writes them: two tools of one shape have the same slots.</param>
    public ToolDescriptor(int format, string name, EntityUid resource, string shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        Format = format;
        Name = name;
        Shape = shape;
        Resource = resource;
        Action = new EntityUid("Action", name);
        _actionValue = Action;
        ActionEntity = new Entity(Action, parents: [CallTool]);
        _resourceValue = resource;
        Ordinal = Interlocked.Increment(ref s_lastOrdinal);
    }

    /// <summary>The tool's name.</summary>
    public string Name { get; }

    /// <summary>What its calls are about, unless an argument says it.</summary>
    public EntityUid Resource { get; }

    /// <summary>Its inputs and its output with their types.</summary>
    public string Shape { get; }

    internal int Format { get; }

    internal EntityUid Action { get; }

    internal ref readonly PolicyValue ActionValue => ref _actionValue;

    /// <summary>The action, a member of <see cref="CallTool"/>. A schema may put it in further groups; no entity store can.</summary>
    internal Entity ActionEntity { get; }

    internal ref readonly PolicyValue ResourceValue => ref _resourceValue;

    /// <summary>Tools are numbered from zero, in the order in which they were first used.</summary>
    internal int Ordinal { get; }
}
