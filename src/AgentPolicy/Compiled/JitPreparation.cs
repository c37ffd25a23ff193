using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace AgentPolicy.Compiled;

/// <summary>Has the JIT compiler compile a tool's decision before it is needed. Where code is compiled ahead of time there is nothing to do.</summary>
internal static class JitPreparation
{
    private const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [UnconditionalSuppressMessage("Trimming", "IL2059", Justification = "What was trimmed is never called, and need not be compiled.")]
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "What was trimmed is never called, and need not be compiled.")]
    public static void Prepare(Type code)
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled)
            return;
        foreach (var method in code.GetMethods(Own))
        {
            if (!method.IsAbstract && !method.ContainsGenericParameters)
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }

        foreach (var nested in code.GetNestedTypes(Own))
        {
            RuntimeHelpers.RunClassConstructor(nested.TypeHandle);
            Prepare(nested);
        }
    }
}
