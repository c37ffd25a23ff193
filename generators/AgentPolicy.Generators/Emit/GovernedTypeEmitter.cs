using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Binding;
using static AgentPolicy.Generators.Emit.GovernedNames;

namespace AgentPolicy.Generators.Emit;

/// <summary>Writes the file of one type with governed methods: what is left for other projects to read, the methods' bodies, the arguments.</summary>
internal static class GovernedTypeEmitter
{
    public static string Write(GovernedType type)
    {
        var writer = new SourceWriter();
        var support = new GovernedSupport();
        WriteStart(writer);
        foreach (var method in type.Methods)
            WriteAttribute(writer, method);
        writer.WriteLine();
        WriteWithin(writer, type.Type, () => WriteMethods(writer, support, type));
        writer.WriteLine();
        using (writer.Block("namespace AgentPolicy.Generated"))
        {
            var arguments = new ToolArgumentsEmitter(writer, support);
            foreach (var method in type.Methods)
                arguments.Write(method);
        }

        support.WriteTypes(writer);
        return writer.ToString();
    }

    /// <summary>Writes within the partial declarations of a type and those around it.</summary>
    public static void WriteWithin(SourceWriter writer, TypeHierarchy type, Action write, string bases = "")
    {
        var open = new Stack<IDisposable>();
        if (type.Namespace.Length > 0)
            open.Push(writer.Block("namespace " + type.Namespace));
        for (var i = 0; i < type.Headers.Count; i++)
            open.Push(writer.Block(type.Headers[i] + (i == type.Headers.Count - 1 ? bases : "")));
        write();
        while (open.Count > 0)
            open.Pop().Dispose();
    }

    private static void WriteAttribute(SourceWriter writer, GovernedMethod method)
    {
        writer.WriteLine($"[assembly: {Compiled}GovernedTool(");
        writer.WriteLine($"    {Format},");
        writer.WriteLine($"    {Literal(method.ToolName)},");
        writer.WriteLine($"    typeof({method.ArgumentsType}),");
        writer.WriteLine($"    {Literal(method.Resource.Type)},");
        writer.WriteLine($"    {Literal(ToolShapeText.Write(method.Shape))})]");
    }

    private static void WriteMethods(SourceWriter writer, GovernedSupport support, GovernedType type)
    {
        for (var i = 0; i < type.Methods.Count; i++)
        {
            if (i > 0)
                writer.WriteLine();
            new GovernedMethodEmitter(writer, support, type.Methods[i]).Write();
        }
    }
}
