using System.Runtime.CompilerServices;
using AgentPolicy.Language;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>
/// Conditions on tool calls: what is true or false needs no value. What a policy's head asks is a C# condition; the rest is a <c>PolicyAnswer</c>, of which the errors are noted
/// in the query. Where only a value will do, the function that gives it is called.
/// </summary>
internal sealed partial class ExpressionEmitter
{
    /// <summary>Writes the function that answers a policy's condition, and those it is made of.</summary>
    public void WriteAnswer(string access, string name, ProgramExpr condition)
    {
        (_policy, _functionCount, _functionDepth, _callCount) = (name, 0, 0, 0);
        using (writer.Block($"{access} static PolicyAnswer {name}({target.QueryParameters})"))
            WriteAnswerBody(condition, 1);
        WriteFunctions();
    }

    /// <summary>Writes the functions of the conditions that several of a tool's policies share.</summary>
    public void WriteShared(SharedConditions conditions)
    {
        for (var i = 0; i < conditions.Count; i++)
        {
            var number = CSharpText.Number(i);
            (_policy, _functionCount, _functionDepth, _callCount) = ("Shared" + number, 0, 0, 0);
            writer.WriteLine();
            writer.WriteLine(GovernedNames.Inlined);
            writer.WriteLine($"private static PolicyAnswer Shared{number}({target.QueryParameters}) =>");
            writer.WriteIndented($"query.Knows({number}, out var answer) ? answer : query.Learn({number}, {AnswerAnew(conditions[i], 1)});");
            WriteFunctions();
        }
    }

    /// <summary>Whether a condition costs no more than to remember its answer.</summary>
    public static bool IsCheap(ProgramExpr condition, CodeTarget target, IndexNumbers numbers) =>
        Certainty(condition, target, new ConstantPool(), numbers) is not null || InputCondition.Of(condition, target, new ConstantPool()) is { IsOfInputAlone: true };

    private void WriteAnswerBody(ProgramExpr expr, int depth)
    {
        switch (expr)
        {
            case AndExpr node:
                WriteAnswerChain(node.Operands, depth, isAnd: true);
                break;
            case OrExpr node:
                WriteAnswerChain(node.Operands, depth, isAnd: false);
                break;
            case IfExpr node:
                writer.WriteLine($"PolicyAnswer answer = {Answer(node.Condition, depth)};");
                writer.WriteLine("if (answer == PolicyAnswer.True)");
                writer.WriteIndented($"return {Answer(node.Then, depth)};");
                writer.WriteLine($"return answer == PolicyAnswer.False ? {Answer(node.Else, depth)} : answer;");
                break;
            default:
                writer.WriteLine($"return {Answer(expr, depth)};");
                break;
        }
    }

    private void WriteAnswerChain(Language.Collections.EquatableArray<ProgramExpr> operands, int depth, bool isAnd)
    {
        operands = Shorten(operands, isAnd);
        var (end, goesOn) = isAnd ? ("False", "True") : ("True", "False");
        var isDeclared = false;
        for (var i = 0; i < operands.Count; i++)
        {
            string answer;
            if (i + 1 < operands.Count && operands[i] is ConstantExpr { Value: { Kind: PolicyValueKind.Bool } constant })
            {
                if (constant.Bool == isAnd)
                    continue;

                // No operand behind it is ever asked, and C# warns of code that is never reached.
                writer.WriteLine($"return PolicyAnswer.{end};");
                return;
            }

            if (isAnd && i + 1 < operands.Count && Guarded(operands[i], operands[i + 1]) is { } guarded)
            {
                answer = guarded;
                i++;
            }
            else if (i + 1 < operands.Count && Certainty(operands[i], target, constants, numbers) is { } certainty)
            {
                writer.WriteLine(isAnd ? $"if (!{certainty})" : $"if ({certainty})");
                writer.WriteIndented($"return PolicyAnswer.{end};");
                continue;
            }
            else
            {
                answer = Answer(operands[i], depth);
            }

            if (i + 1 == operands.Count)
            {
                writer.WriteLine($"return {answer};");
                return;
            }

            writer.WriteLine($"{(isDeclared ? "" : "PolicyAnswer ")}answer = {answer};");
            isDeclared = true;
            writer.WriteLine($"if (answer != PolicyAnswer.{goesOn})");
            writer.WriteIndented("return answer;");
        }
    }

    private string? Guarded(ProgramExpr guard, ProgramExpr condition) => shared?.Find(condition) >= 0 ? null : InputCondition.OfGuarded(guard, condition, target, constants);

    /// <summary>A C# expression of type <c>PolicyAnswer</c>.</summary>
    private string Answer(ProgramExpr expr, int depth) =>
        shared?.Find(expr) is { } number and >= 0 ? $"Shared{CSharpText.Number(number)}({target.SharedArguments})" : AnswerAnew(expr, depth);

    private string AnswerAnew(ProgramExpr expr, int depth)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (Certainty(expr, target, constants, numbers) is { } certainty)
            return $"PolicyChecks.Of({certainty})";
        if (InputCondition.Of(expr, target, constants) is { } input)
            return input.ToCall();
        if (PrincipalCondition(expr) is { } principal)
            return principal;
        if (ScalarExpression.Of(expr, target, constants) is { } scalars)
            return AnswerFunction("Scalars", () => WriteScalars(scalars, expr, depth + 1));
        if (PathCondition(expr) is { } condition)
            return condition;
        var mayBeInline = depth % StackGuard.Stride != 0 && _callCount++ < CallsPerFunction;
        return expr switch
        {
            UnaryExpr { Operator: UnaryOperator.Not } node when mayBeInline => $"PolicyChecks.Not({Answer(node.Operand, depth + 1)})",
            AndExpr or OrExpr or IfExpr or UnaryExpr { Operator: UnaryOperator.Not } => AnswerFunction(NameOf(expr), () => WriteAnswerBody(expr, depth + 1)),
            _ => $"PolicyChecks.Of({Function(NameOf(expr), () => WriteBody(expr, depth + 1), target.ArgumentsOfQuery)}, {target.QueryArgument})",
        };
    }

    /// <summary>A C# condition for what never errs and needs no look at the entities, or only one; null for anything else.</summary>
    public static string? Certainty(ProgramExpr expr, CodeTarget target, IConstants constants, IndexNumbers numbers) => expr switch
    {
        ConstantExpr { Value: { Kind: PolicyValueKind.Bool } value } => value.Bool ? "true" : "false",
        BinaryExpr { Operator: BinaryOperator.Equal, Left: VariableExpr variable, Right: ConstantExpr constant } => IsSame(variable, constant, target, constants),
        BinaryExpr { Operator: BinaryOperator.Equal, Left: ConstantExpr constant, Right: VariableExpr variable } => IsSame(variable, constant, target, constants),
        BinaryExpr { Operator: BinaryOperator.In, Left: VariableExpr { Variable: CedarVariable.Principal }, Right: ConstantExpr { Value: { Kind: PolicyValueKind.Entity } group } }
            when target.IsToolCall && numbers.FindScope(group.ToEntityUid()) is var number and >= 0 => $"query.PrincipalIn({constants.Long(number)}, {constants.Value(group)})",
        IsExpr { Operand: VariableExpr variable } node when IsCertain(variable, target) => $"{target.Query}.Is{variable.Variable}OfType({CSharpText.Literal(node.Type)})",
        _ => null,
    };

    // The resource of a request may be an error: a call of a tool that is decided as any request, of whose arguments none is known any more.
    private static bool IsCertain(VariableExpr variable, CodeTarget target) =>
        variable.Variable == CedarVariable.Principal || (variable.Variable == CedarVariable.Resource && target.IsToolCall);

    private static string? IsSame(VariableExpr variable, ConstantExpr constant, CodeTarget target, IConstants constants) =>
        IsCertain(variable, target) && constant.Value.Kind == PolicyValueKind.Entity
            ? $"{target.Query}.Is{variable.Variable}({CSharpText.Literal(constant.Value.EntityType)}, {constants.Text(constant.Value.Text.ToString())})"
            : null;

    private string AnswerFunction(string name, Action writeBody)
    {
        var full = NextFunction(name);
        var depth = _functionDepth + 1;
        _functions.Enqueue(() =>
        {
            (_functionDepth, _callCount) = (depth, 0);
            using var block = writer.Block($"private static PolicyAnswer {full}({target.QueryParameters})");
            if (depth % FunctionsPerGuard == 0)
            {
                writer.WriteLine("if (!PolicyOps.HasStack())");
                writer.WriteIndented($"return {target.Query}.Fail(PolicyOps.TooDeep());");
            }

            writeBody();
        });
        return $"{full}({target.QueryArguments})";
    }
}
