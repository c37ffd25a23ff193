using System.Runtime.CompilerServices;
using AgentPolicy.Language;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>What can be told of an expression without evaluating it.</summary>
internal static class ExpressionFacts
{
    /// <summary>Whether it can neither err nor touch anything that another expression could notice.</summary>
    public static bool IsAtHand(ProgramExpr expr) => expr is ConstantExpr or VariableExpr;

    /// <summary><c>context.input</c>.</summary>
    public static bool IsInput(ProgramExpr expr) => IsPartOfContext(expr, "input");

    /// <summary><c>context.output</c>.</summary>
    public static bool IsOutput(ProgramExpr expr) => IsPartOfContext(expr, "output");

    /// <summary>Whether it reads the context at all: if not, it is the same for every tool.</summary>
    public static bool ReadsContext(ProgramExpr expr) => Any(expr, node => node is VariableExpr { Variable: CedarVariable.Context });

    /// <summary>Whether it reads the context in a way that needs all of it: other than one input, or the output.</summary>
    public static bool ReadsWholeContext(ProgramExpr expr)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return expr switch
        {
            VariableExpr variable => variable.Variable == CedarVariable.Context,
            GetAttributeExpr node when IsInput(node.Target) || IsOutput(node) => false,
            HasAttributeExpr node when IsInput(node.Target) => false,
            HasAttributeExpr { Target: VariableExpr { Variable: CedarVariable.Context }, Path: { Count: > 1 } path } when path[0].Text == "input" => false,
            _ => ProgramFacts.Children(expr).Any(ReadsWholeContext),
        };
    }

    /// <summary>Whether it may take of the decision's working memory. Operators give back what they take themselves; the context, attributes, literals and addresses do not.</summary>
    public static bool MayRent(ProgramExpr expr) => Any(
        expr,
        node => node is GetAttributeExpr or HasAttributeExpr or SetExpr or RecordExpr or VariableExpr { Variable: CedarVariable.Context }
            or ExtensionCallExpr { Function: ExtensionFunction.ParseIpAddress });

    /// <summary>Whether it is true or false for every request: what a policy's head asks of principal, action and resource, which are always entities.</summary>
    public static bool NeverErrs(ProgramExpr expr) => expr switch
    {
        ConstantExpr node => node.Value.Kind == PolicyValueKind.Bool,
        BinaryExpr { Operator: BinaryOperator.Equal } node => IsEntity(node.Left) && IsEntity(node.Right),
        BinaryExpr { Operator: BinaryOperator.In } node => IsEntity(node.Left) && IsEntityOrSet(node.Right),
        IsExpr node => IsEntity(node.Operand),
        IsInExpr node => IsEntity(node.Operand) && IsEntityOrSet(node.Container),
        _ => false,
    };

    private static bool IsPartOfContext(ProgramExpr expr, string name) =>
        expr is GetAttributeExpr { Target: VariableExpr { Variable: CedarVariable.Context } } node && node.Name.Text == name;

    private static bool IsEntity(ProgramExpr expr) =>
        expr is VariableExpr { Variable: not CedarVariable.Context } or ConstantExpr { Value.Kind: PolicyValueKind.Entity };

    private static bool IsEntityOrSet(ProgramExpr expr)
    {
        if (expr is not ConstantExpr { Value: { Kind: PolicyValueKind.Set } set })
            return IsEntity(expr);
        var scratch = new PolicyScratch();
        var reader = set.Set.Read(scratch);
        while (reader.MoveNext(scratch, out var element))
        {
            if (element.Kind != PolicyValueKind.Entity)
                return false;
        }

        return true;
    }

    private static bool Any(ProgramExpr expr, Func<ProgramExpr, bool> predicate)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return predicate(expr) || ProgramFacts.Children(expr).Any(child => Any(child, predicate));
    }
}
