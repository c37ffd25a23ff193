using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AgentPolicy.Compiled;

/// <summary>Reads a collection once, and no further than it says it goes.</summary>
internal static class InputCopier
{
    /// <summary>The most that is set aside for a count that nothing has yet shown to be true.</summary>
    private const int MaxTrusted = 1024;

    public static List<T> ToList<T>(IEnumerable<T> items, int count, string parameter, Func<T, string, T>? copy)
    {
        var list = new List<T>(Math.Clamp(count, 0, MaxTrusted));
        return Fill(list, items, count, parameter, copy);
    }

    public static TTarget Fill<TTarget, T>(TTarget target, IEnumerable<T> items, int count, string parameter, Func<T, string, T>? copy)
        where TTarget : ICollection<T>
    {
        var left = count;
        foreach (var item in items)
        {
            if (--left < 0)
                break;
            target.Add(copy is null ? item : copy(item, parameter));
        }

        return left == 0 ? target : throw Shifted(parameter);
    }

    public static TTarget Fill<TTarget, T>(TTarget target, IEnumerable<KeyValuePair<string, T>> entries, int count, string parameter, Func<T, string, T>? copy)
        where TTarget : IDictionary<string, T>
    {
        var left = count;
        foreach (var (key, value) in entries)
        {
            // A key that stands twice would be one thing to who looks it up and two to who lists.
            if (--left < 0 || key is null || !target.TryAdd(key, copy is null ? value : copy(value, parameter)))
                throw Shifted(parameter);
        }

        return left == 0 ? target : throw Shifted(parameter);
    }

    public static IComparer<T>? FindOrder<T>(IEnumerable<T> items) => items switch
    {
        SortedSet<T> set => set.Comparer,
        ImmutableSortedSet<T> set => set.KeyComparer,
        _ => null,
    };

    public static IEqualityComparer<T>? FindComparer<T>(IEnumerable<T> items) => items switch
    {
        HashSet<T> set => set.Comparer,
        FrozenSet<T> set => set.Comparer,
        ImmutableHashSet<T> set => set.KeyComparer,
        _ => null,
    };

    public static IComparer<string>? FindKeyOrder<T>(object entries) => entries switch
    {
        SortedDictionary<string, T> dictionary => dictionary.Comparer,
        SortedList<string, T> dictionary => dictionary.Comparer,
        ImmutableSortedDictionary<string, T> dictionary => dictionary.KeyComparer,
        _ => null,
    };

    public static IEqualityComparer<string>? FindKeyComparer<T>(object entries) => entries switch
    {
        Dictionary<string, T> dictionary => dictionary.Comparer,
        FrozenDictionary<string, T> dictionary => dictionary.Comparer,
        ImmutableDictionary<string, T> dictionary => dictionary.KeyComparer,
        ConcurrentDictionary<string, T> dictionary => dictionary.Comparer,
        OrderedDictionary<string, T> dictionary => dictionary.Comparer,
        _ => null,
    };

    // A collection of more elements than it counts leaves a negative rest, one of fewer a positive.
    private static ArgumentException Shifted(string parameter) =>
        new("The collection does not list as many elements as it counts, or lists a key twice.", parameter);
}
