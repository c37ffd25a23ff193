using System.Collections.Concurrent;
using AgentPolicy.Language;

namespace AgentPolicy.Records;

/// <summary>Reads enum members: a text, the member's name; for a <c>[Flags]</c> enum the set of the names.</summary>
internal static class EnumValues
{
    private static readonly ConcurrentDictionary<Type, bool> s_isFlags = new();
    private static readonly ConcurrentDictionary<Enum, PolicyValue> s_flags = new();

    /// <summary>How many combinations of flags are remembered; beyond it each is worked out anew, so that a caller who makes them up cannot fill the memory.</summary>
    private const int MaxRemembered = 1_024;

    public static PolicyValue Read(Enum member)
    {
        var type = member.GetType();
        if (!s_isFlags.TryGetValue(type, out var isFlags))
            isFlags = s_isFlags.GetOrAdd(type, static type => type.IsDefined(typeof(FlagsAttribute), inherit: false));
        if (!isFlags)
            return Enum.GetName(type, member) is { } name ? name : PolicyValue.Unreadable("an undefined enum value");
        if (s_flags.TryGetValue(member, out var known))
            return known;
        var value = ReadFlags(type, member);
        if (s_flags.Count < MaxRemembered)
            s_flags.TryAdd(member, value);
        return value;
    }

    private static PolicyValue ReadFlags(Type type, Enum member)
    {
        var rest = ToBits(member);
        var names = new List<PolicyValue>();
        foreach (var name in Enum.GetNames(type))
        {
            var bits = ToBits((Enum)Enum.Parse(type, name));
            if (!System.Numerics.BitOperations.IsPow2(bits) || (ToBits(member) & bits) == 0)
                continue;
            names.Add(name);
            rest &= ~bits;
        }

        return rest == 0 ? PolicyValue.FromSource(SetValue.Create(names)) : PolicyValue.Unreadable("an undefined enum flag");
    }

    private static ulong ToBits(Enum member) => Convert.GetTypeCode(member) == TypeCode.UInt64
        ? Convert.ToUInt64(member, System.Globalization.CultureInfo.InvariantCulture)
        : unchecked((ulong)Convert.ToInt64(member, System.Globalization.CultureInfo.InvariantCulture));
}
