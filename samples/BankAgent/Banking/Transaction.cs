namespace BankAgent.Banking;

/// <summary>A payment, or a standing order. The customer's own account may be called <see cref="Self"/>.</summary>
internal sealed record Transaction(long Id, string Sender, string Recipient, decimal Amount, string Subject, string Date, bool Recurring)
{
    public const string Self = "me";
}
