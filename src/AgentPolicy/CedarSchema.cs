using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy;

/// <summary>A Cedar schema: the types of entities, tags and contexts, and the groups of actions. Immutable; safe for concurrent use.</summary>
/// <remarks>Source: Cedar language specification, "Schema" (human-readable syntax and JSON).</remarks>
public sealed class CedarSchema
{
    /// <summary>What the name of a file ends in that holds a schema in JSON.</summary>
    internal const string JsonExtension = ".json";

    private readonly IReadOnlyList<SourceFile> _files;
    private readonly Func<SourceFile, DiagnosticBag, SchemaSyntax> _parse;

    private CedarSchema(SchemaModel model, IReadOnlyList<SourceFile> files, Func<SourceFile, DiagnosticBag, SchemaSyntax> parse)
    {
        Model = model;
        Version = SourceVersion.Of(files);
        _files = files;
        _parse = parse;
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
        return Compile([new SourceFile(path, text)], SchemaParser.Parse);
    }

    /// <summary>Reads a schema in Cedar's JSON form (<c>.cedarschema.json</c>).</summary>
    /// <param name="json">The schema: an object of namespaces, <c>""</c> for what is outside of any.</param>
    /// <param name="path">The name that diagnostics show.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="PolicySetException">
    /// The text is no JSON, has a key that is unknown or stands twice, or is no valid schema; what is wrong is listed, with line, column and path. A null is refused
    /// where the key may be left out instead.
    /// </exception>
    public static CedarSchema ParseJson(string json, string path = "")
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(path);
        return Compile([new SourceFile(path, json)], SchemaJsonReader.Read);
    }

    /// <summary>The schema in Cedar's human-readable syntax, all its files as one, with its annotations and common types; without its comments.</summary>
    /// <remarks>
    /// What only JSON can say is said otherwise: a shape that is a common type becomes that type's record, and an action that applies to no principal or to no resource becomes a group.
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// The schema was read from JSON and names an entity type that something else hides, a common type of the same name mostly; or it would be longer than <see cref="Parse"/> reads.
    /// </exception>
    /// <exception cref="InsufficientExecutionStackException">The thread's stack is too small for how deep the types nest.</exception>
    public string ToCedar() => SchemaPrinter.Print(SchemaTextForm.Create(Syntax()));

    /// <summary>The schema in Cedar's JSON form, all its files as one, with its annotations and common types.</summary>
    /// <exception cref="InvalidOperationException">The JSON would be longer than <see cref="ParseJson"/> reads.</exception>
    /// <exception cref="InsufficientExecutionStackException">The thread's stack is too small for how deep the types nest.</exception>
    public string ToJson() => SchemaJsonWriter.Write(Syntax());

    /// <summary>The schema that the files make together, all of them in the human-readable syntax.</summary>
    internal static CedarSchema Compile(IReadOnlyList<SourceFile> files) => Compile(files, SchemaParser.Parse);

    /// <summary>The schema that the files make together, each in the syntax that its name tells.</summary>
    internal static CedarSchema CompileByName(IReadOnlyList<SourceFile> files) => Compile(files, ParseByName);

    private static CedarSchema Compile(IReadOnlyList<SourceFile> files, Func<SourceFile, DiagnosticBag, SchemaSyntax> parse)
    {
        var bag = new DiagnosticBag();
        var model = SchemaCompiler.Compile(files, parse, bag);
        return model is null || bag.HasErrors ? throw new PolicySetException(bag.Diagnostics) : new CedarSchema(model, files, parse);
    }

    // Read anew, since few schemas are ever written: their syntax would take many times the memory of their text. Without errors, as it was the first time.
    private SchemaSyntax Syntax() => SchemaMerger.Merge([.. _files.Select(file => _parse(file, new DiagnosticBag()))]);

    private static SchemaSyntax ParseByName(SourceFile file, DiagnosticBag bag) =>
        file.Path.EndsWith(JsonExtension, StringComparison.OrdinalIgnoreCase) ? SchemaJsonReader.Read(file, bag) : SchemaParser.Parse(file, bag);
}
