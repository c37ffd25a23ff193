namespace AgentPolicy.Indexing;

/// <summary>Of the entities that heads name, which one an entity is, and which it is a member of. All by their numbers.</summary>
internal sealed class ScopeMembers
{
    private const int BitsPerWord = 64;

    /// <summary>So few are looked through; of more, each is a bit.</summary>
    private const int FewGroups = 16;

    private int[] _groups = new int[FewGroups];
    private int _count;

    // The first word of the bits: most sets name no more groups.
    private ulong _low;
    private ulong[] _bits = [];

    /// <summary>The entity itself, or −1 where no head names it.</summary>
    public int Self { get; private set; } = -1;

    /// <summary>The entity itself and what it is a member of.</summary>
    public ReadOnlySpan<int> Groups => _groups.AsSpan(0, _count);

    /// <summary>Whether the entity is, or is a member of, the one of this number.</summary>
    public bool Contains(int number) => (uint)number < BitsPerWord ? ((_low >> number) & 1) != 0 : ContainsHigh(number);

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
        if (number < BitsPerWord)
            _low |= 1UL << number;
        if (_count == _groups.Length)
            Array.Resize(ref _groups, _count * 2);
        _groups[_count++] = number;
        if (_count == FewGroups + 1)
        {
            foreach (var group in Groups)
                SetBit(group);
        }
        else if (_count > FewGroups)
        {
            SetBit(number);
        }
    }

    public void Clear()
    {
        if (_count > FewGroups)
            Array.Clear(_bits);
        (Self, _count, _low) = (-1, 0, 0);
        if (_groups.Length > 1024 || _bits.Length > 1024)
            (_groups, _bits) = (new int[FewGroups], []);
    }

    private bool ContainsHigh(int number)
    {
        if (_count <= FewGroups)
            return Groups.Contains(number);
        var word = number / BitsPerWord;
        return number >= 0 && word < _bits.Length && ((_bits[word] >> (number % BitsPerWord)) & 1) != 0;
    }

    private void SetBit(int number)
    {
        var word = number / BitsPerWord;
        if (word >= _bits.Length)
            Array.Resize(ref _bits, Math.Max(word + 1, _bits.Length * 2));
        _bits[word] |= 1UL << (number % BitsPerWord);
    }
}
