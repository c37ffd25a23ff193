using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Collections;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Analysis;

/// <summary>The governed methods and policy entities of a compilation, before their names are compared.</summary>
internal sealed class GovernedSources
{
    private GovernedSources(
        IncrementalValuesProvider<Analysed<GovernedMethod>> methods,
        IncrementalValuesProvider<Analysed<PolicyEntityModel>> entities,
        IncrementalValueProvider<ReferencedSchema> referenced)
    {
        MethodErrors = methods.SelectMany(static (found, _) => found.Errors).WithTrackingName(GovernedTrackingNames.MethodErrors);
        EntityErrors = entities.SelectMany(static (found, _) => found.Errors).WithTrackingName(GovernedTrackingNames.EntityErrors);
        Tools = Gather(methods.Where(static found => found.Declared is not null).Select(static (found, _) => found.Declared!));
        DeclaredEntities = Gather(entities.Where(static found => found.Declared is not null).Select(static (found, _) => found.Declared!));
        Referenced = referenced;
        Methods = Gather(Models(methods).WithTrackingName(GovernedTrackingNames.Methods))
            .Combine(referenced)
            .Select(static (pair, _) => Conflicts.WithoutDuplicates(pair.Left, pair.Right));
        Entities = Gather(Models(entities).WithTrackingName(GovernedTrackingNames.Entities))
            .Select(static (found, _) => Conflicts.WithoutDuplicates(found));
    }

    public IncrementalValuesProvider<DiagnosticInfo> MethodErrors { get; }

    public IncrementalValuesProvider<DiagnosticInfo> EntityErrors { get; }

    /// <summary>All tools with their places, of methods that were refused too.</summary>
    public IncrementalValueProvider<EquatableArray<Declared>> Tools { get; }

    public IncrementalValueProvider<EquatableArray<Declared>> DeclaredEntities { get; }

    public IncrementalValueProvider<ReferencedSchema> Referenced { get; }

    public IncrementalValueProvider<EquatableArray<GovernedMethod>> Methods { get; }

    public IncrementalValueProvider<EquatableArray<PolicyEntityModel>> Entities { get; }

    public static GovernedSources Create(IncrementalGeneratorInitializationContext context) => new(
        context.SyntaxProvider.ForAttributeWithMetadataName(GovernedMethodReader.Attribute, static (_, _) => true, GovernedMethodReader.Read),
        context.SyntaxProvider.ForAttributeWithMetadataName(PolicyEntityReader.Attribute, static (_, _) => true, PolicyEntityReader.Read),
        context.CompilationProvider.Select(ReferencedSchemaReader.Read).WithTrackingName(GovernedTrackingNames.ReferencedTools));

    private static IncrementalValuesProvider<T> Models<T>(IncrementalValuesProvider<Analysed<T>> analysed)
        where T : class => analysed.Where(static found => found.Model is not null).Select(static (found, _) => found.Model!);

    private static IncrementalValueProvider<EquatableArray<T>> Gather<T>(IncrementalValuesProvider<T> values) =>
        values.Collect().Select(static (all, _) => all.ToEquatableArray());
}
