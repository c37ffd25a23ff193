using System.Runtime.CompilerServices;
using AgentPolicy.Language;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Lowering;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>
/// Turns a condition into C#. An operator is an expression; whatever needs control flow becomes a small function of its own, which is written after the one that
/// calls it. So no function is large and no expression deep, however a policy nests.
/// </summary>
/// <remarks>
/// The same order of evaluation as the interpreter's, and the same places at which the stack is looked at: an operand whose left neighbour errs is not evaluated.
/// </remarks>
internal sealed partial class ExpressionEmitter(SourceWriter writer, ConstantPool constants, CodeTarget target)
{
    /// <summary>The operands of one function; more are spread over several.</summary>
    private const int OperandsPerFunction = 32;

    private readonly Queue<Action> _functions = new();
    private string _policy = "";
    private int _functionCount;

    /// <summary>Writes a policy's function, and those it is made of.</summary>
    public void WritePolicy(string access, string name, ProgramExpr condition)
    {
        (_policy, _functionCount) = (name, 0);
        var value = Emit(condition, 1);
        using (writer.Block($"{access} static PolicyValue {name}({target.Parameters})"))
            writer.WriteLine($"return {(ConstantFolder.YieldsBool(condition) ? value : $"PolicyOps.Bool({value})")};");
        while (_functions.Count > 0)
        {
            writer.WriteLine();
            _functions.Dequeue()();
        }
    }

    /// <summary>A C# expression for the value. What needs a function gets one.</summary>
    private string Emit(ProgramExpr expr, int depth)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (expr is ConstantExpr constant)
            return constants.Value(constant.Value);
        if (expr is VariableExpr variable)
            return Variable(variable.Variable);
        var isGuarded = depth % StackGuard.Stride == 0;
        if (!isGuarded && Inline(expr, depth + 1) is { } inline)
            return inline;
        return Function(NameOf(expr), () =>
        {
            if (isGuarded)
                WriteStackGuard();
            WriteBody(expr, depth + 1);
        });
    }

    private void WriteStackGuard()
    {
        writer.WriteLine("if (!PolicyOps.HasStack())");
        writer.WriteIndented("return PolicyOps.TooDeep();");
    }

    private void WriteBody(ProgramExpr expr, int depth)
    {
        if (Inline(expr, depth) is { } inline)
        {
            writer.WriteLine($"return {inline};");
            return;
        }

        switch (expr)
        {
            case IfExpr node:
                WriteIf(node, depth);
                break;
            case AndExpr node:
                WriteChain(node.Operands, depth, isAnd: true);
                break;
            case OrExpr node:
                WriteChain(node.Operands, depth, isAnd: false);
                break;
            case BinaryExpr node:
                WriteBinary(node, depth);
                break;
            case IsInExpr node:
                WriteIsIn(node, depth);
                break;
            case SetExpr node:
                WriteSet(node.Elements, depth);
                break;
            case RecordExpr node:
                WriteRecord(node.Fields, depth);
                break;
            case ExtensionCallExpr node:
                WriteWrongArity(node, depth);
                break;
            default:
                throw new InvalidOperationException($"No such expression: {expr.GetType().Name}.");
        }
    }

    /// <summary>Sets a function down to be written later; the result is its call.</summary>
    private string Function(string name, Action writeBody, string moreParameters = "", string moreArguments = "")
    {
        var full = $"{_policy}_{name}{CSharpText.Number(++_functionCount)}";
        _functions.Enqueue(() =>
        {
            using (writer.Block($"private static PolicyValue {full}({target.Parameters}{moreParameters})"))
                writeBody();
        });
        return $"{full}({target.Arguments}{moreArguments})";
    }

    private string Variable(CedarVariable variable) => variable switch
    {
        CedarVariable.Principal => "frame.Principal",
        CedarVariable.Action => "frame.Action",
        CedarVariable.Resource => "frame.Resource",
        CedarVariable.Context => target.Context,
        _ => throw new InvalidOperationException($"No such variable: {variable}."),
    };

    private static string NameOf(ProgramExpr expr) => expr switch
    {
        AndExpr => "All",
        OrExpr => "Any",
        BinaryExpr node => node.Operator.ToString(),
        _ => expr.GetType().Name.Replace("Expr", ""),
    };

    private static IEnumerable<EquatableArray<T>> Parts<T>(EquatableArray<T> items)
    {
        for (var start = 0; start < items.Count; start += OperandsPerFunction)
            yield return items.Skip(start).Take(OperandsPerFunction).ToEquatableArray();
    }
}
