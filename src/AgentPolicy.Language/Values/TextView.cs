namespace AgentPolicy.Language;

/// <summary>
/// A text as it lies in memory: UTF-16 (a .NET string), or UTF-8 without escapes (a JSON string), so that neither is converted to the other to be compared.
/// Both are compared and hashed alike, as sequences of UTF-16 code units.
/// </summary>
/// <remarks>UTF-8 is taken to be valid; whoever reads it from outside has checked that.</remarks>
internal readonly ref struct TextView
{
    private readonly ReadOnlySpan<char> _utf16;
    private readonly ReadOnlySpan<byte> _utf8;

    public TextView(ReadOnlySpan<char> utf16) => _utf16 = utf16;

    public TextView(ReadOnlySpan<byte> utf8)
    {
        _utf8 = utf8;
        IsUtf8 = true;
    }

    public bool IsUtf8 { get; }

    public ReadOnlySpan<char> Utf16 => _utf16;

    public ReadOnlySpan<byte> Utf8 => _utf8;

    public bool IsEmpty => _utf16.IsEmpty && _utf8.IsEmpty;

    public bool SequenceEqual(TextView other)
    {
        if (IsUtf8)
            return other.IsUtf8 ? _utf8.SequenceEqual(other._utf8) : Utf8Text.EqualsUtf16(_utf8, other._utf16);
        return other.IsUtf8 ? Utf8Text.EqualsUtf16(other._utf8, _utf16) : _utf16.SequenceEqual(other._utf16);
    }

    public bool SequenceEqual(string other) => IsUtf8 ? Utf8Text.EqualsUtf16(_utf8, other.AsSpan()) : _utf16.SequenceEqual(other.AsSpan());

    /// <summary>The order of UTF-16 code units, as <see cref="string.CompareOrdinal(string, string)"/> has it.</summary>
    public int CompareOrdinal(string other)
    {
        if (!IsUtf8)
            return _utf16.SequenceCompareTo(other.AsSpan());
        var reader = new Utf8Reader(_utf8);
        foreach (var unit in other)
        {
            if (!reader.TryRead(out var own))
                return -1;
            if (own != unit)
                return own - unit;
        }

        return reader.IsAtEnd ? 0 : 1;
    }

    /// <summary>The text as a new string.</summary>
    public override string ToString() => IsUtf8 ? System.Text.Encoding.UTF8.GetString(_utf8.ToArray()) : _utf16.ToString();
}
