using System.Buffers;
using System.Text;
using AgentPolicy.Language;

namespace AgentPolicy.Entities;

/// <summary>Numbers entity uids from zero and finds the number of one whose id is read in place, without making a string of it.</summary>
internal sealed class EntityTable
{
    private const int LongestOnStack = 256;

    private readonly List<(EntityUid Uid, int Hash)> _items;
    private int[] _buckets;

    public EntityTable(int capacity)
    {
        _items = new List<(EntityUid, int)>(capacity);
        _buckets = new int[8];
        while (_buckets.Length < capacity * 2)
            _buckets = new int[_buckets.Length * 2];
    }

    public int Count => _items.Count;

    public EntityUid UidAt(int position) => _items[position].Uid;

    /// <summary>Adds a uid, or finds it; false if it was there.</summary>
    public bool TryAdd(EntityUid uid, out int position)
    {
        var hash = HashOf(uid.Type, new TextView(uid.Id));
        position = Find(uid.Type, new TextView(uid.Id), hash);
        if (position >= 0)
            return false;
        position = _items.Count;
        _items.Add((uid, hash));
        if (_items.Count * 2 > _buckets.Length)
            Grow();
        else
            Place(position);
        return true;
    }

    public int Find(string type, TextView id) => _items.Count == 0 ? -1 : Find(type, id, HashOf(type, id));

    private int Find(string type, TextView id, int hash)
    {
        var mask = _buckets.Length - 1;
        for (var bucket = hash & mask; _buckets[bucket] != 0; bucket = (bucket + 1) & mask)
        {
            var position = _buckets[bucket] - 1;
            var (uid, itemHash) = _items[position];
            if (itemHash == hash && string.Equals(uid.Type, type, StringComparison.Ordinal) && id.SequenceEqual(uid.Id))
                return position;
        }

        return -1;
    }

    // The runtime's own hash of texts is keyed: whoever chooses ids cannot choose which of them collide. Types are the host's, and few: of them a glance will do.
    private static int HashOf(string type, TextView id)
    {
        var hash = id.IsUtf8 ? HashOf(id.Utf8) : string.GetHashCode(id.Utf16);
        return type.Length > 0 ? hash ^ (type.Length << 16) ^ (type[0] << 8) ^ type[^1] : hash;
    }

    private static int HashOf(ReadOnlySpan<byte> text)
    {
        var rented = text.Length > LongestOnStack ? ArrayPool<char>.Shared.Rent(text.Length) : null;
        var chars = rented ?? stackalloc char[LongestOnStack];
        var hash = string.GetHashCode(chars[..Encoding.UTF8.GetChars(text, chars)]);
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented);
        return hash;
    }

    // Never more than half full, so that probing stays short.
    private void Grow()
    {
        _buckets = new int[_buckets.Length * 2];
        for (var position = 0; position < _items.Count; position++)
            Place(position);
    }

    private void Place(int position)
    {
        var mask = _buckets.Length - 1;
        var bucket = _items[position].Hash & mask;
        while (_buckets[bucket] != 0)
            bucket = (bucket + 1) & mask;
        _buckets[bucket] = position + 1;
    }
}
