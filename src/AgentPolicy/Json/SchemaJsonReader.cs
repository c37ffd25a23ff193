using System.Text.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Json;

/// <summary>
/// Reads Cedar's JSON form of schemas into the same syntax that <see cref="SchemaParser"/> makes of text. Stricter than the reference's reader in two things: where a key may be
/// left out, its value may not be null instead, and no object may be written as an array.
/// </summary>
/// <remarks>Source: Cedar language specification, "JSON schema format".</remarks>
internal sealed partial class SchemaJsonReader : JsonSyntaxReader
{
    private const string NamesExpected = "an array of names of entity types";

    private SchemaJsonReader(SourceFile file, byte[] utf8, DiagnosticBag bag)
        : base(file, utf8, bag)
    {
    }

    public static SchemaSyntax Read(SourceFile file, DiagnosticBag bag)
    {
        using var document = Parse(file, bag, "a schema in Cedar's own syntax is read by CedarSchema.Parse", out var utf8);
        return document is null ? new SchemaSyntax(default, default) : new SchemaJsonReader(file, utf8, bag).ReadSchema(document.RootElement);
    }

    private SchemaSyntax ReadSchema(JsonElement json)
    {
        var namespaces = new List<SchemaNamespaceSyntax>();
        var outside = EquatableArray<SchemaDeclarationSyntax>.Empty;
        foreach (var member in ReadObject(json, "an object of namespaces") ?? [])
        {
            Path.Enter(member.Name);
            if (member.Name.Length == 0)
                outside = ReadOutside(member);
            else
                Add(namespaces, ReadNamespace(member));
            Path.Leave();
        }

        return new SchemaSyntax(namespaces.ToEquatableArray(), outside) { Span = SpanOf(json) };
    }

    private SchemaNamespaceSyntax? ReadNamespace(JsonMember member)
    {
        var name = ToName(member.Name, member.Span, "the name of a namespace");
        var declarations = ReadDeclarations(member.Value, out var annotations);
        return name is null ? null : new SchemaNamespaceSyntax(annotations, name, declarations) { Span = member.Span };
    }

    // What is outside of any namespace has no place for annotations, but its JSON may say that there are none.
    private EquatableArray<SchemaDeclarationSyntax> ReadOutside(JsonMember member)
    {
        var declarations = ReadDeclarations(member.Value, out var annotations);
        foreach (var annotation in annotations)
            Report(annotation.Span, DiagnosticRules.SchemaJsonUnknownKey, Excerpt.Shorten(annotation.Name), "; the namespace without a name has no annotations");
        return declarations;
    }

    private EquatableArray<SchemaDeclarationSyntax> ReadDeclarations(JsonElement json, out EquatableArray<AnnotationSyntax> annotations)
    {
        annotations = default;
        if (ReadFields(json, "a namespace, an object with 'entityTypes' and 'actions'", "commonTypes", "entityTypes", "actions", "annotations") is not { } fields)
            return default;

        var declarations = new List<SchemaDeclarationSyntax>();
        if (fields.TryGetValue("commonTypes", out var commonTypes))
            ReadDeclarations(commonTypes.Value, "commonTypes", "an object of common types", ReadCommonType, declarations);
        if (Require(fields, json, "entityTypes", "where there are none, write \"entityTypes\": {}") is { } entityTypes)
            ReadDeclarations(entityTypes, "entityTypes", "an object of entity types", ReadEntityType, declarations);
        if (Require(fields, json, "actions", "where there are none, write \"actions\": {}") is { } actions)
            ReadDeclarations(actions, "actions", "an object of actions", ReadAction, declarations);
        annotations = ReadAnnotations(fields);
        return declarations.ToEquatableArray();
    }

    private void ReadDeclarations(JsonElement json, string key, string expected, Func<JsonMember, SchemaDeclarationSyntax?> read, List<SchemaDeclarationSyntax> declarations)
    {
        Path.Enter(key);
        foreach (var member in ReadObject(json, expected) ?? [])
        {
            if (Bag.IsFull)
                break;
            Path.Enter(member.Name);
            Add(declarations, read(member));
            Path.Leave();
        }

        Path.Leave();
    }

    private SchemaCommonTypeSyntax? ReadCommonType(JsonMember member)
    {
        var name = ToIdentifier(member, "the name of a common type");
        var type = ReadType(member.Value, nesting: 1, TypeKeys.Annotated, out var fields);
        return name is null || type is null ? null : new SchemaCommonTypeSyntax(ReadAnnotations(fields), name, type) { Span = member.Span };
    }

    private SchemaDeclarationSyntax? ReadEntityType(JsonMember member)
    {
        var name = ToIdentifier(member, "the name of an entity type");
        if (ReadFields(member.Value, "an entity type, an object", "memberOfTypes", "shape", "tags", "enum", "annotations") is not { } fields)
            return null;
        var annotations = ReadAnnotations(fields);
        if (fields.TryGetValue("enum", out var ids))
            return ReadEnum(name, ids, fields, annotations);

        var memberOf = ReadNames(fields, "memberOfTypes");
        var shape = ReadType(fields, "shape");
        var tags = ReadType(fields, "tags");
        return name is null ? null : new SchemaEntitySyntax(annotations, EquatableArray.Of(name), memberOf, shape, tags) { Span = member.Span };
    }

    private SchemaEnumSyntax? ReadEnum(SchemaLabelSyntax? name, JsonMember member, Dictionary<string, JsonMember> fields, EquatableArray<AnnotationSyntax> annotations)
    {
        foreach (var other in fields.Values)
        {
            if (other.Name is not ("enum" or "annotations"))
                ReportMisplacedKey(other, "an entity type with 'enum' has nothing else; remove one of the two");
        }

        const string expected = "an array of the ids of the entities, at least one";
        Path.Enter("enum");
        var ids = ReadArray(member.Value, expected, id => ToLabel(id, "the id of an entity, a text"));
        if (ids is not null && member.Value.GetArrayLength() == 0)
            Report(SpanOf(member.Value), DiagnosticRules.SchemaJsonUnexpected, "an empty array", expected, "");
        Path.Leave();
        return name is null || ids is null ? null : new SchemaEnumSyntax(annotations, EquatableArray.Of(name), ids.ToEquatableArray()) { Span = name.Span };
    }

    private SchemaActionSyntax? ReadAction(JsonMember member)
    {
        if (ReadFields(member.Value, "an action, an object", "memberOf", "appliesTo", "attributes", "annotations") is not { } fields)
            return null;
        if (fields.TryGetValue("attributes", out var attributes))
            ReportMisplacedKey(attributes, "actions have no attributes; remove it");
        var annotations = ReadAnnotations(fields);
        var memberOf = ReadField(fields, "memberOf", groups => ReadArray(groups, "an array of actions, each an object with an 'id'", ReadActionReference));
        var appliesTo = ReadField(fields, "appliesTo", ReadAppliesTo);
        var name = new SchemaLabelSyntax(member.Name) { Span = member.Span };
        return new SchemaActionSyntax(annotations, EquatableArray.Of(name), (memberOf ?? []).ToEquatableArray(), appliesTo) { Span = member.Span };
    }

    private SchemaActionReferenceSyntax? ReadActionReference(JsonElement json)
    {
        if (ReadFields(json, "an action, an object with an 'id'", "id", "type") is not { } fields)
            return null;
        var id = Require(fields, json, "id", "write the action's id, a text") is null ? null : ReadField(fields, "id", text => ReadString(text, "the action's id, a text"));
        var type = ReadField(fields, "type", text => ReadName(text, "the action's type, such as \"Action\""));
        return id is null ? null : new SchemaActionReferenceSyntax(type, id) { Span = SpanOf(json) };
    }

    private SchemaAppliesToSyntax? ReadAppliesTo(JsonElement json)
    {
        if (ReadFields(json, "an object with 'principalTypes' and 'resourceTypes'", "principalTypes", "resourceTypes", "context") is not { } fields)
            return null;
        foreach (var key in (ReadOnlySpan<string>)["principalTypes", "resourceTypes"])
            Require(fields, json, key, "write an array of names of entity types, or leave out 'appliesTo' for a group of actions");
        var (principals, resources) = (ReadNames(fields, "principalTypes"), ReadNames(fields, "resourceTypes"));
        return new SchemaAppliesToSyntax(principals, resources, ReadType(fields, "context")) { Span = SpanOf(json) };
    }

    private EquatableArray<AnnotationSyntax> ReadAnnotations(Dictionary<string, JsonMember>? fields)
    {
        if (fields is null || !fields.TryGetValue("annotations", out var field))
            return default;
        var annotations = new List<AnnotationSyntax>();
        Path.Enter("annotations");
        foreach (var member in ReadObject(field.Value, "an object of annotations, each a text or null") ?? [])
        {
            Path.Enter(member.Name);
            Add(annotations, ReadAnnotation(member));
            Path.Leave();
        }

        Path.Leave();
        return annotations.ToEquatableArray();
    }

    // Any word is a name here, and null is how an annotation without a value is written.
    private AnnotationSyntax? ReadAnnotation(JsonMember member)
    {
        if (!CedarText.IsWord(member.Name))
        {
            ReportName(member.Name, member.Span, "the name of an annotation, an identifier");
            return null;
        }

        if (member.Value.ValueKind == JsonValueKind.Null)
            return new AnnotationSyntax(member.Name, null) { Span = member.Span };
        return ReadString(member.Value, "the annotation's value, a text, or null") is { } value ? new AnnotationSyntax(member.Name, value) { Span = member.Span } : null;
    }

    private EquatableArray<SchemaNameSyntax> ReadNames(Dictionary<string, JsonMember> fields, string key) =>
        (ReadField(fields, key, names => ReadArray(names, NamesExpected, name => ReadName(name, "the name of an entity type"))) ?? []).ToEquatableArray();

    private T? ReadField<T>(Dictionary<string, JsonMember> fields, string key, Func<JsonElement, T?> read)
        where T : class
    {
        if (!fields.TryGetValue(key, out var field))
            return null;
        Path.Enter(key);
        var value = read(field.Value);
        Path.Leave();
        return value;
    }

    private static void Add<T>(List<T> list, T? item)
        where T : class
    {
        if (item is not null)
            list.Add(item);
    }
}
