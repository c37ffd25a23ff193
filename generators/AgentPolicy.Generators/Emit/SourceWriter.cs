using System.Text;

namespace AgentPolicy.Generators.Emit;

/// <summary>Writes C# text line by line, indented, with <c>'\n'</c> whatever the machine.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _builder = new();
    private int _indent;

    /// <summary>A line, which holds no line end itself; without an argument an empty one.</summary>
    public void WriteLine(string line = "")
    {
        if (line.Length > 0)
            _builder.Append(' ', _indent * 4).Append(line);
        _builder.Append('\n');
    }

    /// <summary>Opens a block after a header (none where it is empty); disposing it closes the block.</summary>
    public IDisposable Block(string header, string end = "}", string start = "{")
    {
        if (header.Length > 0)
            WriteLine(header);
        WriteLine(start);
        _indent++;
        return new Closing(this, end);
    }

    /// <summary>Indents a single line, the one behind an <c>if</c>.</summary>
    public void WriteIndented(string line)
    {
        _indent++;
        WriteLine(line);
        _indent--;
    }

    /// <summary>A table of words, as a literal: visible ASCII without quotation marks, so that nothing in it can end it. Not indented, for there may be thousands of lines.</summary>
    public void WriteTable(string modifiers, string name, IReadOnlyList<string> lines)
    {
        const string quotes = "\"\"\"";
        WriteLine($"{modifiers} global::System.ReadOnlySpan<byte> {name} =>");
        WriteIndented(quotes);
        foreach (var line in lines)
            _builder.Append(line).Append('\n');
        _builder.Append(quotes).Append("u8;\n");
    }

    public override string ToString() => _builder.ToString();

    private sealed class Closing(SourceWriter writer, string end) : IDisposable
    {
        public void Dispose()
        {
            writer._indent--;
            writer.WriteLine(end);
        }
    }
}
