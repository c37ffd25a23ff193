using Microsoft.CodeAnalysis;

namespace ThrowingGenerator;

[Generator(LanguageNames.CSharp)]
public sealed class ThrowingGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(context.CompilationProvider, (_, _) => throw new InvalidOperationException("This generator throws."));
}
