using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AgentPolicy.Records;

/// <summary>Tells whether a collection compares texts as Cedar does. One that ignores case would find what a policy did not name.</summary>
internal static class KeyComparers
{
    /// <summary>What is wrong with a dictionary that is none for Cedar.</summary>
    public const string OtherKeys = "a dictionary that compares its keys in another way than ordinally";

    /// <summary>False for a dictionary known to compare its keys in another way than ordinally.</summary>
    public static bool AreOrdinal<TValue>(IReadOnlyDictionary<string, TValue> dictionary) => dictionary switch
    {
        Dictionary<string, TValue> known => IsOrdinal(known.Comparer),
        FrozenDictionary<string, TValue> known => IsOrdinal(known.Comparer),
        ImmutableDictionary<string, TValue> known => IsOrdinal(known.KeyComparer),
        SortedDictionary<string, TValue> known => ReferenceEquals(known.Comparer, StringComparer.Ordinal),
        SortedList<string, TValue> known => ReferenceEquals(known.Comparer, StringComparer.Ordinal),
        ImmutableSortedDictionary<string, TValue> known => ReferenceEquals(known.KeyComparer, StringComparer.Ordinal),
        ConcurrentDictionary<string, TValue> known => IsOrdinal(known.Comparer),
        OrderedDictionary<string, TValue> known => IsOrdinal(known.Comparer),
        _ => true,
    };

    /// <summary>Whether the type tells how it compares its keys.</summary>
    public static bool AreKnown<TValue>(IReadOnlyDictionary<string, TValue> dictionary) =>
        dictionary is Dictionary<string, TValue> or FrozenDictionary<string, TValue> or ImmutableDictionary<string, TValue> or SortedDictionary<string, TValue>
            or SortedList<string, TValue> or ImmutableSortedDictionary<string, TValue> or ConcurrentDictionary<string, TValue> or OrderedDictionary<string, TValue>;

    /// <summary>False for a set of texts that compares them in another way than ordinally, or does not tell how; true for what is no set of texts.</summary>
    public static bool AreOrdinal(object items) => items switch
    {
        HashSet<string> known => IsOrdinal(known.Comparer),
        FrozenSet<string> known => IsOrdinal(known.Comparer),
        ImmutableHashSet<string> known => IsOrdinal(known.KeyComparer),
        SortedSet<string> known => ReferenceEquals(known.Comparer, StringComparer.Ordinal),
        ImmutableSortedSet<string> known => ReferenceEquals(known.KeyComparer, StringComparer.Ordinal),
        ISet<string> or IReadOnlySet<string> => false,
        _ => true,
    };

    public static bool IsOrdinal(IEqualityComparer<string> comparer) =>
        ReferenceEquals(comparer, EqualityComparer<string>.Default) || ReferenceEquals(comparer, StringComparer.Ordinal);
}
