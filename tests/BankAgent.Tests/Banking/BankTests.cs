using BankAgent.Banking;

namespace BankAgent.Tests.Banking;

public class BankTests
{
    private const string Stranger = "XX00STRANGER0000000001";

    private readonly OpeningData _opening = OpeningData.Load(GovernedBank.DataFolder);

    [Fact]
    public void KnownPayees_AtOpening_ArePaidAccountsStandingOrdersAndBillers()
    {
        string[] expected =
        [
            "Apple", "CA133012400231215421872", "CH9300762011623852957", "Car Rental", "GB29NWBK60161331926819", "New Landlord",
            "SE3550000000054910000003", "Spotify", "UK12345678901234567890", "US122000000121212121212",
        ];

        Assert.Equal(expected, new Bank(_opening).KnownPayees.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void KnownPayees_OfASenderWhoWasNeverPaid_HasNotThatSender()
    {
        var received = new Transaction(8, Stranger, Transaction.Self, 0.01m, "A cent", "2022-03-08", Recurring: false);
        var account = _opening.Account with { Transactions = [.. _opening.Account.Transactions, received] };

        Assert.DoesNotContain(Stranger, new Bank(_opening with { Account = account }).KnownPayees);
    }

    [Fact]
    public void KnownPayees_WhenAPersonHasPaidSomebody_HasThatAccount()
    {
        var bank = new Bank(_opening);

        Assert.True(bank.Send(Stranger, 5m, "Lunch", "2022-04-01"));

        Assert.Contains(Stranger, bank.KnownPayees);
    }

    [Fact]
    public void KnownPayees_WhenAStandingOrderGoesElsewhere_ForgetsItsRecipient()
    {
        var bank = new Bank(_opening);
        bank.Schedule(Stranger, 5m, "Lunch", "2022-04-01", recurring: true);
        var id = bank.StandingOrders[^1].Id;

        Assert.True(bank.ChangeStandingOrder(id, new TransactionChange("Apple", null, null, null, null)));

        Assert.DoesNotContain(Stranger, bank.KnownPayees);
        Assert.Equal("US122000000121212121212", bank.StandingOrders[^1].Recipient);
    }

    [Fact]
    public void Send_MoreThanThereIs_DoesNothing()
    {
        var bank = new Bank(_opening);

        Assert.False(bank.Send("Spotify", bank.Balance + 0.01m, "Too much", "2022-04-01"));

        Assert.Equal(_opening.Account.Balance, bank.Balance);
        Assert.Equal(5, bank.Transactions.Count);
    }
}
