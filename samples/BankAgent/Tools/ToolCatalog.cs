using BankAgent.Banking;
using static BankAgent.Tools.ParameterKind;

namespace BankAgent.Tools;

/// <summary>What models are told of the tools, and how their JSON becomes a call of the governed method.</summary>
internal static class ToolCatalog
{
    public static IReadOnlyList<BankTool> All { get; } =
    [
        BankTool.Reading("get_iban", [], (tools, _) => tools.GetIban()),
        BankTool.Reading("get_balance", [], (tools, _) => tools.GetBalance()),
        BankTool.Reading(
            "get_most_recent_transactions",
            [new("n", Integer) { IsOptional = true }],
            (tools, arguments) => tools.GetMostRecentTransactions(arguments.FindInteger("n"))),
        BankTool.Reading("get_scheduled_transactions", [], (tools, _) => tools.GetScheduledTransactions()),
        BankTool.Reading("get_user_info", [], (tools, _) => tools.GetUserInfo()),
        BankTool.Reading("read_file", [new("file_path", Text)], (tools, arguments) => tools.ReadFile(arguments.Text("file_path"))),
        BankTool.Changing("send_money", [new("recipient", Text), new("amount", Amount), new("subject", Text), new("date", Text)], SendMoney),
        BankTool.Changing(
            "schedule_transaction",
            [new("recipient", Text), new("amount", Amount), new("subject", Text), new("date", Text), new("recurring", Flag)],
            Schedule),
        new BankTool(
            "update_scheduled_transaction",
            Changes: true,
            [
                new("id", Integer),
                ToolParameter.Optional("recipient", Text),
                ToolParameter.Optional("amount", Amount),
                ToolParameter.Optional("subject", Text),
                ToolParameter.Optional("date", Text),
                ToolParameter.Optional("recurring", Flag),
            ],
            UpdateScheduled),
        BankTool.Changing(
            "update_user_info",
            [
                ToolParameter.Optional("first_name", Text),
                ToolParameter.Optional("last_name", Text),
                ToolParameter.Optional("street", Text),
                ToolParameter.Optional("city", Text),
            ],
            UpdateUserInfo),
        BankTool.Changing(
            "update_password",
            [new("password", Text) { IsSecret = true }],
            (tools, arguments) => tools.UpdatePassword(arguments.Text("password"))),
    ];

    public static BankTool? Find(string name) => All.FirstOrDefault(tool => string.Equals(tool.Name, name, StringComparison.Ordinal));

    private static ToolAnswer SendMoney(BankTools tools, CallArguments arguments) =>
        tools.SendMoney(arguments.Text("recipient"), arguments.Amount("amount"), arguments.Text("subject"), arguments.Text("date"));

    private static ToolAnswer Schedule(BankTools tools, CallArguments arguments) => tools.ScheduleTransaction(
        arguments.Text("recipient"),
        arguments.Amount("amount"),
        arguments.Text("subject"),
        arguments.Text("date"),
        arguments.Flag("recurring"));

    // The order comes from the bank's books. It is no parameter that a call can give.
    private static ToolAnswer UpdateScheduled(BankTools tools, Bank bank, CallArguments arguments) => tools.UpdateScheduledTransaction(
        arguments.Integer("id"),
        arguments.FindText("recipient"),
        arguments.FindAmount("amount"),
        arguments.FindText("subject"),
        arguments.FindText("date"),
        arguments.FindFlag("recurring"),
        OrderFacts.Of(bank.FindStandingOrder(arguments.Integer("id"))));

    private static ToolAnswer UpdateUserInfo(BankTools tools, CallArguments arguments) => tools.UpdateUserInfo(
        arguments.FindText("first_name"),
        arguments.FindText("last_name"),
        arguments.FindText("street"),
        arguments.FindText("city"));
}
