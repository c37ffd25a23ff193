using Microsoft.Extensions.Logging;

namespace AgentPolicy.Telemetry;

/// <summary>What is logged of governed calls. Decisions, names and ids only: no argument, no result, no exception's text.</summary>
internal static partial class CallLog
{
    [LoggerMessage(1, LogLevel.Debug, "Tool {Tool}, called by {Caller}: {Decision} Policies {Version}, call {CallId}.", EventName = "Allowed")]
    public static partial void Allowed(this ILogger logger, string tool, string caller, string decision, string version, Guid callId);

    [LoggerMessage(EventId = 2, Message = "Tool {Tool}, called by {Caller}: {Decision} {Cause}, policy '{Policy}', policies {Version}, call {CallId}.", EventName = "Denied")]
    public static partial void Denied(
        this ILogger logger, LogLevel level, string tool, string caller, string decision, DecisionCause cause, string policy, string version, Guid callId);

    [LoggerMessage(3, LogLevel.Warning, "Tool {Tool}, called by {Caller}, ran; its result is withheld: {Decision} {Cause}, policy '{Policy}', policies {Version}, call {CallId}.", EventName = "Withheld")]
    public static partial void Withheld(
        this ILogger logger, string tool, string caller, string decision, DecisionCause cause, string policy, string version, Guid callId);

    [LoggerMessage(4, LogLevel.Debug, "Tool {Tool} {Outcome} after {Milliseconds} ms, call {CallId}. {ExceptionType}", EventName = "Ended")]
    public static partial void Ended(this ILogger logger, string tool, string outcome, double milliseconds, Guid callId, string exceptionType);
}
