using System.Globalization;
using System.Text;

namespace AgentPolicy.Language.Text;

/// <summary>
/// Writes tables that generated code carries: words of visible ASCII, apart by bars, a line a row. Whatever else a text holds is escaped, quotation marks too, so that it can stand
/// in any C# literal. Read by <see cref="TokenReader"/>.
/// </summary>
internal sealed class TokenWriter
{
    public const char Separator = '|';
    public const char Bar = 'b';
    public const char Escape = '\\';
    public const char Quote = 'q';
    public const char Empty = 'e';
    public const char Unit = 'u';

    private readonly StringBuilder _line = new();
    private readonly List<string> _lines = [];

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public TokenWriter Add(int value) => Add(value.ToString(CultureInfo.InvariantCulture));

    public TokenWriter Add(long value) => Add(value.ToString(CultureInfo.InvariantCulture));

    public TokenWriter Add(string text)
    {
        if (_line.Length > 0)
            _line.Append(Separator);
        if (text.Length == 0)
            _line.Append(Escape).Append(Empty);
        foreach (var c in text)
            AppendUnit(c);
        return this;
    }

    public void EndLine()
    {
        _lines.Add(_line.ToString());
        _line.Clear();
    }

    private void AppendUnit(char c)
    {
        if (c == Escape)
            _line.Append(Escape).Append(Escape);
        else if (c == '"')
            _line.Append(Escape).Append(Quote);
        else if (c == Separator)
            _line.Append(Escape).Append(Bar);
        else if (c is >= ' ' and <= '~')
            _line.Append(c);
        else
            _line.Append(Escape).Append(Unit).Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
    }
}
