using AgentPolicy.Language;

namespace AgentPolicy.Records;

/// <summary>A pooled UTF-8 text that had to be written out, such as a JSON string with its escapes resolved.</summary>
internal sealed class TextBuffer : TextSource, IScratchItem
{
    private byte[] _bytes = new byte[64];

    public int Length { get; set; }

    public override TextView View => new(_bytes.AsSpan(0, Length));

    /// <summary>Room for at least this many bytes; set <see cref="Length"/> to what was written.</summary>
    public Span<byte> GetSpan(int capacity)
    {
        if (_bytes.Length < capacity)
            _bytes = new byte[Math.Max(capacity, _bytes.Length * 2)];
        return _bytes;
    }

    public void Reset()
    {
        Length = 0;
        if (_bytes.Length > PolicyScratch.MaxPooledLength)
            _bytes = new byte[64];
    }
}
