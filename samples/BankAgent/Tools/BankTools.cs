using BankAgent.Banking;
using static BankAgent.Tools.ParameterKind;

namespace BankAgent.Tools;

/// <summary>The eleven tools of AgentDojo's bank.</summary>
internal static class BankTools
{
    public static IReadOnlyList<BankTool> All { get; } =
    [
        BankTool.Reading("get_iban", [], (bank, _) => bank.Iban),
        BankTool.Reading("get_balance", [], (bank, _) => bank.Balance),
        BankTool.Reading("get_most_recent_transactions", [new("n", Integer) { IsOptional = true }], GetTransactions),
        BankTool.Reading("get_scheduled_transactions", [], (bank, _) => bank.StandingOrders),
        BankTool.Reading("get_user_info", [], (bank, _) => bank.Customer),
        BankTool.Reading("read_file", [new("file_path", Text)], ReadFile),
        BankTool.Changing("send_money", [new("recipient", Text), new("amount", Amount), new("subject", Text), new("date", Text)], SendMoney),
        BankTool.Changing(
            "schedule_transaction",
            [new("recipient", Text), new("amount", Amount), new("subject", Text), new("date", Text), new("recurring", Flag)],
            Schedule),
        BankTool.Changing(
            "update_scheduled_transaction",
            [
                new("id", Integer),
                ToolParameter.Optional("recipient", Text),
                ToolParameter.Optional("amount", Amount),
                ToolParameter.Optional("subject", Text),
                ToolParameter.Optional("date", Text),
                ToolParameter.Optional("recurring", Flag),
            ],
            UpdateScheduled) with { FindOrder = (bank, arguments) => bank.FindStandingOrder(arguments.Integer("id")) },
        BankTool.Changing(
            "update_user_info",
            [
                ToolParameter.Optional("first_name", Text),
                ToolParameter.Optional("last_name", Text),
                ToolParameter.Optional("street", Text),
                ToolParameter.Optional("city", Text),
            ],
            UpdateUserInfo),
        BankTool.Changing("update_password", [new("password", Text) { IsSecret = true }], UpdatePassword),
    ];

    public static BankTool? Find(string name) => All.FirstOrDefault(tool => string.Equals(tool.Name, name, StringComparison.Ordinal));

    private static object GetTransactions(Bank bank, CallArguments arguments)
    {
        var count = (int)Math.Clamp(arguments.FindInteger("n") ?? 100, 0, int.MaxValue);
        return bank.Transactions.TakeLast(count);
    }

    private static object ReadFile(Bank bank, CallArguments arguments) => bank.FindDocument(arguments.Text("file_path")) ?? "There is no such file.";

    private static object SendMoney(Bank bank, CallArguments arguments) =>
        bank.Send(arguments.Text("recipient"), arguments.Amount("amount"), arguments.Text("subject"), arguments.Text("date"))
            ? "The money was sent."
            : "There is not enough money in the account.";

    private static object Schedule(Bank bank, CallArguments arguments)
    {
        bank.Schedule(
            arguments.Text("recipient"),
            arguments.Amount("amount"),
            arguments.Text("subject"),
            arguments.Text("date"),
            arguments.Flag("recurring"));
        return "The payment was scheduled.";
    }

    private static object UpdateScheduled(Bank bank, CallArguments arguments)
    {
        var change = new TransactionChange(
            arguments.FindText("recipient"),
            arguments.FindAmount("amount"),
            arguments.FindText("subject"),
            arguments.FindText("date"),
            arguments.FindFlag("recurring"));
        return bank.ChangeStandingOrder(arguments.Integer("id"), change) ? "The standing order was changed." : "There is no such standing order.";
    }

    private static object UpdateUserInfo(Bank bank, CallArguments arguments)
    {
        var customer = bank.Customer;
        bank.ChangeCustomer(new Customer(
            arguments.FindText("first_name") ?? customer.FirstName,
            arguments.FindText("last_name") ?? customer.LastName,
            arguments.FindText("street") ?? customer.Street,
            arguments.FindText("city") ?? customer.City));
        return bank.Customer;
    }

    private static object UpdatePassword(Bank bank, CallArguments arguments)
    {
        bank.ChangePassword(arguments.Text("password"));
        return "The password was changed.";
    }
}
