using AgentPolicy.Generators.Analysis;
using AgentPolicy.Generators.Diagnostics;
using AgentPolicy.Generators.Emit;
using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Collections;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators;

/// <summary>
/// Governs the project's tools: writes the public face of each <c>[Governed]</c> method, and what policies read of arguments and <c>[PolicyEntity]</c> types.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class GovernedGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var sources = GovernedSources.Create(context);
        var types = sources.Methods.SelectMany(static (methods, _) => Group(methods)).WithTrackingName(GovernedTrackingNames.Types);
        var entities = sources.Entities.SelectMany(static (all, _) => all).WithTrackingName(GovernedTrackingNames.EntityTypes);
        context.RegisterSourceOutput(types, static (output, type) => output.AddSource($"{type.Type.HintName}.Governed.g.cs", GovernedTypeEmitter.Write(type)));
        context.RegisterSourceOutput(entities, static (output, one) => output.AddSource($"{one.Type.HintName}.Entity.g.cs", PolicyEntityEmitter.Write(one)));

        // Errors go their own way: they carry places, which any edit moves.
        var tools = sources.Tools.Combine(sources.Referenced).SelectMany(static (pair, _) => Conflicts.FindTools(pair.Left, pair.Right));
        var conflicts = sources.DeclaredEntities.SelectMany(static (all, _) => Conflicts.FindEntities(all));
        Report(context, sources.MethodErrors);
        Report(context, sources.EntityErrors);
        Report(context, tools.WithTrackingName(GovernedTrackingNames.Conflicts));
        Report(context, conflicts);
        Report(context, sources.Referenced.SelectMany(static (schema, _) => schema.Outdated.Select(Outdated)));
    }

    private static void Report(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<DiagnosticInfo> errors) =>
        context.RegisterSourceOutput(errors, static (output, error) => output.ReportDiagnostic(error.ToDiagnostic()));

    private static DiagnosticInfo Outdated(string assembly) => new(GovernedDiagnostics.OutdatedReference.Id, EquatableArray.Of(assembly), null);

    private static IEnumerable<GovernedType> Group(EquatableArray<GovernedMethod> methods) =>
        methods.GroupBy(static method => method.Type).Select(static group => new GovernedType(group.Key, group.ToEquatableArray()));
}
