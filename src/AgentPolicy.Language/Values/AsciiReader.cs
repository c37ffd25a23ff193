namespace AgentPolicy.Language;

/// <summary>Steps through a text whose grammar is ASCII, in whichever form it lies in memory. Any other character, and the end, is '\0', which no grammar has.</summary>
internal ref struct AsciiReader(TextView text)
{
    private readonly TextView _text = text;
    private int _position;

    /// <summary>The number of characters; where the text is not ASCII it has a bound's meaning only.</summary>
    public readonly int Length => _text.IsUtf8 ? _text.Utf8.Length : _text.Utf16.Length;

    public readonly bool IsAtEnd => _position == Length;

    public readonly char Current => Peek(0);

    public readonly bool IsAtDigit => IsDigit(Current);

    public readonly char Peek(int offset)
    {
        var position = _position + offset;
        if (position >= Length)
            return '\0';
        var unit = _text.IsUtf8 ? (char)_text.Utf8[position] : _text.Utf16[position];
        return unit < 0x80 ? unit : '\0';
    }

    public void Advance() => _position++;

    public bool TryTake(char expected)
    {
        if (Current != expected)
            return false;
        _position++;
        return true;
    }

    /// <summary>Takes exactly this many decimal digits, nine at most.</summary>
    public bool TryTakeDigits(int count, out int value)
    {
        value = 0;
        for (var i = 0; i < count; i++)
        {
            if (!IsAtDigit)
                return false;
            value = (value * 10) + (Current - '0');
            _position++;
        }

        return true;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
