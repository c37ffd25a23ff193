using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

internal sealed partial class ExpressionEmitter
{
    private void WriteSet(EquatableArray<ProgramExpr> elements, int depth)
    {
        writer.WriteLine("var set = PolicyOps.NewSet(frame);");
        WriteItems(elements, "PolicySetLiteral set", "set", element => Emit(element, depth), _ => "set.Add(value);");
        writer.WriteLine("return set.ToValue();");
    }

    private void WriteRecord(EquatableArray<RecordField> fields, int depth)
    {
        writer.WriteLine("var record = PolicyOps.NewRecord(frame);");
        WriteItems(fields, "PolicyRecordLiteral record", "record", field => Emit(field.Value, depth), field => $"record.Add({constants.Name(field.Name)}, value);");
        writer.WriteLine("return record.ToValue();");
    }

    // Evaluates and adds one by one, up to the first error. The parts of a long literal are functions that answer with that error, or with true.
    private void WriteItems<T>(EquatableArray<T> items, string parameter, string argument, Func<T, string> evaluate, Func<T, string> add)
    {
        if (!items.IsEmpty)
            writer.WriteLine("PolicyValue value;");
        if (items.Count <= OperandsPerFunction)
        {
            foreach (var item in items)
            {
                WriteStep(evaluate(item));
                writer.WriteLine(add(item));
            }

            return;
        }

        var parts = Parts(items).ToEquatableArray();
        while (parts.Count > OperandsPerFunction)
            parts = Parts(parts).Select(group => group.SelectMany(part => part).ToEquatableArray()).ToEquatableArray();
        foreach (var part in parts)
        {
            WriteStep(Function(
                "Part",
                () =>
                {
                    WriteItems(part, parameter, argument, evaluate, add);
                    writer.WriteLine("return true;");
                },
                target.Arguments + ", " + argument,
                ", " + parameter));
        }
    }

    private void WriteStep(string value)
    {
        writer.WriteLine($"value = {value};");
        writer.WriteLine("if (PolicyOps.IsError(value))");
        writer.WriteIndented("return value;");
    }
}
