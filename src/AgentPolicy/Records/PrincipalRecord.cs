namespace AgentPolicy.Records;

/// <summary>An agent's attributes: its own, and the user it acts for.</summary>
internal sealed class PrincipalRecord(IPolicyRecord? own, EntityUid user) : IPolicyRecord
{
    public const string User = "user";

    private readonly int _ownCount = own?.SlotCount ?? 0;

    public int SlotCount => _ownCount + 1;

    public string GetName(int slot) => slot == _ownCount ? User : own!.GetName(slot);

    public int FindSlot(string name)
    {
        var slot = own?.FindSlot(name) ?? -1;
        return slot < 0 && name == User ? _ownCount : slot;
    }

    public PolicyValue GetValue(int slot, PolicyScratch scratch)
    {
        if (slot < _ownCount)
            return own!.GetValue(slot, scratch);
        return user.Type.Length == 0 ? default(PolicyValue) : user;
    }
}
