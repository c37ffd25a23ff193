using BankAgent.Banking;

namespace BankAgent.Tests.Policies;

public class PolicyTextTests
{
    [Fact]
    public void Policies_HaveNoAccountNumber()
    {
        var opening = OpeningData.Load(GovernedBank.DataFolder);
        var payments = opening.Account.Transactions.Concat(opening.Account.StandingOrders);
        string[] accounts =
        [
            .. payments.SelectMany(payment => new[] { payment.Sender, payment.Recipient }).Where(account => account != Transaction.Self),
            .. opening.Billers.Keys,
            .. opening.Billers.Values,
        ];

        foreach (var text in Directory.EnumerateFiles(GovernedBank.PolicyFolder).Select(File.ReadAllText))
        {
            Assert.DoesNotContain(accounts, account => text.Contains(account, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotMatch("[A-Z]{2}[0-9]{2}[A-Z0-9]{8,}", text);
        }
    }
}
