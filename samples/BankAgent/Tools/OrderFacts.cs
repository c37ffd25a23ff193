using BankAgent.Banking;

namespace BankAgent.Tools;

/// <summary>What the bank's books say of a standing order before a change, for the policies. Never from the call.</summary>
internal sealed record OrderFacts(bool Recurring, decimal Amount)
{
    public static OrderFacts? Of(Transaction? order) => order is null ? null : new OrderFacts(order.Recurring, order.Amount);
}
