namespace AgentPolicy.Benchmarks;

/// <summary>Tools that do nothing, so that what is measured is the decision. Their results are values: a task would be measured too.</summary>
public sealed partial class BankTools(IPolicyEngine policy)
{
    [Governed("send_money")]
    public partial bool SendMoney(string recipient, decimal amount, string subject, string date);

    [Governed("update_scheduled_transaction")]
    public partial bool UpdateScheduledTransaction(long id, string? recipient = null, decimal? amount = null, bool? recurring = null);

    [Governed("read_file")]
    public partial bool ReadFile(string file_path);

    private bool SendMoneyCore(string recipient, decimal amount, string subject, string date) => true;

    private bool UpdateScheduledTransactionCore(long id, string? recipient, decimal? amount, bool? recurring) => true;

    private bool ReadFileCore(string file_path) => true;
}
