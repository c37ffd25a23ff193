using AgentPolicy.Language.Binding;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Analysis;

/// <summary>What the code that policies govern looks like.</summary>
internal static class ToolSchemaProvider
{
    public static IncrementalValueProvider<ToolSchema> Create(IncrementalGeneratorInitializationContext context) =>
        context.CompilationProvider.Select(static (_, _) => ToolSchema.Empty);
}
