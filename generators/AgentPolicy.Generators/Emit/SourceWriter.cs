using System.Text;

namespace AgentPolicy.Generators.Emit;

/// <summary>Writes C# text line by line, indented, with <c>'\n'</c> whatever the machine.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _builder = new();
    private int _indent;

    public void WriteLine(string line = "")
    {
        if (line.Length > 0)
            _builder.Append(' ', _indent * 4).Append(line);
        _builder.Append('\n');
    }

    /// <summary>Opens a block after a header; disposing it closes the block.</summary>
    public IDisposable Block(string header)
    {
        WriteLine(header);
        WriteLine("{");
        _indent++;
        return new Closing(this);
    }

    public override string ToString() => _builder.ToString();

    private sealed class Closing(SourceWriter writer) : IDisposable
    {
        public void Dispose()
        {
            writer._indent--;
            writer.WriteLine("}");
        }
    }
}
