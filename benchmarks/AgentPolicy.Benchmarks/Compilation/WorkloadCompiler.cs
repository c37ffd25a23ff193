using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using AgentPolicy.Benchmarks.Baselines;
using AgentPolicy.Benchmarks.Workloads;
using AgentPolicy.Generators;
using AgentPolicy.Tests.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentPolicy.Benchmarks.Compilation;

/// <summary>What a build of a workload cost.</summary>
/// <param name="Generators">The time of the generators.</param>
/// <param name="Compiler">The time of the C# compiler.</param>
/// <param name="GeneratedBytes">The size of the C# that the generators wrote, as UTF-8.</param>
internal sealed record BuildCost(TimeSpan Generators, TimeSpan Compiler, long GeneratedBytes)
{
    public TimeSpan Total => Generators + Compiler;
}

/// <summary>Compiles a project of policies and C# as a release build does, in this process, and loads it for good: collectible code is slower.</summary>
internal static class WorkloadCompiler
{
    /// <summary>The policies of a workload, and the schema where there is one, as files of a project.</summary>
    public static IEnumerable<PolicyText> Files(string policies, string? schema)
    {
        yield return new PolicyText("policies/workload.cedar", policies);
        if (schema is not null)
            yield return new PolicyText("policies/workload.cedarschema", schema, "schema");
    }

    /// <exception cref="WorkloadException">The generators refuse it, or it does not compile.</exception>
    public static (Assembly Assembly, BuildCost Cost) Compile(string name, string source, IEnumerable<PolicyText> files)
    {
        var (image, cost) = Build(name, source, files);
        return (Load(name, image), cost);
    }

    /// <summary>Loads a build; as often as it is asked, and each time as new.</summary>
    public static Assembly Load(string name, byte[] image) => new AssemblyLoadContext(name).LoadFromStream(new MemoryStream(image));

    /// <exception cref="WorkloadException">The generators refuse it, or it does not compile.</exception>
    public static (byte[] Image, BuildCost Cost) Build(string name, string source, IEnumerable<PolicyText> files)
    {
        var options = new PolicyTextOptions();
        var driver = CSharpGeneratorDriver.Create([new PolicyGenerator().AsSourceGenerator(), new GovernedGenerator().AsSourceGenerator()], files, CompilationHost.ParseOptions, options);
        var compilation = CompilationHost.Create(name, source);

        var clock = Stopwatch.StartNew();
        var run = driver.RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics);
        var generators = clock.Elapsed;
        ThrowIfAny(name, diagnostics);

        using var stream = new MemoryStream();
        clock.Restart();
        var result = generated.Emit(stream);
        var compiler = clock.Elapsed;
        ThrowIfAny(name, result.Diagnostics);

        var bytes = run.GetRunResult().GeneratedTrees.Sum(tree => (long)Encoding.UTF8.GetByteCount(tree.GetText().ToString()));
        return (stream.ToArray(), new BuildCost(generators, compiler, bytes));
    }

    private static void ThrowIfAny(string name, IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Take(20).Select(Describe).ToArray();
        if (errors.Length > 0)
            throw new WorkloadException($"{name} does not compile:\n{string.Join('\n', errors)}");
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var line = diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line].ToString();
        return line is null ? diagnostic.ToString() : $"{diagnostic}\n    {line.Trim()}";
    }
}
