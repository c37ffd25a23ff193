using AgentPolicy.Generators.Analysis;
using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Collections;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators;

/// <summary>Compiles the project's policies: every <c>[PolicySet]</c> class gets the code that decides by its files.</summary>
/// <remarks>Wiring only. Behind the first stage there are values alone, equal where nothing changed; code and diagnostics have outputs of their own.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class PolicyGenerator : IIncrementalGenerator
{
    private const string AttributeName = "AgentPolicy.PolicySetAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = Files(context);
        var annotations = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => PolicyFiles.ReadAnnotations(options.GlobalOptions))
            .WithTrackingName(TrackingNames.Annotations);
        var classes = context.SyntaxProvider
            .ForAttributeWithMetadataName(AttributeName, static (_, _) => true, static (found, _) => PolicySetClasses.Read(found))
            .WithTrackingName(TrackingNames.Classes);
        var declarations = classes
            .SelectMany(static (found, _) => PolicySetClasses.DeclarationOf(found))
            .WithTrackingName(TrackingNames.Declarations);

        var sets = declarations.Combine(files).Combine(annotations).Combine(ToolSchemaProvider.Create(context))
            .Select(static (parts, _) => PolicySetStages.Gather(parts.Left.Left.Left, parts.Left.Left.Right, parts.Left.Right, parts.Right))
            .WithTrackingName(TrackingNames.Inputs)
            .Select(static (input, cancellation) => PolicySetStages.Compile(input, cancellation))
            .WithTrackingName(TrackingNames.Sets);
        WriteSets(context, sets);

        var classErrors = classes.Combine(files)
            .Select(static (parts, _) => PolicySetClasses.FindErrors(parts.Left, parts.Right))
            .WithTrackingName(TrackingNames.ClassErrors);
        context.RegisterSourceOutput(classErrors, Report);
        var fileErrors = declarations.Collect().Combine(files)
            .Select(static (parts, _) => PolicyFiles.FindErrors(parts.Left, parts.Right))
            .WithTrackingName(TrackingNames.FileErrors);
        context.RegisterSourceOutput(fileErrors, Report);
        var unlisted = context.AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (parts, _) => PolicyFiles.FindUnlisted(parts.Left, parts.Right.GetOptions(parts.Left)))
            .WithTrackingName(TrackingNames.UnlistedFiles);
        context.RegisterSourceOutput(unlisted, Report);
    }

    private static IncrementalValueProvider<EquatableArray<PolicyFileModel>> Files(IncrementalGeneratorInitializationContext context) =>
        context.AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .SelectMany(static (parts, cancellation) => PolicyFiles.Read(parts.Left, parts.Right.GetOptions(parts.Left), cancellation))
            .WithTrackingName(TrackingNames.Files)
            .Collect()
            .Select(static (files, _) => PolicyFiles.Sort(files));

    private static void WriteSets(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<Result<PolicySetModel>> sets)
    {
        var sources = sets
            .Select(static (set, _) => set.Value)
            .Select(static (set, _) => PolicySetStages.Emit(set))
            .WithTrackingName(TrackingNames.Sources);
        context.RegisterSourceOutput(
            sources.Select(static (source, _) => source.Value),
            static (output, source) => output.AddSource(source.HintName, source.Text));
        context.RegisterSourceOutput(sources.Select(static (source, _) => source.Diagnostics), Report);
        context.RegisterSourceOutput(sets.Select(static (set, _) => set.Diagnostics).WithTrackingName(TrackingNames.SetErrors), Report);
    }

    private static void Report(SourceProductionContext output, EquatableArray<DiagnosticInfo> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            output.ReportDiagnostic(PolicyDiagnostics.Create(diagnostic));
    }
}
