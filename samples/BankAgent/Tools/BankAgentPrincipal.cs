using AgentPolicy;

namespace BankAgent.Tools;

/// <summary>The assistant, and what policies may ask about it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Payees">Whom the bank's books know: see <see cref="Banking.Bank.KnownPayees"/>.</param>
[PolicyEntity("Agent")]
internal sealed partial record BankAgentPrincipal(string Id, HashSet<string> Payees) : IPolicyPrincipal;
