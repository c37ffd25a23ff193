using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using AgentPolicy.Language;

namespace AgentPolicy.Json;

/// <summary>
/// The keys of JSON objects as <see cref="StringComparison.OrdinalIgnoreCase"/> compares them, which is how .NET's readers find a property whose name's case they were told to ignore.
/// </summary>
internal static class JsonKeyCase
{
    private const int LongestEscape = 6;
    private const int ChunkLength = 128;

    /// <summary>Whether a property has this name, but for upper and lower case. An ill-formed key is equal to no name.</summary>
    public static bool IsSameIgnoringCase(JsonProperty property, AttributeName name)
    {
        // Case changes no text's length in UTF-16, a unit of which takes one byte at least, and as an escape six. This bounds what a key can cost, however long it is.
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        if (raw.Length < name.Text.Length || raw.Length > name.Text.Length * LongestEscape || raw.IsEmpty)
            return false;
        return IsPlainAscii(raw) ? Ascii.EqualsIgnoreCase(raw, name.Text) : EqualsIgnoringCase(raw, name.Text);
    }

    /// <summary>Whether a property's name begins with another letter than this one: nearly all are told apart by that. False says nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool DifferAtOnce(JsonProperty property, AttributeName name)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        return raw.Length > 0 && name.Text.Length > 0 && DiffersAtOnce(raw[0], name.Text[0]);
    }

    /// <summary>A hash of a key, well-formed, that is the same for all that are equal but for case.</summary>
    public static ulong Hash(TextView key)
    {
        // No case of an ASCII letter is outside ASCII, so a key of one kind need not hash like one of the other: they begin differently, since their words are made in different ways.
        var hash = KeyedHash.Start();
        var isAscii = Ascii.IsValid(key.Utf8);
        hash.Add(isAscii ? 0UL : 1UL);
        if (isAscii)
            AddAscii(ref hash, key.Utf8);
        else
            AddRunes(ref hash, key.Utf8);
        return hash.Finish();
    }

    // An escape may stand for any letter. The bit is all that two cases of an ASCII letter differ in.
    private static bool DiffersAtOnce(byte key, char name) => key != '\\' && key < 0x80 && name < 0x80 && (key | 0x20) != (name | 0x20);

    private static bool IsPlainAscii(ReadOnlySpan<byte> raw) => !raw.Contains((byte)'\\') && Ascii.IsValid(raw);

    private static bool EqualsIgnoringCase(ReadOnlySpan<byte> raw, ReadOnlySpan<char> name)
    {
        Span<byte> unescaped = stackalloc byte[4];
        Span<char> units = stackalloc char[2];
        while (!raw.IsEmpty)
        {
            if (!TryReadRune(raw, unescaped, out var rune, out var read))
                return false;
            var length = rune.EncodeToUtf16(units);
            if (name.Length < length || !name[..length].Equals(units[..length], StringComparison.OrdinalIgnoreCase))
                return false;
            raw = raw[read..];
            name = name[length..];
        }

        return name.IsEmpty;
    }

    private static bool TryReadRune(ReadOnlySpan<byte> raw, Span<byte> unescaped, out Rune rune, out int read)
    {
        if (raw[0] != '\\')
            return Rune.DecodeFromUtf8(raw, out rune, out read) == OperationStatus.Done;
        (rune, read) = (default, 0);
        return raw.Length >= 2 && JsonText.TryUnescapeOne(raw, unescaped, out read, out var written)
            && Rune.DecodeFromUtf8(unescaped[..written], out rune, out _) == OperationStatus.Done;
    }

    private static void AddAscii(ref KeyedHash hash, ReadOnlySpan<byte> key)
    {
        Span<byte> chunk = stackalloc byte[ChunkLength];
        do
        {
            var length = Math.Min(key.Length, ChunkLength);
            Ascii.ToUpper(key[..length], chunk, out _);
            hash.Add(new TextView(chunk[..length]));
            key = key[length..];
        }
        while (!key.IsEmpty);
    }

    private static void AddRunes(ref KeyedHash hash, ReadOnlySpan<byte> key)
    {
        while (!key.IsEmpty)
        {
            Rune.DecodeFromUtf8(key, out var rune, out var read);
            hash.Add((ulong)Rune.ToUpperInvariant(rune).Value);
            key = key[read..];
        }
    }
}
