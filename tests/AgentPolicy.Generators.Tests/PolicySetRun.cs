using AgentPolicy.Tests.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentPolicy.Generators.Tests;

/// <summary>
/// A run of the generator over a small project. Every run is done twice, and the second one, with nothing changed but the objects, must not do anything again.
/// </summary>
internal sealed class PolicySetRun
{
    private GeneratorDriver _driver;
    private CSharpCompilation _compilation;

    private PolicySetRun(string source, PolicyText[] files, (string, string)[] properties)
    {
        _compilation = CompilationHost.Create("Project", source);
        _driver = CSharpGeneratorDriver.Create(
            [new PolicyGenerator().AsSourceGenerator()],
            files,
            CompilationHost.ParseOptions,
            new PolicyTextOptions(properties),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Run();
    }

    public GeneratorRunResult Result => _driver.GetRunResult().Results[0];

    public Microsoft.CodeAnalysis.Compilation Output { get; private set; } = null!;

    /// <summary>The only file that was generated.</summary>
    public string Code => Assert.Single(Result.GeneratedSources).SourceText.ToString();

    public IReadOnlyList<Diagnostic> Diagnostics => Result.Diagnostics;

    public static PolicySetRun Of(string source, params PolicyText[] files) => Of(source, files, []);

    public static PolicySetRun Of(string source, PolicyText[] files, params (string, string)[] properties)
    {
        var run = new PolicySetRun(source, files, properties);
        var again = new PolicySetRun(source, files, properties);
        Assert.Equal(run.Result.GeneratedSources.Select(file => file.SourceText.ToString()), again.Result.GeneratedSources.Select(file => file.SourceText.ToString()));
        run._compilation = run._compilation.Clone();
        run.Run();
        run.AssertUnchanged(TrackingNames.All);
        return run;
    }

    /// <summary>Puts another text in the place of a file.</summary>
    public void Replace(PolicyText old, PolicyText @new)
    {
        _driver = _driver.ReplaceAdditionalText(old, @new);
        Run();
    }

    public void Edit(string source)
    {
        _compilation = _compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees[0], CSharpSyntaxTree.ParseText(source, CompilationHost.ParseOptions, "/project/edited.cs"));
        Run();
    }

    public void AddFile(string source)
    {
        _compilation = _compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, CompilationHost.ParseOptions, "/project/edited.cs"));
        Run();
    }

    /// <summary>None of these stages made anything new.</summary>
    public void AssertUnchanged(params string[] stages)
    {
        foreach (var stage in stages)
            Assert.False(HasChanged(stage), $"the stage {stage} was run again, with another result");
    }

    public bool HasChanged(string stage) => Result.TrackedSteps.TryGetValue(stage, out var steps)
        && steps.SelectMany(step => step.Outputs).Any(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));

    /// <summary>The set of a class, loaded.</summary>
    public PolicySet Load(string type)
    {
        CompilationHost.Load(Output, out var assembly);
        return (PolicySet)assembly.GetType(type, throwOnError: true)!.GetProperty("Policies")!.GetValue(null)!;
    }

    private void Run()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out var output, out _);
        Output = output;
    }
}
