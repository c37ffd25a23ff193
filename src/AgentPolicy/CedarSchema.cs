using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Text;

namespace AgentPolicy;

/// <summary>A Cedar schema: the types of entities, tags and contexts, and the groups of actions. Immutable.</summary>
/// <remarks>Source: Cedar language specification, "Schema" (human-readable syntax).</remarks>
public sealed class CedarSchema
{
    private CedarSchema(SchemaModel model, string version)
    {
        Model = model;
        Version = version;
    }

    internal SchemaModel Model { get; }

    /// <summary>Identifies the schema's text.</summary>
    internal string Version { get; }

    /// <summary>Reads a schema in Cedar's human-readable syntax (<c>.cedarschema</c>).</summary>
    /// <param name="text">The schema.</param>
    /// <param name="path">The name that diagnostics show.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="PolicySetException">The schema has errors; all of them are listed.</exception>
    public static CedarSchema Parse(string text, string path = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(path);
        return Compile([new SourceFile(path, text)]);
    }

    internal static CedarSchema Compile(IReadOnlyList<SourceFile> files)
    {
        var bag = new DiagnosticBag();
        var model = SchemaCompiler.Compile(files, bag);
        return model is null || bag.HasErrors ? throw new PolicySetException(bag.Diagnostics) : new CedarSchema(model, SourceVersion.Of(files));
    }
}
