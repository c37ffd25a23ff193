using System.Runtime.Loader;
using AgentPolicy.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentPolicy.Tests.Compilation;

/// <summary>
/// Many policy sets, compiled by the generator and the C# compiler at once: each is a class with a folder of its own. A set that has errors does not keep the others
/// from being compiled.
/// </summary>
internal sealed class CompiledBatch : IDisposable
{
    private readonly AssemblyLoadContext _context;
    private readonly PolicySet[] _sets;
    private readonly Dictionary<int, List<string>> _errors = [];

    private CompiledBatch(IReadOnlyList<PolicySource> sources)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new PolicyGenerator().AsSourceGenerator()], sources.SelectMany(Files), CompilationHost.ParseOptions, new PolicyTextOptions());
        var compilation = CompilationHost.Create("CompiledPolicies", string.Concat(sources.Select(ClassOf)));
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics);
        foreach (var diagnostic in diagnostics)
            AddError(diagnostic);
        _context = CompilationHost.Load(generated, out var assembly);
        _sets = [.. sources.Select((_, index) => (PolicySet)assembly.GetType($"P{index}", throwOnError: true)!.GetProperty("Policies")!.GetValue(null)!)];
    }

    /// <summary>The compiled set of the source at this position.</summary>
    /// <exception cref="FormatException">The generator refused it; the message says why.</exception>
    public PolicySet this[int index] => _errors.TryGetValue(index, out var errors) ? throw new FormatException(string.Join('\n', errors)) : _sets[index];

    /// <exception cref="InvalidOperationException">The generated code does not compile.</exception>
    public static CompiledBatch Compile(params IReadOnlyList<PolicySource> sources) => new(sources);

    public void Dispose() => _context.Unload();

    private static IEnumerable<AdditionalText> Files(PolicySource source, int index)
    {
        yield return new PolicyText($"p{index}/{PolicySource.Path}", source.Policies);
        if (source.Schema is not null)
            yield return new PolicyText($"p{index}/{PolicySource.SchemaPath}", source.Schema, "schema");
    }

    private static string ClassOf(PolicySource source, int index) =>
        $"[AgentPolicy.PolicySet(\"p{index}\", ErrorMode = AgentPolicy.ErrorMode.{source.ErrorMode})] public sealed partial class P{index};\n";

    // The folder in the path, or the class in the message, tells whose it is.
    private void AddError(Diagnostic diagnostic)
    {
        var path = diagnostic.Location.GetLineSpan().Path ?? "";
        var folder = path.Split('/').FirstOrDefault(part => part.Length > 1 && part[0] == 'p' && part.AsSpan(1).ContainsAnyExceptInRange('0', '9') == false);
        var index = folder is null ? -1 : int.Parse(folder.AsSpan(1));
        if (index < 0)
            throw new InvalidOperationException(diagnostic.ToString());
        if (!_errors.TryGetValue(index, out var errors))
            _errors.Add(index, errors = []);
        errors.Add(diagnostic.ToString());
    }
}
