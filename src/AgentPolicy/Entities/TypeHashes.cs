using System.Numerics;

namespace AgentPolicy.Entities;

/// <summary>
/// The keyed hashes of the names of entity types. There are few types, and their names are mostly the same strings: those that were seen first are kept, each in a place that its
/// first and last letters tell, and found again without reading the whole. Safe for concurrent use.
/// </summary>
internal static class TypeHashes
{
    private const int PlaceCount = 64;

    // A type and an id that are one text would else cancel each other out, whatever the text.
    private const int Rotation = 7;

    // A place is taken once: whoever invents types cannot make it allocate for ever, only be hashed each time.
    private static readonly Known?[] s_known = new Known?[PlaceCount];

    public static int Of(string type)
    {
        if (type.Length == 0)
            return 0;
        ref var known = ref s_known[((type[0] * 31) + type[^1] + type.Length) & (PlaceCount - 1)];
        return known is { } found && ReferenceEquals(found.Type, type) ? found.Hash : Add(type, ref known);
    }

    private static int Add(string type, ref Known? place)
    {
        var hash = (int)BitOperations.RotateLeft((uint)type.GetHashCode(), Rotation);
        if (Volatile.Read(ref place) is null)
            Interlocked.CompareExchange(ref place, new Known(type, hash), null);
        return hash;
    }

    private sealed class Known(string type, int hash)
    {
        public string Type => type;

        public int Hash => hash;
    }
}
