using AgentPolicy.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;
using AgentPolicy.Records;
using AgentPolicy.Validation;

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
    /// <exception cref="InvalidOperationException">The JSON would be longer, or nest deeper at its length, than <see cref="ParseJson"/> reads.</exception>
    /// <exception cref="InsufficientExecutionStackException">The thread's stack is too small for how deep the types nest.</exception>
    public string ToJson() => SchemaJsonWriter.Write(Syntax());

    /// <summary>
    /// All that is wrong with a request: its principal, action and resource, its context in all its parts, and the entities that it brings. Empty where nothing is.
    /// </summary>
    /// <param name="request">The request. Its phase does not matter.</param>
    /// <param name="mode">The mode of the policies that are to decide, which says how the context is read.</param>
    /// <returns>At most 1,000 violations. An input that throws an exception is one, and the exception goes no further.</returns>
    /// <remarks>
    /// In <see cref="ErrorMode.FailClosed"/> an engine with this schema denies by itself what has the wrong action, principal or resource; of the context it checks what its policies read.
    /// Source: Cedar language specification, "Schema": what a valid request is.
    /// </remarks>
    public IReadOnlyList<SchemaViolation> Validate(in PolicyRequest request, ErrorMode mode)
    {
        var context = request.Context;
        return Validate(request.Principal, request.Action, request.Resource, (type, scratch) => RecordReading.ReadContext(context, type, mode, scratch), request.Entities);
    }

    /// <inheritdoc cref="Validate(in PolicyRequest, ErrorMode)"/>
    /// <typeparam name="TContext">The context's type.</typeparam>
    public IReadOnlyList<SchemaViolation> Validate<TContext>(in PolicyRequest<TContext> request, ErrorMode mode)
        where TContext : IPolicyRecord
    {
        var context = request.Context;
        return Validate(request.Principal, request.Action, request.Resource, (type, scratch) => RecordReading.ReadContext(context, type, mode, scratch), request.Entities);
    }

    /// <summary>
    /// All that is wrong with entities: their types, attributes and tags, the types of what they are members of, and actions that are not in the groups that the schema puts them in.
    /// Empty where nothing is.
    /// </summary>
    /// <param name="entities">The entities. Those that are merely named as parents are checked by their types.</param>
    /// <returns>At most 1,000 violations.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entities"/> is null.</exception>
    public IReadOnlyList<SchemaViolation> Validate(EntityStore entities)
    {
        ArgumentNullException.ThrowIfNull(entities);
        var violations = new ViolationList();
        new EntityValidator(Model, violations).Check(entities, (entity, _) => Excerpt.Shorten(entity.Uid.ToString()));
        return violations.Violations;
    }

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

    private IReadOnlyList<SchemaViolation> Validate(
        EntityUid principal, EntityUid action, EntityUid resource, Func<SchemaType.Record, PolicyScratch, PolicyValue> readContext, EntityStore? entities)
    {
        var validator = new RequestValidator(Model);
        validator.Check(principal, action, resource, readContext, entities);
        return validator.Violations.Violations;
    }

    // Read anew, since few schemas are ever written: their syntax would take many times the memory of their text. Without errors, as it was the first time.
    private SchemaSyntax Syntax() => SchemaMerger.Merge([.. _files.Select(file => _parse(file, new DiagnosticBag()))]);

    private static SchemaSyntax ParseByName(SourceFile file, DiagnosticBag bag) =>
        file.Path.EndsWith(JsonExtension, StringComparison.OrdinalIgnoreCase) ? SchemaJsonReader.Read(file, bag) : SchemaParser.Parse(file, bag);
}
