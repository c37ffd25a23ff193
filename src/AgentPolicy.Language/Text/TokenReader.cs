using System.Globalization;
using System.Text;

namespace AgentPolicy.Language.Text;

/// <summary>Reads what <see cref="TokenWriter"/> wrote, word by word.</summary>
/// <param name="text">The lines, in ASCII.</param>
internal ref struct TokenReader(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <exception cref="FormatException">There is no further word, or it is none that was written.</exception>
    public string ReadText()
    {
        var word = ReadWord();
        if (word.IndexOf((byte)TokenWriter.Escape) >= 0)
            return Unescape(word);
        return Encoding.ASCII.GetString(word.ToArray());
    }

    /// <exception cref="FormatException">The next word is no number.</exception>
    public int ReadInt() => checked((int)ReadLong());

    /// <exception cref="FormatException">The next word is no number.</exception>
    public long ReadLong() => long.TryParse(ReadText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new FormatException("A number is no number.");

    /// <exception cref="FormatException">The next word is no number of items.</exception>
    public int ReadCount() => ReadInt() is var count and >= 0 ? count : throw new FormatException("A number of items is negative.");

    private static string Unescape(ReadOnlySpan<byte> word)
    {
        var builder = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] != TokenWriter.Escape)
            {
                builder.Append((char)word[i]);
                continue;
            }

            switch (++i < word.Length ? (char)word[i] : '\0')
            {
                case TokenWriter.Escape:
                    builder.Append(TokenWriter.Escape);
                    break;
                case TokenWriter.Quote:
                    builder.Append('"');
                    break;
                case TokenWriter.Bar:
                    builder.Append(TokenWriter.Separator);
                    break;
                case TokenWriter.Empty:
                    break;
                case TokenWriter.Unit when i + 4 < word.Length:
                    builder.Append((char)ushort.Parse(Encoding.ASCII.GetString(word.Slice(i + 1, 4).ToArray()), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                    i += 4;
                    break;
                default:
                    throw new FormatException("No such escape.");
            }
        }

        return builder.ToString();
    }

    private ReadOnlySpan<byte> ReadWord()
    {
        if (_rest.IsEmpty)
            throw new FormatException("There is a word too few.");
        var end = 0;
        while (end < _rest.Length && _rest[end] != TokenWriter.Separator && _rest[end] is not ((byte)'\n' or (byte)'\r'))
            end++;
        var word = _rest.Slice(0, end);
        if (end < _rest.Length && _rest[end] == '\r')
            end++;
        _rest = _rest.Slice(Math.Min(end + 1, _rest.Length));
        return word;
    }
}
