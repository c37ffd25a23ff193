using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>
/// Walks a policy's conditions in the order in which they are evaluated, and knows at each place which parts of the context a <c>has</c> has shown to be there:
/// Cedar's own rule, widened to the other outcome of <c>!</c>, <c>||</c> and <c>if</c>.
/// </summary>
/// <remarks>Visits each expression once: chains and branches hand on what they have found.</remarks>
internal sealed partial class ConditionNameChecker(
    PolicyEnvironment environment, NameChecker names, PathReporter reporter, SourceFile file, PolicySyntax policy)
{
    private readonly PathTable _paths = new();
    private readonly KnownFacts _facts = new();
    private int _depth;

    public void Check(EquatableArray<ConditionSyntax> conditions)
    {
        foreach (var condition in conditions)
        {
            var body = Check(condition.Body);
            _facts.Assume(condition.IsUnless ? body.WhenFalse : body.WhenTrue);
        }
    }

    private CheckedExpr Check(ExprSyntax expr)
    {
        if (_depth++ % StackGuard.Stride == 0 && !StackGuard.HasRoom())
            throw new InsufficientExecutionStackException();
        var result = CheckNode(expr);
        _depth--;
        return result;
    }

    private CheckedExpr CheckNode(ExprSyntax expr) => expr switch
    {
        // The other answer is impossible.
        BoolLiteralSyntax literal => literal.Value ? new(PathShape.Open, WhenFalse: FactSet.All) : new(PathShape.Open, WhenTrue: FactSet.All),
        LongLiteralSyntax or StringLiteralSyntax => new(PathShape.Open),
        EntityExprSyntax entity => CheckEntity(entity),
        VariableSyntax variable => CheckVariable(variable.Variable),
        AndSyntax and => CheckChain(and.Operands, isAnd: true),
        OrSyntax or => CheckChain(or.Operands, isAnd: false),
        IfSyntax node => CheckIf(node),
        UnarySyntax unary => CheckUnary(unary),
        BinarySyntax binary => CheckBinary(binary),
        HasSyntax has => CheckHas(has),
        MemberSyntax member => CheckMember(member),
        IsSyntax node => CheckIs(node),
        RecordSyntax record => CheckRecord(record),
        _ => CheckOperands(expr),
    };

    // What comes out of a function, a set or a tag is not followed.
    private CheckedExpr CheckOperands(ExprSyntax expr)
    {
        foreach (var operand in SyntaxWalker.Children(expr))
            Check(operand);
        return new CheckedExpr(PathShape.Open);
    }

    private CheckedExpr CheckChain(EquatableArray<ExprSyntax> operands, bool isAnd)
    {
        var mark = _facts.Mark;
        var stopped = new StopFacts();
        FactSet? passed = null;
        foreach (var operand in operands)
        {
            var result = Check(operand);
            var (pass, stop) = isAnd ? (result.WhenTrue, result.WhenFalse) : (result.WhenFalse, result.WhenTrue);
            stopped.Add(stop, pass);
            _facts.Assume(pass);
            passed = FactSet.Union(passed, pass);
        }

        _facts.Forget(mark);
        return isAnd ? new(PathShape.Open, WhenTrue: passed, WhenFalse: stopped.Result) : new(PathShape.Open, WhenTrue: stopped.Result, WhenFalse: passed);
    }

    private CheckedExpr CheckIf(IfSyntax node)
    {
        var condition = Check(node.Condition);
        var then = CheckBranch(node.Then, condition.WhenTrue);
        var @else = CheckBranch(node.Else, condition.WhenFalse);
        return new CheckedExpr(
            PathShape.Either(then.Shape, @else.Shape),
            then.Path == @else.Path ? then.Path : PathTable.None,
            FactSet.Intersect(FactSet.Union(condition.WhenTrue?.Copy(), then.WhenTrue), FactSet.Union(condition.WhenFalse?.Copy(), @else.WhenTrue)),
            FactSet.Intersect(FactSet.Union(condition.WhenTrue, then.WhenFalse), FactSet.Union(condition.WhenFalse, @else.WhenFalse)));
    }

    private CheckedExpr CheckBranch(ExprSyntax branch, FactSet? facts)
    {
        var mark = _facts.Mark;
        _facts.Assume(facts);
        var result = Check(branch);
        _facts.Forget(mark);
        return result;
    }

    private CheckedExpr CheckUnary(UnarySyntax unary)
    {
        var operand = Check(unary.Operand);
        return unary.Operator == UnarySyntaxOperator.Not
            ? new CheckedExpr(PathShape.Open, WhenTrue: operand.WhenFalse, WhenFalse: operand.WhenTrue)
            : new CheckedExpr(PathShape.Open);
    }

    private CheckedExpr CheckBinary(BinarySyntax binary)
    {
        Check(binary.Left);
        Check(binary.Right);
        var isComparison = binary.Operator is BinarySyntaxOperator.Equal or BinarySyntaxOperator.NotEqual or BinarySyntaxOperator.In;
        if (!isComparison || !(IsAction(binary.Left) || IsAction(binary.Right)))
            return new CheckedExpr(PathShape.Open);
        if (binary.Operator != BinarySyntaxOperator.In && (binary.Left as EntityExprSyntax ?? binary.Right as EntityExprSyntax) is { } action)
            names.CheckComparedAction(file, action.Uid, action.Span);

        // Whatever the answer, the policy goes on about some of the actions only. Which ones is not followed: names are still checked, against any of them,
        // and an input that a call lacks after all is an error there, which denies.
        return new CheckedExpr(PathShape.Open, WhenTrue: FactSet.Of(PathTable.ActionCompared), WhenFalse: FactSet.Of(PathTable.ActionCompared));
    }

    private static bool IsAction(ExprSyntax expr) => expr is VariableSyntax { Variable: CedarVariable.Action };
}
