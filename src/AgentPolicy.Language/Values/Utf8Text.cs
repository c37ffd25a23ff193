namespace AgentPolicy.Language;

/// <summary>Reads valid UTF-8 as the UTF-16 code units it stands for, without a buffer.</summary>
internal static class Utf8Text
{
    public static bool EqualsUtf16(ReadOnlySpan<byte> utf8, ReadOnlySpan<char> utf16)
    {
        // A code unit is one to three bytes (a surrogate pair four): most unequal texts end here.
        if (utf16.Length > utf8.Length || utf8.Length > utf16.Length * 3L)
            return false;
        var reader = new Utf8Reader(utf8);
        foreach (var c in utf16)
        {
            if (!reader.TryRead(out var unit) || unit != c)
                return false;
        }

        return reader.IsAtEnd;
    }
}

/// <summary>Steps through valid UTF-8, one UTF-16 code unit at a time. Invalid UTF-8 yields some units and ends; it never reads outside the text.</summary>
internal ref struct Utf8Reader(ReadOnlySpan<byte> utf8)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private int _position;
    private char _pendingLowSurrogate;

    public readonly bool IsAtEnd => _position >= _utf8.Length && _pendingLowSurrogate == 0;

    public bool TryRead(out char unit)
    {
        if (_pendingLowSurrogate != 0)
        {
            unit = _pendingLowSurrogate;
            _pendingLowSurrogate = '\0';
            return true;
        }

        if (_position >= _utf8.Length)
        {
            unit = '\0';
            return false;
        }

        int lead = _utf8[_position++];
        if (lead < 0x80)
        {
            unit = (char)lead;
            return true;
        }

        if (lead < 0xE0)
        {
            unit = (char)(((lead & 0x1F) << 6) | Continuation());
            return true;
        }

        if (lead < 0xF0)
        {
            unit = (char)(((lead & 0x0F) << 12) | (Continuation() << 6) | Continuation());
            return true;
        }

        var scalar = (((lead & 0x07) << 18) | (Continuation() << 12) | (Continuation() << 6) | Continuation()) - 0x10000;
        unit = (char)(0xD800 + (scalar >> 10));
        _pendingLowSurrogate = (char)(0xDC00 + (scalar & 0x3FF));
        return true;
    }

    private int Continuation() => _position < _utf8.Length ? _utf8[_position++] & 0x3F : 0;
}
