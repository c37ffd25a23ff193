using AgentPolicy;
using BankAgent.Banking;

namespace BankAgent.Tools;

/// <summary>
/// The eleven tools of AgentDojo's bank, each the governed face of what it does (BankTools.Cores.cs). Parameters are named as models name the arguments, since
/// policies read them by these names.
/// </summary>
internal sealed partial class BankTools(IPolicyEngine policy, Bank bank)
{
    [Governed("get_iban")]
    public partial ToolAnswer GetIban();

    [Governed("get_balance")]
    public partial ToolAnswer GetBalance();

    [Governed("get_most_recent_transactions")]
    public partial ToolAnswer GetMostRecentTransactions(long? n);

    [Governed("get_scheduled_transactions")]
    public partial ToolAnswer GetScheduledTransactions();

    [Governed("get_user_info")]
    public partial ToolAnswer GetUserInfo();

    [Governed("read_file")]
    public partial ToolAnswer ReadFile(string file_path);

    [Governed("send_money")]
    public partial ToolAnswer SendMoney(string recipient, decimal amount, string subject, string date);

    [Governed("schedule_transaction")]
    public partial ToolAnswer ScheduleTransaction(string recipient, decimal amount, string subject, string date, bool recurring);

    /// <param name="order">The bank's own record of the order, null where there is none. No argument of a call: whoever calls looks it up.</param>
    [Governed("update_scheduled_transaction")]
    public partial ToolAnswer UpdateScheduledTransaction(
        long id, string? recipient, decimal? amount, string? subject, string? date, bool? recurring, OrderFacts? order);

    [Governed("update_user_info")]
    public partial ToolAnswer UpdateUserInfo(string? first_name, string? last_name, string? street, string? city);

    [Governed("update_password")]
    public partial ToolAnswer UpdatePassword(string password);
}
