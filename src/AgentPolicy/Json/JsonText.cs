using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using AgentPolicy.Language;

namespace AgentPolicy.Json;

/// <summary>A JSON string without escapes, read where it lies.</summary>
internal sealed class JsonText : TextSource, IScratchItem
{
    public static readonly ScratchPool<JsonText> Pool = new();

    public JsonElement Element { get; set; }

    public override TextView View => new(JsonMarshal.GetRawUtf8Value(Element)[1..^1]);

    public void Reset() => Element = default;

    /// <summary>Resolves the escapes of a JSON string's content. False where it is not valid UTF-8, or an escape stands for half a surrogate pair.</summary>
    /// <param name="raw">The content, without quotes; its escapes are known to be well-formed.</param>
    /// <param name="target">As long as <paramref name="raw"/>: no escape is shorter than what it stands for.</param>
    /// <param name="length">How much was written.</param>
    /// <remarks>Source: RFC 8259, section 7.</remarks>
    public static bool TryUnescape(ReadOnlySpan<byte> raw, Span<byte> target, out int length)
    {
        length = 0;
        while (raw.Length > 0)
        {
            var plain = raw.IndexOf((byte)'\\');
            if (plain < 0)
                plain = raw.Length;
            raw[..plain].CopyTo(target[length..]);
            length += plain;
            raw = raw[plain..];
            if (raw.Length == 0)
                break;
            if (raw.Length < 2 || !TryUnescapeOne(raw, target[length..], out var read, out var written))
                return false;
            raw = raw[read..];
            length += written;
        }

        return Utf8.IsValid(target[..length]);
    }

    /// <summary>Whether a JSON string's content stands for this text, which is valid UTF-8.</summary>
    public static bool UnescapesTo(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> text)
    {
        Span<byte> unescaped = stackalloc byte[4];
        while (true)
        {
            var plain = raw.IndexOf((byte)'\\');
            if (plain < 0)
                return raw.SequenceEqual(text);
            if (!text.StartsWith(raw[..plain]) || raw.Length < plain + 2 || !TryUnescapeOne(raw[plain..], unescaped, out var read, out var written))
                return false;
            text = text[plain..];
            if (!text.StartsWith(unescaped[..written]))
                return false;
            raw = raw[(plain + read)..];
            text = text[written..];
        }
    }

    /// <summary>Resolves the escape that the content begins with, at least two bytes, into up to four. False for half a surrogate pair.</summary>
    public static bool TryUnescapeOne(ReadOnlySpan<byte> raw, Span<byte> target, out int read, out int written)
    {
        (read, written) = (2, 1);
        switch (raw[1])
        {
            case (byte)'b':
                target[0] = (byte)'\b';
                return true;
            case (byte)'f':
                target[0] = (byte)'\f';
                return true;
            case (byte)'n':
                target[0] = (byte)'\n';
                return true;
            case (byte)'r':
                target[0] = (byte)'\r';
                return true;
            case (byte)'t':
                target[0] = (byte)'\t';
                return true;
            case (byte)'u':
                return TryUnescapeUnicode(raw, target, out read, out written);
            default:
                target[0] = raw[1];
                return true;
        }
    }

    private static bool TryUnescapeUnicode(ReadOnlySpan<byte> raw, Span<byte> target, out int read, out int written)
    {
        (read, written) = (6, 0);
        if (!TryReadUnit(raw, out var unit))
            return false;
        if (!char.IsSurrogate(unit))
            return new Rune(unit).TryEncodeToUtf8(target, out written);
        read = 12;
        return TryReadUnit(raw[6..], out var low) && Rune.TryCreate(unit, low, out var rune) && rune.TryEncodeToUtf8(target, out written);
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> raw, out char unit)
    {
        unit = '\0';
        if (raw.Length < 6 || raw[0] != '\\' || raw[1] != 'u' || !Utf8Parser.TryParse(raw.Slice(2, 4), out ushort value, out var consumed, 'x') || consumed != 4)
            return false;
        unit = (char)value;
        return true;
    }
}
