namespace AgentPolicy.Json;

/// <summary>Where in a text (UTF-16) a position of its UTF-8 form is. Found in constant time, after one pass over the text.</summary>
internal sealed class TextOffsets
{
    private const int Stride = 64;

    private readonly byte[] _utf8;

    /// <summary>The offset of every <see cref="Stride"/>th byte; null where both forms are equally long, which is where all is ASCII.</summary>
    private readonly int[]? _marks;

    public TextOffsets(string text, byte[] utf8)
    {
        _utf8 = utf8;
        if (text.Length == utf8.Length)
            return;
        _marks = new int[(utf8.Length / Stride) + 1];
        for (var mark = 1; mark < _marks.Length; mark++)
            _marks[mark] = _marks[mark - 1] + CountUnits(utf8.AsSpan((mark - 1) * Stride, Stride));
    }

    public int Of(int position)
    {
        if (_marks is null)
            return position;
        var start = position - (position % Stride);
        return _marks[position / Stride] + CountUnits(_utf8.AsSpan(start, position - start));
    }

    // A character's first byte tells how many units it is: two where it has four bytes. The bytes that continue one count for nothing.
    private static int CountUnits(ReadOnlySpan<byte> utf8)
    {
        var units = 0;
        foreach (var part in utf8)
            units += part >= 0xF0 ? 2 : (part & 0xC0) == 0x80 ? 0 : 1;
        return units;
    }
}
