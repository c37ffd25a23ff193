using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators;

/// <summary>Compiles the project's policies and governs its tools.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class PolicyGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
    }
}
