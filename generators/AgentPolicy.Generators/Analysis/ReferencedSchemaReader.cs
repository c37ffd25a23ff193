using AgentPolicy.Generators.Models;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using Microsoft.CodeAnalysis;

namespace AgentPolicy.Generators.Analysis;

/// <summary>Reads what the generator left in referenced assemblies.</summary>
internal static class ReferencedSchemaReader
{
    private const int Format = 1;

    public static ReferencedSchema Read(Compilation compilation, CancellationToken cancellation)
    {
        var tools = new List<ToolSignature>();
        var entities = new List<EntityTypeSignature>();
        var outdated = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellation.ThrowIfCancellationRequested();

            // Most assemblies know nothing of the library, and reading their attributes takes long.
            if (!assembly.Modules.Any(module => module.ReferencedAssemblies.Any(identity => identity.Name is "AgentPolicy")))
                continue;
            foreach (var attribute in assembly.GetAttributes())
            {
                if (!TryRead(attribute, tools, entities))
                    outdated.Add(assembly.Name);
            }
        }

        return new ReferencedSchema(
            tools.OrderBy(tool => tool.Name, StringComparer.Ordinal).ThenBy(tool => tool.ArgumentsType, StringComparer.Ordinal).ToEquatableArray(),
            entities.OrderBy(entity => entity.Name, StringComparer.Ordinal).ToEquatableArray(),
            outdated.ToEquatableArray());
    }

    // False for what another version wrote: it may mean something else than it seems to.
    private static bool TryRead(AttributeData attribute, List<ToolSignature> tools, List<EntityTypeSignature> entities)
    {
        if (TypeNames.Is(attribute.AttributeClass, "AgentPolicy.Compiled.GovernedToolAttribute"))
        {
            if (attribute.ConstructorArguments is not
                [{ Value: Format }, { Value: string name }, { Value: INamedTypeSymbol arguments }, { Value: string resourceType }, { Value: string text }]
                || !ToolShapeText.TryParse(text, out var shape))
                return false;
            tools.Add(new ToolSignature(name, resourceType, TypeNames.Annotated(arguments), shape));
        }
        else if (TypeNames.Is(attribute.AttributeClass, "AgentPolicy.Compiled.PolicyEntityTypeAttribute"))
        {
            if (attribute.ConstructorArguments is not [{ Value: Format }, { Value: string name }, { Value: string text }]
                || !ToolShapeText.TryParseRecord(text, out var attributes))
                return false;
            entities.Add(new EntityTypeSignature(name, attributes));
        }

        return true;
    }
}
