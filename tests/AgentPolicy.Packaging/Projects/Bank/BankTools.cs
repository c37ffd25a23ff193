using AgentPolicy;

namespace Bank;

public sealed partial class BankTools(IPolicyEngine policy)
{
    [Governed("send_money")]
    public partial Task<string> SendMoneyAsync(string recipient, decimal amount, string? note = null, CancellationToken cancellationToken = default);

    private Task<string> SendMoneyAsyncCore(string recipient, decimal amount, string? note, CancellationToken cancellationToken) =>
        Task.FromResult($"sent to {recipient}");
}
