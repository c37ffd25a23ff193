namespace AgentPolicy.Indexing;

/// <summary>Of the entities that heads name, which one an entity is, and which it is a member of. All by their numbers.</summary>
internal sealed class ScopeMembers
{
    private int[] _groups = new int[16];
    private int _count;
    private ulong _low;

    /// <summary>The entity itself, or −1 where no head names it.</summary>
    public int Self { get; private set; } = -1;

    /// <summary>The entity itself and what it is a member of.</summary>
    public ReadOnlySpan<int> Groups => _groups.AsSpan(0, _count);

    /// <summary>Whether the entity is, or is a member of, the one of this number.</summary>
    public bool Contains(int number) => (uint)number < 64 ? ((_low >> number) & 1) != 0 : Groups.Contains(number);

    /// <param name="number">The entity's own, or −1.</param>
    public void SetSelf(int number)
    {
        Self = number;
        Add(number);
    }

    /// <param name="number">That of something the entity is a member of, or −1.</param>
    public void Add(int number)
    {
        if (number < 0)
            return;
        if (number < 64)
            _low |= 1UL << number;
        if (_count == _groups.Length)
            Array.Resize(ref _groups, _count * 2);
        _groups[_count++] = number;
    }

    public void Clear()
    {
        (Self, _count, _low) = (-1, 0, 0);
        if (_groups.Length > 1024)
            _groups = new int[16];
    }
}
