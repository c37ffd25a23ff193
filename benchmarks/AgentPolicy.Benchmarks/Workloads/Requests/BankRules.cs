namespace AgentPolicy.Benchmarks.Workloads.Requests;

/// <summary>The policies of the sample bank as somebody writes them by hand, who reads the same dictionaries.</summary>
internal sealed class BankRules(Dictionary<EntityUid, HashSet<string>> payees)
{
    public HashSet<string> PayeesOf(EntityUid agent) => payees[agent];

    public HandDecision Decide(CheckedRequest request)
    {
        if (request.Principal.Id != "assistant" || request.Resource.Id != "BankTools" || !payees.TryGetValue(request.Principal, out var known) || request.Context["input"] is not Dictionary<string, object?> input)
            return default;
        return request.Action.Id switch
        {
            "get_iban" or "get_balance" or "get_most_recent_transactions" or "get_scheduled_transactions" or "get_user_info" or "read_file" => new HandDecision(true, "read-only"),
            "update_user_info" => new HandDecision(true, "update-records"),
            "update_password" => new HandDecision(true, "change-password"),
            "send_money" => Refusal(input, known) ?? Above(1_000m, Amount(input), "payment-limit") ?? new HandDecision(true, "pay-known-payee"),
            "schedule_transaction" => Refusal(input, known) ?? Schedule(input) ?? new HandDecision(true, "pay-known-payee"),
            "update_scheduled_transaction" => Refusal(input, known) ?? Change(input) ?? new HandDecision(true, "change-standing-order"),
            _ => default,
        };
    }

    // What is refused of every payment.
    private static HandDecision? Refusal(Dictionary<string, object?> input, HashSet<string> known)
    {
        if (input.TryGetValue("recipient", out var recipient) && !known.Contains((string)recipient!))
            return new HandDecision(false, "no-strangers");
        return Amount(input) < 0.01m ? new HandDecision(false, "amount-positive") : null;
    }

    private static HandDecision? Schedule(Dictionary<string, object?> input) =>
        (input["recurring"] is true ? null : Above(1_000m, Amount(input), "scheduled-payment-limit")) ?? Above(2_500m, Amount(input), "standing-order-limit");

    private static HandDecision? Change(Dictionary<string, object?> input)
    {
        var (amount, recurring) = (Amount(input), input.TryGetValue("recurring", out var given) ? (bool?)given : null);
        if (input.TryGetValue("order", out var before) && before is Dictionary<string, object?> order)
        {
            var (wasRecurring, was) = ((bool)order["recurring"]!, (decimal)order["amount"]!);
            if (!wasRecurring && was <= 1_000m && amount > 1_000m && recurring != true)
                return new HandDecision(false, "raised-payment-limit");
            if (wasRecurring && recurring == false && (amount ?? was) > 1_000m)
                return new HandDecision(false, "single-payment-from-standing-order-limit");
            if (amount is null && was > 2_500m)
                return new HandDecision(false, "kept-amount-limit");
        }

        return Above(2_500m, amount, "standing-order-limit");
    }

    private static decimal? Amount(Dictionary<string, object?> input) => input.TryGetValue("amount", out var amount) ? (decimal?)amount : null;

    private static HandDecision? Above(decimal limit, decimal? amount, string rule) => amount > limit ? new HandDecision(false, rule) : null;
}
