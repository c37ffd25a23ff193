using System.Runtime.CompilerServices;
using AgentPolicy.Language;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>
/// Turns a condition into C#. An operator is an expression; whatever needs control flow becomes a small function of its own, which is written after the one that
/// calls it. So no function is large and no expression deep, however a policy nests.
/// </summary>
/// <remarks>
/// The same order of evaluation as the interpreter's: an operand whose left neighbour errs is not evaluated. The stack is looked at every few functions that call one
/// another. In a debug build each call in a function has room of its own in the function's frame, so their number is bounded as well: what the functions between two
/// looks need is a fraction of what a look finds to be free.
/// </remarks>
internal sealed partial class ExpressionEmitter(SourceWriter writer, IConstants constants, IndexNumbers numbers, CodeTarget target, SharedConditions? shared = null)
{
    /// <summary>The operands of one function; more are spread over several.</summary>
    private const int OperandsPerFunction = 16;

    /// <summary>The calls that one function makes, give or take the operands that are left when it has made so many: each of these is a function.</summary>
    private const int CallsPerFunction = 64;

    /// <summary>A function that stands in so many others looks at the stack, as do those a multiple as deep. Policies as people write them have none.</summary>
    private const int FunctionsPerGuard = 4;

    private readonly Queue<Action> _functions = new();
    private string _policy = "";
    private int _functionCount;
    private int _functionDepth;
    private int _callCount;

    /// <summary>A C# expression for the value. What needs a function gets one.</summary>
    private string Emit(ProgramExpr expr, int depth)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (expr is ConstantExpr constant)
            return constants.Value(constant.Value);
        if (expr is VariableExpr variable)
            return Variable(variable.Variable);
        var mayBeInline = depth % StackGuard.Stride != 0 && _callCount++ < CallsPerFunction;
        return mayBeInline && Inline(expr, depth + 1) is { } inline ? inline : Function(NameOf(expr), () => WriteBody(expr, depth + 1), target.Arguments);
    }

    private void WriteFunctions()
    {
        while (_functions.Count > 0)
        {
            writer.WriteLine();
            _functions.Dequeue()();
        }
    }

    private void WriteStackGuard()
    {
        writer.WriteLine("if (!PolicyOps.HasStack())");
        writer.WriteIndented("return PolicyOps.TooDeep();");
    }

    private void WriteBody(ProgramExpr expr, int depth)
    {
        if ((ExpressionFacts.IsAtHand(expr) ? Emit(expr, depth) : Inline(expr, depth)) is { } inline)
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
    private string Function(string name, Action writeBody, string arguments, string moreParameters = "")
    {
        var full = NextFunction(name);
        var depth = _functionDepth + 1;
        _functions.Enqueue(() =>
        {
            (_functionDepth, _callCount) = (depth, 0);
            using var block = writer.Block($"private static PolicyValue {full}({target.Parameters}{moreParameters})");
            if (depth % FunctionsPerGuard == 0)
                WriteStackGuard();
            writeBody();
        });
        return $"{full}({arguments})";
    }

    private string NextFunction(string name) => $"{_policy}_{name}{CSharpText.Number(++_functionCount)}";

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
