using System.ComponentModel;
using AgentPolicy.Language;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Compiled;

/// <summary>The constants of policies that differ in nothing else: a row a policy. Immutable; safe for concurrent use.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PolicyTable
{
    private readonly Array[] _columns;

    /// <summary>Reads the table that a generator wrote.</summary>
    /// <param name="text">The table.</param>
    /// <exception cref="FormatException">It is no such table, or another version's.</exception>
    public PolicyTable(ReadOnlySpan<byte> text)
    {
        try
        {
            _columns = Read(text);
        }
        catch (InsufficientExecutionStackException)
        {
            var copy = text.ToArray();
            _columns = OwnStack.Run(() => Read(copy));
        }
    }

    /// <summary>A column of texts.</summary>
    public string[] Texts(int column) => (string[])_columns[column];

    /// <summary>A column of integers.</summary>
    public long[] Longs(int column) => (long[])_columns[column];

    /// <summary>A column of values.</summary>
    public PolicyValue[] Values(int column) => (PolicyValue[])_columns[column];

    /// <summary>A column of patterns.</summary>
    public LikePattern[] Patterns(int column) => (LikePattern[])_columns[column];

    private static Array[] Read(ReadOnlySpan<byte> text)
    {
        var reader = new TokenReader(text);
        var rows = reader.ReadCount();
        var columns = new Array[reader.ReadCount()];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = MakeColumn((ColumnKind)reader.ReadInt(), rows);
        for (var row = 0; row < rows; row++)
        {
            foreach (var column in columns)
                ReadCell(column, row, ref reader);
        }

        return reader.IsAtEnd ? columns : throw new FormatException("The table goes on behind its end.");
    }

    private static Array MakeColumn(ColumnKind kind, int rows) => kind switch
    {
        ColumnKind.Text => new string[rows],
        ColumnKind.Long => new long[rows],
        ColumnKind.Value => new PolicyValue[rows],
        ColumnKind.Pattern => new LikePattern[rows],
        _ => throw new FormatException("No such column."),
    };

    private static void ReadCell(Array column, int row, ref TokenReader reader)
    {
        switch (column)
        {
            case string[] texts:
                texts[row] = SharedTexts.Share(reader.ReadText());
                break;
            case long[] longs:
                longs[row] = reader.ReadLong();
                break;
            case PolicyValue[] values:
                values[row] = ValueTokens.Read(ref reader);
                break;
            default:
                ((LikePattern[])column)[row] = ValueTokens.ReadPattern(ref reader);
                break;
        }
    }
}
