using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Binding;
using static AgentPolicy.Generators.Emit.GovernedNames;

namespace AgentPolicy.Generators.Emit;

/// <summary>Writes the struct in which a call's arguments are handed on: public, so that policies compiled elsewhere can name it; its parts are not.</summary>
internal sealed class ToolArgumentsEmitter(SourceWriter writer, GovernedSupport support)
{
    public void Write(GovernedMethod method)
    {
        var inputs = method.Parameters.Where(parameter => parameter.Value is not null).OrderBy(parameter => parameter.Name, StringComparer.Ordinal).ToArray();
        var output = method.Result.Output is null ? "" : $", {Compiled}IToolOutput<{method.Result.ResultTypeName}>";
        writer.WriteLine();
        writer.WriteLine($"/// <summary>The arguments of a call of the tool {Escape(method.ToolName)}.</summary>");
        writer.WriteLine(GeneratedCode);
        writer.WriteLine(Hidden);
        using (writer.Block($"public readonly struct {method.ArgumentsName} : {Compiled}IToolArguments{output}"))
        {
            WriteFields(method, inputs);
            WriteDescriptor(method);
            ToolArgumentsSlots.Write(
                writer,
                "public ",
                inputs.Select(input => input.Name).ToArray(),
                inputs.Select(input => support.Read(input.Value!, "_" + input.Name)).ToArray(),
                method.Shape.Inputs);
            ToolArgumentsSlots.WriteScalars(writer, inputs.Select(input => GovernedSupport.ReadScalar(input.Value!, "_" + input.Name)).ToArray());
            WriteOutput(method);
        }
    }

    private void WriteFields(GovernedMethod method, ParameterModel[] inputs)
    {
        writer.WriteLine($"private static readonly {Compiled}ToolDescriptor s_tool = new(");
        writer.WriteLine($"    {Format},");
        writer.WriteLine($"    {Literal(method.ToolName)},");
        writer.WriteLine($"    new {Uid}({Literal(method.Resource.Type)}, {Literal(method.Resource.Id)}),");
        writer.WriteLine($"    {Literal(ToolShapeText.Write(method.Shape))});");
        writer.WriteLine();
        if (inputs.Length == 0)
            return;
        foreach (var input in inputs)
            writer.WriteLine($"private readonly {input.TypeName} _{input.Name};");
        writer.WriteLine();
        using (writer.Block($"internal {method.ArgumentsName}({string.Join(", ", inputs.Select(input => $"{input.TypeName} {input.Identifier}"))})"))
        {
            // Of the parameters 'a' and '_a' the latter is not the former's field.
            foreach (var input in inputs)
                writer.WriteLine($"this._{input.Name} = {input.Identifier};");
        }

        writer.WriteLine();
    }

    private void WriteDescriptor(GovernedMethod method)
    {
        writer.WriteLine("/// <inheritdoc/>");
        writer.WriteLine($"public static {Compiled}ToolDescriptor Tool => s_tool;");
        writer.WriteLine();
        writer.WriteLine("/// <inheritdoc/>");
        if (method.Resource.Parameter is not { } parameter)
        {
            writer.WriteLine($"public {Uid} Resource => s_tool.Resource;");
        }
        else
        {
            writer.WriteLine($"public {Uid} Resource => (object?)_{parameter} is null ? default : new {Uid}({Literal(method.Resource.Type)}, _{parameter});");
        }

        writer.WriteLine();
    }

    // Explicit, so that the result's type may be less visible than the struct.
    private void WriteOutput(GovernedMethod method)
    {
        if (method.Result is not { Output: { } output, ResultTypeName: { } type })
            return;
        writer.WriteLine();
        writer.WriteLine($"static {Value} {Compiled}IToolOutput<{type}>.ReadOutput(in {type} result, {Scratch} scratch) =>");
        writer.WriteLine($"    {support.Read(output, "result")};");
    }

    private static string Escape(string text) => Literal(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
