using AgentPolicy;
using BankAgent.Banking;

namespace BankAgent.Tools;

/// <summary>What policies may ask about the assistant: read in place from the bank's books, as they are when a call is decided.</summary>
internal sealed class AssistantAttributes(Bank bank) : IPolicyRecord
{
    private const string Payees = "payees";

    public int SlotCount => 1;

    public string GetName(int slot) => Payees;

    public int FindSlot(string name) => name is Payees ? 0 : -1;

    public PolicyValue GetValue(int slot, PolicyScratch scratch) => scratch.Read(bank.KnownPayees);
}
