using System.Runtime.CompilerServices;
using AgentPolicy.Language;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Lowering;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>
/// Answers, for the calls of one tool, what policies ask about the action. Which groups a tool's action is in is settled when the policies are compiled: the schema
/// says it, and no entity store can add to it.
/// </summary>
/// <remarks>What cannot be answered stays as it stands, and is answered at the decision: the safe side.</remarks>
internal sealed class ActionFolder(EntityUid action, ISet<EntityUid> actionAndAncestors)
{
    /// <summary>The condition on this tool's calls, constants folded.</summary>
    public ProgramExpr Fold(ProgramExpr condition)
    {
        var folded = ConstantFolder.Fold(Rewrite(condition));
        return folded is AndExpr chain && IsFalse(chain) ? Constant(false) : folded;
    }

    // What stands before the false must not err: that error would be the policy's answer.
    private static bool IsFalse(AndExpr chain)
    {
        foreach (var operand in chain.Operands)
        {
            if (operand is ConstantExpr { Value: { Kind: PolicyValueKind.Bool, Bool: false } })
                return true;
            if (!ExpressionFacts.NeverErrs(operand))
                return false;
        }

        return false;
    }

    private ProgramExpr Rewrite(ProgramExpr expr)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return expr switch
        {
            ConstantExpr or VariableExpr => expr,
            IfExpr node => new IfExpr(Rewrite(node.Condition), Rewrite(node.Then), Rewrite(node.Else)),
            AndExpr node => new AndExpr(RewriteAll(node.Operands)),
            OrExpr node => new OrExpr(RewriteAll(node.Operands)),
            UnaryExpr node => new UnaryExpr(node.Operator, Rewrite(node.Operand)),
            BinaryExpr node => Answer(node) ?? new BinaryExpr(node.Operator, Rewrite(node.Left), Rewrite(node.Right)),
            GetAttributeExpr node => new GetAttributeExpr(Rewrite(node.Target), node.Name),
            HasAttributeExpr node => new HasAttributeExpr(Rewrite(node.Target), node.Path),
            LikeExpr node => new LikeExpr(Rewrite(node.Operand), node.Pattern),
            IsExpr node => IsAction(node.Operand) ? Constant(IsOfType(node.Type)) : new IsExpr(Rewrite(node.Operand), node.Type),
            IsInExpr node => Answer(node) ?? new IsInExpr(Rewrite(node.Operand), node.Type, Rewrite(node.Container)),
            SetExpr node => new SetExpr(RewriteAll(node.Elements)),
            RecordExpr node => new RecordExpr(node.Fields.Select(field => new RecordField(field.Name, Rewrite(field.Value))).ToEquatableArray()),
            ExtensionCallExpr node => new ExtensionCallExpr(node.Function, RewriteAll(node.Arguments)),
            _ => throw new InvalidOperationException($"No such expression: {expr.GetType().Name}."),
        };
    }

    private EquatableArray<ProgramExpr> RewriteAll(EquatableArray<ProgramExpr> exprs) => exprs.Select(Rewrite).ToEquatableArray();

    private ProgramExpr? Answer(BinaryExpr node) => node.Operator switch
    {
        BinaryOperator.Equal when IsAction(node.Left) => AnswerEqual(node.Right),
        BinaryOperator.Equal when IsAction(node.Right) => AnswerEqual(node.Left),
        BinaryOperator.In when IsAction(node.Left) => AnswerIn(node.Right),
        _ => null,
    };

    // Of another type the action is in nothing, and what it would be in is not even looked at.
    private ProgramExpr? Answer(IsInExpr node)
    {
        if (!IsAction(node.Operand))
            return null;
        return IsOfType(node.Type) ? AnswerIn(node.Container) : Constant(false);
    }

    private ProgramExpr? AnswerEqual(ProgramExpr other) => other switch
    {
        VariableExpr { Variable: CedarVariable.Action } => Constant(true),
        ConstantExpr { Value: { Kind: PolicyValueKind.Entity } entity } => Constant(entity.ToEntityUid() == action),
        _ => null,
    };

    private ProgramExpr? AnswerIn(ProgramExpr target) => target switch
    {
        VariableExpr { Variable: CedarVariable.Action } => Constant(true),
        ConstantExpr { Value: { Kind: PolicyValueKind.Entity } entity } => Constant(actionAndAncestors.Contains(entity.ToEntityUid())),
        ConstantExpr { Value: { Kind: PolicyValueKind.Set } set } => AnswerInSet(set.Set),
        _ => null,
    };

    // A set that holds anything but entities is an error, which only the evaluation of the policy reports.
    private ProgramExpr? AnswerInSet(SetSource set)
    {
        var scratch = new PolicyScratch();
        var reader = set.Read(scratch);
        var isIn = false;
        while (reader.MoveNext(scratch, out var element))
        {
            if (element.Kind != PolicyValueKind.Entity)
                return null;
            isIn |= actionAndAncestors.Contains(element.ToEntityUid());
        }

        return Constant(isIn);
    }

    private bool IsOfType(string type) => string.Equals(type, action.Type, StringComparison.Ordinal);

    private static bool IsAction(ProgramExpr expr) => expr is VariableExpr { Variable: CedarVariable.Action };

    private static ConstantExpr Constant(bool value) => new(value);
}
