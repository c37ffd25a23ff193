namespace BankAgent.Banking;

/// <summary>What is to be different in a standing order; null leaves a part as it is.</summary>
internal sealed record TransactionChange(string? Recipient, decimal? Amount, string? Subject, string? Date, bool? Recurring)
{
    public Transaction ApplyTo(Transaction order) => order with
    {
        Recipient = Recipient ?? order.Recipient,
        Amount = Amount ?? order.Amount,
        Subject = Subject ?? order.Subject,
        Date = Date ?? order.Date,
        Recurring = Recurring ?? order.Recurring,
    };
}
