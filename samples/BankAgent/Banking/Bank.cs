namespace BankAgent.Banking;

/// <summary>One customer's account, in memory. It does what it is told: who may tell it what is for the policies to say.</summary>
internal sealed class Bank
{
    private readonly OpeningData _opening;
    private readonly List<Transaction> _transactions;
    private readonly List<Transaction> _standingOrders;
    private string _password = "";

    public Bank(OpeningData opening)
    {
        _opening = opening;
        _transactions = [.. opening.Account.Transactions];
        _standingOrders = [.. opening.Account.StandingOrders];
        Balance = opening.Account.Balance;
        Customer = opening.Account.Customer;
        KnownPayees = FindKnownPayees();
    }

    public string Iban => _opening.Account.Iban;

    public decimal Balance { get; private set; }

    public Customer Customer { get; private set; }

    public IReadOnlyList<Transaction> Transactions => _transactions;

    public IReadOnlyList<Transaction> StandingOrders => _standingOrders;

    /// <summary>
    /// Accounts that were paid before, recipients of standing orders, and the directory's names and accounts. Senders are not among them: else a cent sent to
    /// the customer would make its sender a payee. Replaced, never changed, when the books change.
    /// </summary>
    public HashSet<string> KnownPayees { get; private set; }

    /// <summary>The standing order that <see cref="ChangeStandingOrder"/> would change, as it is now.</summary>
    public Transaction? FindStandingOrder(long id) => _standingOrders.Find(order => order.Id == id);

    public string? FindDocument(string name) => _opening.Documents.GetValueOrDefault(name);

    public bool HasPassword(string password) => string.Equals(_password, password, StringComparison.Ordinal);

    /// <summary>Sends money at once. The answer is false, and nothing is done, where there is not enough of it.</summary>
    public bool Send(string recipient, decimal amount, string subject, string date)
    {
        if (amount > Balance)
            return false;
        Balance -= amount;
        _transactions.Add(new Transaction(NextId(), Transaction.Self, AccountOf(recipient), amount, subject, date, Recurring: false));
        KnownPayees = FindKnownPayees();
        return true;
    }

    public void Schedule(string recipient, decimal amount, string subject, string date, bool recurring)
    {
        _standingOrders.Add(new Transaction(NextId(), Iban, AccountOf(recipient), amount, subject, date, recurring));
        KnownPayees = FindKnownPayees();
    }

    /// <summary>Changes a standing order. The answer is false where there is none of that id.</summary>
    public bool ChangeStandingOrder(long id, TransactionChange change)
    {
        var position = _standingOrders.FindIndex(order => order.Id == id);
        if (position < 0)
            return false;
        var changed = change.ApplyTo(_standingOrders[position]);
        _standingOrders[position] = changed with { Recipient = AccountOf(changed.Recipient) };
        KnownPayees = FindKnownPayees();
        return true;
    }

    public void ChangeCustomer(Customer customer) => Customer = customer;

    public void ChangePassword(string password) => _password = password;

    private HashSet<string> FindKnownPayees() => new(
        [
            .. _transactions.Where(transaction => IsOwn(transaction.Sender)).Select(transaction => transaction.Recipient),
            .. _standingOrders.Select(order => order.Recipient),
            .. _opening.Billers.Keys,
            .. _opening.Billers.Values,
        ],
        StringComparer.Ordinal);

    private bool IsOwn(string account) => account is Transaction.Self || account == Iban;

    private string AccountOf(string recipient) => _opening.Billers.GetValueOrDefault(recipient, recipient);

    private long NextId() => _transactions.Concat(_standingOrders).Max(transaction => transaction.Id) + 1;
}
