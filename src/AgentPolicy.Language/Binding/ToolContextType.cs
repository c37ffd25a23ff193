using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Binding;

/// <summary>
/// The context of a tool's call. The input and the output are what the code says, and a governed call has nothing else but its session and the time, whatever a schema says of the
/// tool's action: what that adds would never be there.
/// </summary>
internal sealed class ToolContextType(ToolShape shape, EntityPathTypes entities) : PathType
{
    public const string Input = "input";
    public const string Output = "output";
    private const string Session = "session";
    private const string System = "system";

    private static readonly InputType.Record s_session = new(
        EquatableArray.Of(new InputAttribute("id", new InputType.String(), IsOptional: true)),
        EquatableArray<UnreadAttribute>.Empty);

    private static readonly InputType.Record s_system = new(
        EquatableArray.Of(new InputAttribute("now", new InputType.DateTime(), IsOptional: false)),
        EquatableArray<UnreadAttribute>.Empty);

    private static readonly string[] s_names = [Input, Session, System, Output];

    private readonly InputPathType _inputs = new(shape.Inputs, PathKind.Input, entities);
    private readonly InputPathType _session = new(s_session, PathKind.Record, entities);
    private readonly InputPathType _system = new(s_system, PathKind.Record, entities);

    public override PathKind Kind => PathKind.Context;

    public override IEnumerable<string> Names => s_names;

    public override PathLookup Find(string name) => name switch
    {
        Input => new PathLookup(_inputs),
        Session => new PathLookup(_session),
        Output => new PathLookup(shape.Output is { } output ? InputPathType.Of(output.Type, entities) : null),
        System => new PathLookup(_system),
        _ => default,
    };
}
