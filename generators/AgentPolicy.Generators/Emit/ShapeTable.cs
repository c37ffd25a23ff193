using AgentPolicy.Language.Program;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Generators.Emit;

/// <summary>Writes the constants in which policies of a shape differ, as a table and a field for each of its columns.</summary>
internal static class ShapeTable
{
    public static void Write(SourceWriter writer, PolicyShape shape, ISet<int> inline)
    {
        var columns = Enumerable.Range(0, shape.Rows[0].Count).Where(column => !inline.Contains(column)).ToArray();
        if (columns.Length == 0)
            return;
        writer.WriteTable("private static", "Rows", Tokens(shape, columns));
        writer.WriteLine();
        writer.WriteLine("private static readonly PolicyTable Table = new(Rows);");
        for (var i = 0; i < columns.Length; i++)
        {
            var (type, member) = Of(shape.Rows[0][columns[i]].Kind);
            writer.WriteLine($"private static readonly {type}[] {ShapeConstants.NameOf(columns[i])} = Table.{member}({CSharpText.Number(i)});");
        }

        writer.WriteLine();
    }

    private static (string Type, string Member) Of(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => ("string", "Texts"),
        ColumnKind.Long => ("long", "Longs"),
        ColumnKind.Value => ("PolicyValue", "Values"),
        ColumnKind.Pattern => ("LikePattern", "Patterns"),
        _ => throw new InvalidOperationException($"No such column: {kind}."),
    };

    private static IReadOnlyList<string> Tokens(PolicyShape shape, int[] columns)
    {
        var writer = new TokenWriter();
        writer.Add(shape.Rows.Count).Add(columns.Length);
        foreach (var column in columns)
            writer.Add((int)shape.Rows[0][column].Kind);
        writer.EndLine();
        foreach (var row in shape.Rows)
        {
            foreach (var column in columns)
                Write(row[column], writer);
            writer.EndLine();
        }

        return writer.Lines;
    }

    private static void Write(ShapeConstant constant, TokenWriter writer)
    {
        switch (constant.Kind)
        {
            case ColumnKind.Text:
                writer.Add(constant.Value!.Value.Text.ToString());
                break;
            case ColumnKind.Long:
                writer.Add(constant.Value!.Value.Long);
                break;
            case ColumnKind.Value:
                ValueTokens.Write(constant.Value!.Value, writer);
                break;
            default:
                ValueTokens.Write(constant.Pattern!, writer);
                break;
        }
    }
}
