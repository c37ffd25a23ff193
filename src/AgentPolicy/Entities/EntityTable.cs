using System.Buffers;
using System.Runtime.InteropServices;
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
        var value = PolicyValue.FromUid(uid);
        var hash = HashOf(value);
        position = Find(value, hash);
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

    /// <summary>The number of a uid, or −1 where it is not there.</summary>
    public int Find(in PolicyValue uid) => _items.Count == 0 ? -1 : Find(uid, HashOf(uid));

    /// <summary>As the other, where the hash is known: the same one finds a uid in any table.</summary>
    public int Find(in PolicyValue uid, int hash)
    {
        var mask = _buckets.Length - 1;
        for (var bucket = hash & mask; _buckets[bucket] != 0; bucket = (bucket + 1) & mask)
        {
            ref readonly var item = ref CollectionsMarshal.AsSpan(_items)[_buckets[bucket] - 1];
            if (item.Hash == hash && uid.IsEntity(item.Uid.Type, item.Uid.Id))
                return _buckets[bucket] - 1;
        }

        return -1;
    }

    // The runtime's own hash of texts is keyed: whoever chooses ids, or types, cannot choose which of them collide.
    public static int HashOf(in PolicyValue uid)
    {
        var id = uid.PlainText is { } text ? text.GetHashCode() : HashOf(uid.Text);
        return TypeHashes.Of(uid.EntityType) ^ id;
    }

    private static int HashOf(TextView id) => id.IsUtf8 ? HashOf(id.Utf8) : string.GetHashCode(id.Utf16);

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
