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

    private void WriteChain(EquatableArray<ProgramExpr> operands, int depth, bool isAnd)
    {
        operands = Shorten(operands, isAnd);
        var goesOn = isAnd ? "IsTrue" : "IsFalse";
        for (var i = 0; i < operands.Count - 1; i++)
        {
            writer.WriteLine($"{(i == 0 ? "PolicyValue " : "")}value = {Emit(operands[i], depth)};");
            writer.WriteLine($"if (!PolicyOps.{goesOn}(value))");
            writer.WriteIndented("return PolicyOps.Bool(value);");
        }

        writer.WriteLine($"return PolicyOps.Bool({Emit(operands[operands.Count - 1], depth)});");
    }

    // A long chain is one of chains, which changes no answer: each ends at the same operand.
    private static EquatableArray<ProgramExpr> Shorten(EquatableArray<ProgramExpr> operands, bool isAnd)
    {
        while (operands.Count > OperandsPerFunction)
            operands = Parts(operands).Select(part => isAnd ? (ProgramExpr)new AndExpr(part) : new OrExpr(part)).ToEquatableArray();
        return operands;
    }

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
    }, target.Arguments);
}
