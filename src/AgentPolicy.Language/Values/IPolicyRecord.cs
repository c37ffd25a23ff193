namespace AgentPolicy;

/// <summary>
/// A record that policies read in place: the arguments of a tool, a context, the attributes of an entity. Each attribute has a slot, numbered from zero.
/// Structs are read without being boxed.
/// </summary>
/// <remarks>
/// The answers must not change while a decision runs. An exception thrown by a member denies the call. Names are Cedar's: compared ordinally, each in one slot.
/// </remarks>
#if AGENTPOLICY_GENERATOR
internal
#else
public
#endif
interface IPolicyRecord
{
    /// <summary>The number of slots, whether their attributes are present or not.</summary>
    int SlotCount { get; }

    /// <summary>The name of the attribute in <paramref name="slot"/>, 0 to <see cref="SlotCount"/> − 1.</summary>
    string GetName(int slot);

    /// <summary>The slot of the attribute with this name, or −1 where the record has none.</summary>
    int FindSlot(string name);

    /// <summary>
    /// The attribute in <paramref name="slot"/>: <c>default</c> (absent) for an optional attribute that is not there, <see cref="PolicyValue.Unreadable"/> for
    /// one that has no exact value.
    /// </summary>
    /// <param name="slot">0 to <see cref="SlotCount"/> − 1.</param>
    /// <param name="scratch">The decision's working memory, for nested records and sets.</param>
    PolicyValue GetValue(int slot, PolicyScratch scratch);
}
