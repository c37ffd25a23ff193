namespace AgentPolicy.Records;

/// <summary>An agent's attributes: its own, and the user it acts for.</summary>
internal sealed class PrincipalRecord(IPolicyRecord? own, EntityUid user) : IPolicyRecord
{
    public const string User = "user";

    /// <summary>Of an agent that acts for one user while the engine's entities name another, or the same: neither may hide the other.</summary>
    public static PolicyValue TwoUsers { get; } = PolicyValue.FromRecord(new Ambiguous());

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

    private sealed class Ambiguous : IPolicyRecord
    {
        public int SlotCount => 1;

        public string GetName(int slot) => User;

        public int FindSlot(string name) => name == User ? 0 : -1;

        public PolicyValue GetValue(int slot, PolicyScratch scratch) => PolicyValue.Unreadable("whom the agent acts for, beside another 'user' of the agent's own");
    }
}
