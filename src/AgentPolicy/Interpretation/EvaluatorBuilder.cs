using System.Runtime.CompilerServices;
using AgentPolicy.Language;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Interpretation;

/// <summary>Turns the intermediate representation into evaluators. Nothing unknown gets past it: an expression it has no evaluator for is an exception here, not at a decision.</summary>
/// <param name="paths">The attributes that are read once a decision.</param>
internal sealed partial class EvaluatorBuilder(AttributePaths paths)
{
    /// <exception cref="InsufficientExecutionStackException">The thread's stack is too small for an expression nested like this.</exception>
    public Evaluator Build(ProgramExpr expr) => Build(expr, 1);

    private Evaluator Build(ProgramExpr expr, int depth)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var evaluator = BuildNode(expr, depth + 1);
        return depth % StackGuard.Stride == 0 ? new StackGuardEvaluator(evaluator) : evaluator;
    }

    private Evaluator BuildNode(ProgramExpr expr, int depth) => BuildCondition(expr, depth) ?? expr switch
    {
        ConstantExpr node => new ConstantEvaluator(node.Value),
        VariableExpr node => BuildVariable(node.Variable),
        IfExpr node => new IfEvaluator(Build(node.Condition, depth), Build(node.Then, depth), Build(node.Else, depth)),
        AndExpr node => new ChainEvaluator(BuildAll(node.Operands, depth), stopsAt: false),
        OrExpr node => new ChainEvaluator(BuildAll(node.Operands, depth), stopsAt: true),
        GetAttributeExpr node when paths.Find(node) is var path and >= 0 => new PathEvaluator(path),
        UnaryExpr node => BuildUnary(node.Operator, Build(node.Operand, depth)),
        BinaryExpr node => BuildBinary(node.Operator, Build(node.Left, depth), Build(node.Right, depth)),
        GetAttributeExpr node => new GetAttributeEvaluator(Build(node.Target, depth), node.Name),
        HasAttributeExpr node when paths.FindSteps(node) is { Length: > 0 } steps => new HasPathEvaluator(steps),
        HasAttributeExpr node => new HasAttributeEvaluator(Build(node.Target, depth), node.Path),
        LikeExpr node => new LikeEvaluator(Build(node.Operand, depth), node.Pattern),
        IsExpr node => new IsEvaluator(Build(node.Operand, depth), node.Type),
        IsInExpr node => new IsInEvaluator(Build(node.Operand, depth), node.Type, Build(node.Container, depth)),
        SetExpr node => new SetEvaluator(BuildAll(node.Elements, depth)),
        RecordExpr node => new RecordEvaluator(BuildFields(node.Fields, depth)),
        ExtensionCallExpr node => new ExtensionCallEvaluator(node.Function, BuildAll(node.Arguments, depth)),
        _ => throw new InvalidOperationException($"No such expression: {expr.GetType().Name}."),
    };

    private Evaluator[] BuildAll(EquatableArray<ProgramExpr> exprs, int depth)
    {
        var evaluators = new Evaluator[exprs.Count];
        for (var i = 0; i < evaluators.Length; i++)
            evaluators[i] = Build(exprs[i], depth);
        return evaluators;
    }

    private (AttributeName Name, Evaluator Value)[] BuildFields(EquatableArray<RecordField> fields, int depth)
    {
        var evaluators = new (AttributeName, Evaluator)[fields.Count];
        for (var i = 0; i < evaluators.Length; i++)
            evaluators[i] = (fields[i].Name, Build(fields[i].Value, depth));
        return evaluators;
    }

    private static Evaluator BuildVariable(CedarVariable variable) => variable switch
    {
        CedarVariable.Principal => new PrincipalEvaluator(),
        CedarVariable.Action => new ActionEvaluator(),
        CedarVariable.Resource => new ResourceEvaluator(),
        CedarVariable.Context => new ContextEvaluator(),
        _ => throw new InvalidOperationException($"No such variable: {variable}."),
    };

    private static Evaluator BuildUnary(UnaryOperator @operator, Evaluator operand) => @operator switch
    {
        UnaryOperator.Not => new NotEvaluator(operand),
        UnaryOperator.Negate => new NegateEvaluator(operand),
        UnaryOperator.IsEmpty => new IsEmptyEvaluator(operand),
        _ => throw new InvalidOperationException($"No such operator: {@operator}."),
    };

    private static Evaluator BuildBinary(BinaryOperator @operator, Evaluator left, Evaluator right) => @operator switch
    {
        BinaryOperator.Equal => new EqualEvaluator(left, right),
        BinaryOperator.Less => new LessEvaluator(left, right),
        BinaryOperator.LessOrEqual => new LessOrEqualEvaluator(left, right),
        BinaryOperator.Add => new AddEvaluator(left, right),
        BinaryOperator.Subtract => new SubtractEvaluator(left, right),
        BinaryOperator.Multiply => new MultiplyEvaluator(left, right),
        BinaryOperator.In => new InEvaluator(left, right),
        BinaryOperator.Contains => new ContainsEvaluator(left, right),
        BinaryOperator.ContainsAll => new ContainsAllEvaluator(left, right),
        BinaryOperator.ContainsAny => new ContainsAnyEvaluator(left, right),
        BinaryOperator.GetTag => new GetTagEvaluator(left, right),
        BinaryOperator.HasTag => new HasTagEvaluator(left, right),
        _ => throw new InvalidOperationException($"No such operator: {@operator}."),
    };
}
