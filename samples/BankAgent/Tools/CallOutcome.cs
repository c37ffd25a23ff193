namespace BankAgent.Tools;

/// <summary>What became of a call.</summary>
/// <param name="IsAllowed">Whether the tool ran.</param>
/// <param name="Policy">The policy that decided, or an empty text where none did.</param>
/// <param name="Reason">Why.</param>
/// <param name="DecisionTime">How long the policies took, or null where they were not asked.</param>
/// <param name="Answer">What the model is told: the tool's answer, or why there is none.</param>
internal sealed record CallOutcome(bool IsAllowed, string Policy, string Reason, TimeSpan? DecisionTime, string Answer)
{
    /// <summary>A call that no policy was asked about, since no tool could take it.</summary>
    public static CallOutcome Malformed(string fault) => new(IsAllowed: false, "", fault, null, fault);
}
