using System.Globalization;
using BankAgent.Conversations;

namespace BankAgent.Reporting;

/// <summary>What a line says of a call; every text is visible text.</summary>
internal sealed record CallLine(string Tool, string Arguments, string Decision, string Policy, string Reason, string Time)
{
    private const int LongestTool = 28;

    public static CallLine Of(PlayedCall played)
    {
        var (call, outcome) = played;
        return new CallLine(
            VisibleText.Of(call.Tool, LongestTool),
            CallText.Of(call.Arguments),
            outcome.IsAllowed ? "allowed" : "denied",
            outcome.Policy.Length > 0 ? VisibleText.Of(outcome.Policy) : "-",
            VisibleText.Of(outcome.Reason),
            outcome.DecisionTime is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:N0} µs") : "-");
    }
}
