namespace BankAgent.Banking;

/// <summary>An account as it was when the sample's story begins.</summary>
internal sealed record OpeningAccount(
    string Iban,
    decimal Balance,
    Customer Customer,
    IReadOnlyList<Transaction> Transactions,
    IReadOnlyList<Transaction> StandingOrders);
