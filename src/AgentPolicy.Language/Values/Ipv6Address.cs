namespace AgentPolicy.Language;

/// <summary>The 128 bits that have no room in a <see cref="PolicyValue"/>: a constant's own, or rented for the decision that parses them.</summary>
internal sealed class Ipv6Address : IScratchItem
{
    public ulong High { get; private set; }

    public ulong Low { get; private set; }

    public void Set(ulong high, ulong low) => (High, Low) = (high, low);

    public void Reset() => Set(0, 0);
}
