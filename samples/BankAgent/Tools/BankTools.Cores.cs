using System.Diagnostics;
using AgentPolicy;
using BankAgent.Banking;

namespace BankAgent.Tools;

internal sealed partial class BankTools
{
    private ToolAnswer GetIbanCore(GovernedCall call) => Answer(call, bank => bank.Iban);

    private ToolAnswer GetBalanceCore(GovernedCall call) => Answer(call, bank => bank.Balance);

    private ToolAnswer GetMostRecentTransactionsCore(GovernedCall call, long? n) =>
        Answer(call, bank => bank.Transactions.TakeLast((int)Math.Clamp(n ?? 100, 0, int.MaxValue)));

    private ToolAnswer GetScheduledTransactionsCore(GovernedCall call) => Answer(call, bank => bank.StandingOrders);

    private ToolAnswer GetUserInfoCore(GovernedCall call) => Answer(call, bank => bank.Customer);

    private ToolAnswer ReadFileCore(GovernedCall call, string file_path) => Answer(call, bank => bank.FindDocument(file_path) ?? "There is no such file.");

    private ToolAnswer SendMoneyCore(GovernedCall call, string recipient, decimal amount, string subject, string date) =>
        Answer(call, bank => bank.Send(recipient, amount, subject, date) ? "The money was sent." : "There is not enough money in the account.");

    private ToolAnswer ScheduleTransactionCore(GovernedCall call, string recipient, decimal amount, string subject, string date, bool recurring) => Answer(call, bank =>
    {
        bank.Schedule(recipient, amount, subject, date, recurring);
        return "The payment was scheduled.";
    });

    // The order was for the policies: the change is made to what stands in the books.
    private ToolAnswer UpdateScheduledTransactionCore(
        GovernedCall call, long id, string? recipient, decimal? amount, string? subject, string? date, bool? recurring, OrderFacts? order) =>
        Answer(call, bank => bank.ChangeStandingOrder(id, new TransactionChange(recipient, amount, subject, date, recurring))
            ? "The standing order was changed."
            : "There is no such standing order.");

    private ToolAnswer UpdateUserInfoCore(GovernedCall call, string? first_name, string? last_name, string? street, string? city) => Answer(call, bank =>
    {
        var customer = bank.Customer;
        bank.ChangeCustomer(new Customer(first_name ?? customer.FirstName, last_name ?? customer.LastName, street ?? customer.Street, city ?? customer.City));
        return bank.Customer;
    });

    private ToolAnswer UpdatePasswordCore(GovernedCall call, string password) => Answer(call, bank =>
    {
        bank.ChangePassword(password);
        return "The password was changed.";
    });

    // The time is taken before anything is done: it is the decision's alone.
    private ToolAnswer Answer(in GovernedCall call, Func<Bank, object> run) => new(call.Decision, Stopwatch.GetTimestamp(), run(bank));
}
