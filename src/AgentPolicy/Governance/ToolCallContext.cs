using AgentPolicy.Compiled;
using AgentPolicy.Records;

namespace AgentPolicy.Governance;

/// <summary>A governed call as a request's context, for an engine of the host's own that stands before ours.</summary>
internal interface IToolCall
{
    /// <summary>Decides as without the engine between, where that has changed nothing of the request; false where it has, and it is decided as it stands.</summary>
    bool TryDecide(PolicyEngine engine, PolicyPhase phase, EntityUid principal, EntityUid action, EntityUid resource, EntityStore? entities, out PolicyDecision decision);
}

/// <summary><c>context</c> of a governed call: <c>input</c>, <c>session</c>, <c>system</c> and <c>output</c>.</summary>
internal readonly struct ToolCallContext<TArguments, TOutput>(
    PolicyPhase phase, TArguments arguments, TOutput output, AgentIdentity identity, DateTimeOffset time, EntityStore entities)
    : IPolicyRecord, IToolCall
    where TArguments : struct, IToolArguments
    where TOutput : struct, ICallOutput
{
    private readonly PolicyPhase _phase = phase;
    private readonly TArguments _arguments = arguments;
    private readonly TOutput _output = output;
    private readonly AgentIdentity _identity = identity;
    private readonly DateTimeOffset _time = time;
    private readonly EntityStore _entities = entities;

    public int SlotCount => 4;

    public string GetName(int slot) => slot switch { 0 => "input", 1 => "session", 2 => "system", _ => "output" };

    public int FindSlot(string name) => name switch { "input" => 0, "session" => 1, "system" => 2, "output" => 3, _ => -1 };

    public PolicyValue GetValue(int slot, PolicyScratch scratch) => slot switch
    {
        0 => scratch.Record(_arguments),
        1 => _identity.SessionValue,
        2 => ToolContext.ReadSystem(_time, scratch),
        _ => _output.Read(scratch),
    };

    public bool TryDecide(PolicyEngine engine, PolicyPhase phase, EntityUid principal, EntityUid action, EntityUid resource, EntityStore? entities, out PolicyDecision decision)
    {
        var isUnchanged = phase == _phase && principal == _identity.Agent && action == TArguments.Tool.Action && resource == _arguments.Resource && ReferenceEquals(entities, _entities);
        decision = isUnchanged ? engine.EvaluateCall(_phase, _arguments, _output, _identity, _time) : default;
        return isUnchanged;
    }
}
