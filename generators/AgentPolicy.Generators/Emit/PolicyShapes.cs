using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>Sorts policies by their shape: those whose code differs in nothing but constants have one.</summary>
internal sealed class PolicyShapes
{
    private readonly List<PolicyShape> _shapes = [];
    private readonly Dictionary<int, (int Shape, int Row)> _places = [];

    /// <param name="policies">The policies, by their positions in the set, with their conditions.</param>
    /// <param name="constants">The constants of the set.</param>
    /// <param name="emit">Writes a policy's code.</param>
    public PolicyShapes(IEnumerable<(int Policy, ProgramExpr Condition)> policies, IConstants constants, Action<SourceWriter, IConstants, ProgramExpr> emit)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (policy, condition) in policies)
        {
            var (writer, row) = (new SourceWriter(), new ShapeConstants(constants, new HashSet<int>()));
            emit(writer, row, condition);

            // A constant that was asked for and not used stands in no code, but has its column: of one kind for all, or a row could not be read.
            var code = writer.ToString() + string.Concat(row.Found.Select(constant => CSharpText.Number((int)constant.Kind)));
            if (!known.TryGetValue(code, out var number))
            {
                known.Add(code, number = _shapes.Count);
                _shapes.Add(new PolicyShape(condition));
            }

            _places.Add(policy, (number, _shapes[number].Policies.Count));
            _shapes[number].Add(policy, row.Found);
        }
    }

    public IReadOnlyList<PolicyShape> All => _shapes;

    /// <summary>The shape that a policy has, and which of its rows is the policy's.</summary>
    public (int Shape, int Row) PlaceOf(int policy) => _places[policy];
}

/// <summary>Policies of one shape.</summary>
/// <param name="condition">The condition of the first.</param>
internal sealed class PolicyShape(ProgramExpr condition)
{
    private readonly List<int> _policies = [];
    private readonly List<IReadOnlyList<ShapeConstant>> _rows = [];

    public ProgramExpr Condition => condition;

    public IReadOnlyList<int> Policies => _policies;

    public IReadOnlyList<IReadOnlyList<ShapeConstant>> Rows => _rows;

    /// <summary>The columns in which all are alike.</summary>
    public ISet<int> FindEqualColumns() =>
        new HashSet<int>(Enumerable.Range(0, _rows[0].Count).Where(column => _rows.TrueForAll(row => row[column].Equals(_rows[0][column]))));

    public void Add(int policy, IReadOnlyList<ShapeConstant> row)
    {
        _policies.Add(policy);
        _rows.Add(row);
    }
}
