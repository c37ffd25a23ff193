using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentPolicy.Tests.Compilation;

/// <summary>Compiles C# as a user's project would, warnings being errors, and loads it so that it can be unloaded.</summary>
internal static class CompilationHost
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "AgentPolicy.dll" or "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Create(string name, params IEnumerable<string> sources) => CSharpCompilation.Create(
        name,
        sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"/project/{index}.cs")),
        s_references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, generalDiagnosticOption: ReportDiagnostic.Error, nullableContextOptions: NullableContextOptions.Enable));

    /// <exception cref="InvalidOperationException">The code does not compile; the message says why.</exception>
    public static AssemblyLoadContext Load(Microsoft.CodeAnalysis.Compilation compilation, out System.Reflection.Assembly assembly)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        if (!result.Success)
            throw new InvalidOperationException("The generated code does not compile:\n" + string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(20).Select(Describe)));
        stream.Position = 0;
        var context = new AssemblyLoadContext(compilation.AssemblyName, isCollectible: true);
        assembly = context.LoadFromStream(stream);
        return context;
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var line = diagnostic.Location.GetLineSpan().StartLinePosition.Line;
        var text = diagnostic.Location.SourceTree?.GetText().Lines[line].ToString() ?? "";
        return $"{diagnostic}\n    {text}";
    }
}
