using System.Runtime.InteropServices;
using System.Text.Json;
using AgentPolicy.Language;

namespace AgentPolicy.Json;

/// <summary>
/// The keys of JSON objects. The library's own members throw on a key that is no well-formed text; here such a key is an error value, and equal to no name.
/// </summary>
internal static class JsonKeys
{
    /// <summary>Whether a property has this name, well-formed UTF-8.</summary>
    public static bool Matches(JsonProperty property, ReadOnlySpan<byte> name)
    {
        // An escape is longer than what it stands for, so of two equally long texts either both have none or they differ.
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        return raw.Length == name.Length ? raw.SequenceEqual(name) && !raw.Contains((byte)'\\') : raw.Length > name.Length && JsonText.UnescapesTo(raw, name);
    }

    /// <summary>The first property of this name.</summary>
    public static bool TryFind(JsonElement json, ReadOnlySpan<byte> name, out JsonElement value)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (!Matches(property, name))
                continue;
            value = property.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>A property's name: a text, or an error where it is ill-formed.</summary>
    public static PolicyValue Read(JsonProperty property, PolicyScratch scratch)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        if (!JsonValues.IsPlain(raw))
            return JsonValues.Unescape(raw, scratch);
        var text = scratch.Rent<NameText>();
        text.Property = property;
        return PolicyValue.FromSource(text);
    }

    /// <summary>A property's name, read in place.</summary>
    private sealed class NameText : TextSource, IScratchItem
    {
        public JsonProperty Property { get; set; }

        public override TextView View => new(JsonMarshal.GetRawUtf8PropertyName(Property));

        public void Reset() => Property = default;
    }
}

/// <summary>The keys of one object that were seen, by their hashes: a key that stands twice is always noticed. (That two others collide is as likely as guessing the hash's key.)</summary>
internal sealed class SeenKeys : IScratchItem
{
    private const int MinLength = 32;

    private ulong[] _slots = new ulong[MinLength];
    private int _count;

    /// <summary>False if the key was added before.</summary>
    public bool TryAdd(ulong hash)
    {
        // Zero marks a free slot. Never more than half full, so that probing stays short.
        hash = Math.Max(hash, 1);
        if (_count * 2 == _slots.Length)
            Grow();
        if (!TryPlace(_slots, hash))
            return false;
        _count++;
        return true;
    }

    public void Reset()
    {
        _count = 0;
        if (_slots.Length > PolicyScratch.MaxPooledElements * 2)
            _slots = new ulong[MinLength];
        else
            Array.Clear(_slots);
    }

    private static bool TryPlace(ulong[] slots, ulong hash)
    {
        var slot = (int)hash & (slots.Length - 1);
        for (; slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            if (slots[slot] == hash)
                return false;
        }

        slots[slot] = hash;
        return true;
    }

    private void Grow()
    {
        var slots = new ulong[_slots.Length * 2];
        foreach (var hash in _slots)
        {
            if (hash != 0)
                TryPlace(slots, hash);
        }

        _slots = slots;
    }
}
