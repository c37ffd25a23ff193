namespace AgentPolicy;

/// <summary>
/// The names under which governed calls are reported: a meter, an activity source and a log category. Nothing that is reported contains an argument's or a result's value.
/// While nobody listens, nothing is measured and no clock is read.
/// </summary>
public static class PolicyTelemetry
{
    /// <summary>The name of the meter, of the activity source and of the log category.</summary>
    public const string SourceName = "AgentPolicy";

    /// <summary>
    /// A counter of decisions, by tool, policy and outcome: <c>allowed</c>, <c>denied</c>, or <c>withheld</c>: a call that was allowed, and whose result was then kept back,
    /// counts as both.
    /// </summary>
    public const string DecisionsName = "agentpolicy.decisions";

    /// <summary>
    /// A histogram, in seconds, of how long calls took, the decision included, by tool, policy and outcome: <c>succeeded</c>, <c>failed</c>, <c>cancelled</c> (also a stream
    /// that was left before its end), <c>denied</c> or <c>withheld</c> (it ran, and its result was not handed out).
    /// </summary>
    public const string CallDurationName = "agentpolicy.call.duration";

    /// <summary>The activity of a denial; calls that are let through have none.</summary>
    public const string DenialActivityName = "agentpolicy.deny";

    /// <summary>The tag of the tool's name.</summary>
    public const string ToolTag = "gen_ai.tool.name";

    /// <summary>The tag of how it ended.</summary>
    public const string OutcomeTag = "agentpolicy.outcome";

    /// <summary>The tag of the id of the policy that decided; left out where none did.</summary>
    public const string PolicyTag = "agentpolicy.policy";

    /// <summary>The tag, of activities, of what decided: a <see cref="DecisionCause"/>.</summary>
    public const string CauseTag = "agentpolicy.cause";

    /// <summary>The tag, of activities, of the call's id, which log entries on the call have too.</summary>
    public const string CallIdTag = "agentpolicy.call.id";
}
