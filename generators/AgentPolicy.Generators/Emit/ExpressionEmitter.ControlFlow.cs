using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

internal sealed partial class ExpressionEmitter
{
    private void WriteIf(IfExpr node, int depth)
    {
        writer.WriteLine($"PolicyValue value = {Emit(node.Condition, depth)};");
        writer.WriteLine("if (PolicyOps.IsTrue(value))");
        writer.WriteIndented($"return {Emit(node.Then, depth)};");
        writer.WriteLine($"return PolicyOps.IsFalse(value) ? {Emit(node.Else, depth)} : PolicyOps.Bool(value);");
    }

    // A long chain is one of chains, which changes no answer: each ends at the same operand.
    private void WriteChain(EquatableArray<ProgramExpr> operands, int depth, bool isAnd)
    {
        while (operands.Count > OperandsPerFunction)
            operands = Parts(operands).Select(part => isAnd ? (ProgramExpr)new AndExpr(part) : new OrExpr(part)).ToEquatableArray();
        var goesOn = isAnd ? "IsTrue" : "IsFalse";
        var isDeclared = false;
        for (var i = 0; i < operands.Count - 1; i++)
        {
            if (Test(operands[i]) is { } test)
            {
                writer.WriteLine(isAnd ? $"if (!{test})" : $"if ({test})");
                writer.WriteIndented(isAnd ? "return false;" : "return true;");
                continue;
            }

            writer.WriteLine($"{(isDeclared ? "" : "PolicyValue ")}value = {Emit(operands[i], depth)};");
            isDeclared = true;
            writer.WriteLine($"if (!PolicyOps.{goesOn}(value))");
            writer.WriteIndented("return PolicyOps.Bool(value);");
        }

        var last = operands[operands.Count - 1];
        writer.WriteLine($"return {Test(last) ?? $"PolicyOps.Bool({Emit(last, depth)})"};");
    }

    // What a policy's head asks of principal, action and resource is true or false and never an error in a tool call, so it needs no value.
    private string? Test(ProgramExpr expr) => target.IsToolCall && ExpressionFacts.NeverErrs(expr)
        ? expr switch
        {
            BinaryExpr { Operator: BinaryOperator.Equal } node => $"PolicyOps.AreSame({Emit(node.Left, 1)}, {Emit(node.Right, 1)})",
            IsExpr node => $"PolicyOps.IsOfType({Emit(node.Operand, 1)}, {CSharpText.Literal(node.Type)})",
            _ => null,
        }
        : null;

    private void WriteBinary(BinaryExpr node, int depth)
    {
        writer.WriteLine($"PolicyValue left = {Emit(node.Left, depth)};");
        writer.WriteLine($"return PolicyOps.IsError(left) ? left : {Binary(node.Operator, "left", Emit(node.Right, depth))};");
    }

    private void WriteIsIn(IsInExpr node, int depth)
    {
        writer.WriteLine($"PolicyValue entity = {Emit(node.Operand, depth)};");
        writer.WriteLine($"PolicyValue matches = PolicyOps.Is(entity, {CSharpText.Literal(node.Type)});");
        writer.WriteLine($"return PolicyOps.IsTrue(matches) ? PolicyOps.In(entity, {Emit(node.Container, depth)}, frame) : matches;");
    }

    // Every argument is evaluated before their number is looked at.
    private void WriteWrongArity(ExtensionCallExpr node, int depth)
    {
        writer.WriteLine($"PolicyValue error = {FirstError(node.Arguments, depth)};");
        writer.WriteLine($"return PolicyOps.WrongArity(error, {CSharpText.Literal(ExtensionSignature.Of(node.Function).Name)});");
    }

    private string FirstError(EquatableArray<ProgramExpr> arguments, int depth) => arguments.IsEmpty ? "default" : Function("Arguments", () =>
    {
        writer.WriteLine("PolicyValue error = default;");
        if (arguments.Count > OperandsPerFunction)
        {
            foreach (var part in Parts(arguments))
                writer.WriteLine($"error = PolicyOps.FirstError(error, {FirstError(part, depth)});");
        }
        else
        {
            foreach (var argument in arguments)
                writer.WriteLine($"error = PolicyOps.FirstError(error, {Emit(argument, depth)});");
        }

        writer.WriteLine("return error;");
    });
}
