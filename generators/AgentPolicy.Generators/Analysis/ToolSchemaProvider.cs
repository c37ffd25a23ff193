using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Gathers what policies are checked against: the tools and entity types of the compilation and of what it references.</summary>
internal static class ToolSchemaProvider
{
    public static IncrementalValueProvider<ToolSchema> Create(IncrementalGeneratorInitializationContext context)
    {
        var sources = GovernedSources.Create(context);
        return sources.Methods.Combine(sources.Entities).Combine(sources.Referenced)
            .Select(static (found, _) => Join(found.Left.Left, found.Left.Right, found.Right))
            .WithTrackingName(GovernedTrackingNames.ToolSchema);
    }

    private static ToolSchema Join(EquatableArray<GovernedMethod> methods, EquatableArray<PolicyEntityModel> entities, ReferencedSchema referenced)
    {
        // Of a name that stands twice the first: the compilation's own, whose tools no other's name can take.
        var tools = new SortedDictionary<string, ToolSignature>(StringComparer.Ordinal);
        foreach (var method in methods)
            tools[method.ToolName] = new ToolSignature(method.ToolName, method.Resource.Type, method.ArgumentsType, method.Shape);
        foreach (var tool in referenced.Tools)
        {
            if (!tools.ContainsKey(tool.Name))
                tools.Add(tool.Name, tool);
        }

        var types = new SortedDictionary<string, EntityTypeSignature>(StringComparer.Ordinal);
        foreach (var entity in entities)
            types[entity.EntityType] = new EntityTypeSignature(entity.EntityType, entity.Attributes);
        foreach (var type in referenced.EntityTypes)
        {
            if (!types.ContainsKey(type.Name))
                types.Add(type.Name, type);
        }

        return new ToolSchema(tools.Values.ToEquatableArray(), types.Values.ToEquatableArray());
    }
}
