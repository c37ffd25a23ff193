using AgentPolicy.Language;

namespace AgentPolicy.Benchmarks;

/// <summary>The arguments of a payment, read in place.</summary>
internal readonly struct SendMoneyInput(string recipient, decimal amount) : IPolicyRecord
{
    public int SlotCount => 2;

    public string GetName(int slot) => slot == 0 ? "recipient" : "amount";

    public int FindSlot(string name) => name switch { "recipient" => 0, "amount" => 1, _ => -1 };

    public PolicyValue GetValue(int slot, PolicyScratch scratch) => slot == 0 ? recipient : PolicyValue.FromDecimal(amount);
}

/// <summary>A context that is a struct: never boxed.</summary>
internal readonly struct SendMoneyContext(string recipient, decimal amount) : IPolicyRecord
{
    private const string Input = "input";

    public int SlotCount => 1;

    public string GetName(int slot) => Input;

    public int FindSlot(string name) => name is Input ? 0 : -1;

    public PolicyValue GetValue(int slot, PolicyScratch scratch) => scratch.Record(new SendMoneyInput(recipient, amount));
}
