using AgentPolicy.Language;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>
/// The constants of one policy as columns of a table, in the order in which its code asks for them: the code is then the same for all policies that differ in nothing else.
/// Attribute names are no constants here, nor are the types of entities.
/// </summary>
/// <param name="pool">Where the others are.</param>
/// <param name="inline">The columns that hold the same in every row, which stand in the code after all.</param>
internal sealed class ShapeConstants(IConstants pool, ISet<int> inline) : IConstants
{
    private readonly List<ShapeConstant> _found = [];

    /// <summary>The policy's row.</summary>
    public IReadOnlyList<ShapeConstant> Found => _found;

    public static string NameOf(int column) => "C" + CSharpText.Number(column);

    public string Value(in PolicyValue value)
    {
        // What is true or false decides what the code looks like.
        if (value.Kind == PolicyValueKind.Bool)
            return pool.Value(value);
        return IsInline(new ShapeConstant(ColumnKind.Value, new ConstantExpr(value)), out var cell) ? pool.Value(value) : cell;
    }

    public string Name(AttributeName name) => pool.Name(name);

    public string Path(IEnumerable<AttributeName> path) => pool.Path(path);

    public string Pattern(LikePattern pattern) => IsInline(new ShapeConstant(ColumnKind.Pattern, Pattern: pattern), out var cell) ? pool.Pattern(pattern) : cell;

    public string Text(string text) => IsInline(new ShapeConstant(ColumnKind.Text, new ConstantExpr(text)), out var cell) ? pool.Text(text) : cell;

    public string Long(long value) => IsInline(new ShapeConstant(ColumnKind.Long, new ConstantExpr(value)), out var cell) ? pool.Long(value) : cell;

    private bool IsInline(ShapeConstant constant, out string cell)
    {
        var column = _found.Count;
        _found.Add(constant);
        cell = NameOf(column) + "[row]";
        return inline.Contains(column);
    }
}
