namespace AgentPolicy.Telemetry;

/// <summary>The values of <see cref="PolicyTelemetry.OutcomeTag"/>.</summary>
internal static class CallOutcome
{
    public const string Allowed = "allowed";
    public const string Denied = "denied";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
    public const string Withheld = "withheld";
}
