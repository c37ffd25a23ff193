namespace AgentPolicy.Benchmarks;

/// <summary>What a rule said, where rules are written by hand.</summary>
/// <param name="IsAllowed">Whether the call may run.</param>
/// <param name="Policy">The rule that decided, or null where none permits.</param>
public readonly record struct HandDecision(bool IsAllowed, string? Policy);

/// <summary>
/// The same rules written by hand in C#, doing the same work: who acts is read from an <see cref="AsyncLocal{T}"/>, the payee is looked up in the same set, the same
/// amounts are compared, and the decision names the rule.
/// </summary>
public static class HandWritten
{
    private static readonly AsyncLocal<Assistant?> s_current = new();

    public static void Enter(Assistant assistant) => s_current.Value = assistant;

    public static HandDecision SendMoney(string recipient, decimal amount)
    {
        if (s_current.Value is not { Id: "assistant" } assistant)
            return default;
        var isKnown = assistant.Payees.Contains(recipient);
        if (!isKnown)
            return new HandDecision(IsAllowed: false, "no-strangers");
        if (amount < 0.01m)
            return new HandDecision(IsAllowed: false, "amount-positive");
        if (amount > 1000.00m)
            return new HandDecision(IsAllowed: false, "payment-limit");
        return new HandDecision(IsAllowed: true, "pay-known-payee");
    }

    public static HandDecision UpdateScheduledTransaction(string? recipient, decimal? amount)
    {
        if (s_current.Value is not { Id: "assistant" } assistant)
            return default;
        if (recipient is not null && !assistant.Payees.Contains(recipient))
            return new HandDecision(IsAllowed: false, "no-strangers");
        if (amount < 0.01m)
            return new HandDecision(IsAllowed: false, "amount-positive");
        if (amount > 2500.00m)
            return new HandDecision(IsAllowed: false, "standing-order-limit");
        return new HandDecision(IsAllowed: true, "pay-known-payee");
    }

    public static HandDecision ReadFile() => s_current.Value is { Id: "assistant" } ? new HandDecision(IsAllowed: true, "read-only") : default;
}
