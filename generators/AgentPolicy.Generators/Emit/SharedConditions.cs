using System.Runtime.CompilerServices;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>Conditions that stand in more than one of a tool's policies, and cost more than to remember their answer. Each is answered once a decision.</summary>
internal sealed class SharedConditions
{
    /// <summary>As many as a query remembers.</summary>
    private const int MaxCount = 32;

    private readonly Dictionary<ProgramExpr, int> _numbers = [];
    private readonly List<ProgramExpr> _conditions = [];

    public SharedConditions(IEnumerable<ProgramExpr> policies, Func<ProgramExpr, bool> isCheap)
    {
        var counts = new Dictionary<ProgramExpr, int>();
        foreach (var policy in policies)
        {
            foreach (var leaf in Leaves(policy))
            {
                if (isCheap(leaf))
                    continue;
                counts.TryGetValue(leaf, out var count);
                counts[leaf] = count + 1;
                if (count != 1 || _conditions.Count == MaxCount)
                    continue;
                _numbers.Add(leaf, _conditions.Count);
                _conditions.Add(leaf);
            }
        }
    }

    public int Count => _conditions.Count;

    public ProgramExpr this[int number] => _conditions[number];

    /// <summary>The condition's number, or −1 where it is not shared.</summary>
    public int Find(ProgramExpr condition) => _numbers.TryGetValue(condition, out var number) ? number : -1;

    /// <summary>The parts of a condition that are conditions themselves, and not made of others.</summary>
    public static IEnumerable<ProgramExpr> Leaves(ProgramExpr expr)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return expr switch
        {
            AndExpr node => node.Operands.SelectMany(Leaves),
            OrExpr node => node.Operands.SelectMany(Leaves),
            UnaryExpr { Operator: UnaryOperator.Not } node => Leaves(node.Operand),
            IfExpr node => new[] { node.Condition, node.Then, node.Else }.SelectMany(Leaves),
            _ => [expr],
        };
    }
}
