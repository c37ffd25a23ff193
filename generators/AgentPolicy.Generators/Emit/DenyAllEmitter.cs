using AgentPolicy.Generators.Models;

namespace AgentPolicy.Generators.Emit;

/// <summary>Writes a set that denies everything, in place of one that cannot be compiled: should the errors ever be got around, nothing is let through.</summary>
internal static class DenyAllEmitter
{
    public const string Reason = "Denied: the policies were not compiled, since they have errors.";

    public static string Emit(PolicySetDeclaration declaration)
    {
        var writer = new SourceWriter();
        SetClassEmitter.Write(writer, declaration, $"global::AgentPolicy.Compiled.CompiledPolicySet.DenyAll({CSharpText.Literal(Reason)})");
        return writer.ToString();
    }
}
