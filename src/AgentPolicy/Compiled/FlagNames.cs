using System.Collections.Concurrent;
using AgentPolicy.Records;

namespace AgentPolicy.Compiled;

/// <summary>The sets of names that combinations of flags stand for, found again without boxing.</summary>
internal static class FlagNames<TEnum>
    where TEnum : struct, Enum
{
    /// <summary>How many combinations are remembered; beyond it each is worked out anew, so that a caller who makes them up cannot fill the memory.</summary>
    private const int MaxRemembered = 1_024;

    private static readonly ConcurrentDictionary<TEnum, PolicyValue> s_known = new();

    public static PolicyValue Read(TEnum value)
    {
        if (s_known.TryGetValue(value, out var known))
            return known;
        var read = EnumValues.Read(value);
        if (s_known.Count < MaxRemembered)
            s_known.TryAdd(value, read);
        return read;
    }
}
