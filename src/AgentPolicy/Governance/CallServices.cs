using AgentPolicy.Telemetry;

namespace AgentPolicy.Governance;

/// <summary>What the enforcement point needs beside the decision: the host's choices, its clock and who listens. Immutable.</summary>
internal sealed class CallServices(bool allowAnonymous, TimeProvider time, CallTelemetry telemetry)
{
    /// <summary>For engines that were made without options, and where there is none of ours.</summary>
    public static CallServices Default { get; } = new(allowAnonymous: false, TimeProvider.System, CallTelemetry.Shared);

    public bool AllowAnonymous { get; } = allowAnonymous;

    public TimeProvider Time { get; } = time;

    public CallTelemetry Telemetry { get; } = telemetry;

    public static CallServices Of(IPolicyEngine? engine) => engine is PolicyEngine own ? own.Services : Default;
}
