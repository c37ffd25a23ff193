using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AgentPolicy.Generators.Tests;

/// <summary>A run of the generator of governed methods. Each is repeated on an equal compilation, where nothing may be done twice.</summary>
internal sealed class GeneratorRun
{
    private GeneratorDriver _driver;

    private GeneratorRun(Compilation compilation)
    {
        var options = new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true);
        _driver = CSharpGeneratorDriver.Create([new GovernedGenerator().AsSourceGenerator()], parseOptions: Compiling.ParseOptions, driverOptions: options);
        Input = compilation;
        _driver = _driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        (Output, Diagnostics) = (output, diagnostics);
        Assert.Null(_driver.GetRunResult().Results[0].Exception);
    }

    public Compilation Input { get; }

    public Compilation Output { get; }

    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public string Generated => string.Join("\n", _driver.GetRunResult().GeneratedTrees);

    public static GeneratorRun Of(string source, params MetadataReference[] references) => Of(Compiling.Compile(source, references));

    public static GeneratorRun Of(Compilation compilation)
    {
        var run = new GeneratorRun(compilation);
        run.AssertCached(compilation.Clone(), GovernedTrackingNames.All);
        return run;
    }

    /// <summary>Runs again after an edit, and sees that the stages named, and what they give, were not made anew.</summary>
    public void AssertCached(Compilation edited, params string[] stages)
    {
        _driver = _driver.RunGenerators(edited);
        var result = _driver.GetRunResult().Results[0];
        Assert.Null(result.Exception);
        foreach (var stage in stages)
        {
            var reasons = result.TrackedSteps.TryGetValue(stage, out var steps) ? steps.SelectMany(step => step.Outputs).Select(output => output.Reason) : [];
            Assert.All(reasons, reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{stage}: {reason}"));
        }
    }

    /// <summary>Whether a stage made something anew after an edit.</summary>
    public bool IsRemade(Compilation edited, string stage)
    {
        _driver = _driver.RunGenerators(edited);
        return _driver.GetRunResult().Results[0].TrackedSteps[stage].SelectMany(step => step.Outputs)
            .Any(output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }

    public Assembly Load()
    {
        Assert.Empty(Diagnostics);
        return Compiling.Load(Output);
    }

    /// <summary>The only error, which names the rule and shows the offending text; and no part of the method is there to be run.</summary>
    public Diagnostic AssertRefused(string id, string text)
    {
        var error = Assert.Single(Diagnostics.DistinctBy(diagnostic => diagnostic.Id));
        Assert.Equal(id, error.Id);
        Assert.Equal(DiagnosticSeverity.Error, error.Severity);
        Assert.Contains(text, error.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return error;
    }
}
