using System.Buffers;
using System.Text;
using System.Text.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Json;

/// <summary>Writes a schema in Cedar's JSON form, which has a way to say everything that the human-readable one says.</summary>
/// <remarks>Source: Cedar language specification, "JSON schema format".</remarks>
internal sealed class SchemaJsonWriter
{
    // What nests deeper is not indented: the spaces would outgrow what is written.
    private const int DeepestIndent = 64;

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Utf8JsonWriter _writer;
    private readonly bool _isIndented;
    private int _depth;

    private SchemaJsonWriter(bool isIndented)
    {
        _isIndented = isIndented;
        _writer = new Utf8JsonWriter(_output, new JsonWriterOptions { Indented = isIndented, NewLine = "\n", MaxDepth = Limits.MaxJsonNesting });
    }

    private bool IsTooDeep => _isIndented && _depth > DeepestIndent;

    /// <exception cref="InvalidOperationException">The JSON would be too long to be read back.</exception>
    /// <exception cref="InsufficientExecutionStackException">The thread's stack is too small for how deep the types nest.</exception>
    public static string Write(SchemaSyntax schema) => TryWrite(schema, isIndented: true) ?? TryWrite(schema, isIndented: false)!;

    private static string? TryWrite(SchemaSyntax schema, bool isIndented)
    {
        var writer = new SchemaJsonWriter(isIndented);
        using (writer._writer)
            writer.WriteSchema(schema);
        if (writer.IsTooDeep)
            return null;
        writer.CheckLength();
        return Encoding.UTF8.GetString(writer._output.WrittenSpan);
    }

    private void WriteSchema(SchemaSyntax schema)
    {
        _writer.WriteStartObject();
        if (!schema.Declarations.IsEmpty)
            WriteNamespace("", default, schema.Declarations);
        foreach (var declared in schema.Namespaces)
            WriteNamespace(declared.Name.FullName, declared.Annotations, declared.Declarations);
        _writer.WriteEndObject();
        _writer.Flush();
    }

    private void WriteNamespace(string name, EquatableArray<AnnotationSyntax> annotations, EquatableArray<SchemaDeclarationSyntax> declarations)
    {
        _writer.WriteStartObject(name);
        WriteAnnotations(annotations);
        var commonTypes = declarations.OfType<SchemaCommonTypeSyntax>().ToList();
        if (commonTypes.Count > 0)
        {
            _writer.WriteStartObject("commonTypes");
            foreach (var common in commonTypes)
                WriteEach(EquatableArray.Of(common.Name), common, () => WriteType(common.Type));
            _writer.WriteEndObject();
        }

        _writer.WriteStartObject("entityTypes");
        foreach (var declaration in declarations)
        {
            if (declaration is SchemaEntitySyntax entity)
                WriteEach(entity.Names, entity, () => WriteEntity(entity));
            else if (declaration is SchemaEnumSyntax enumeration)
                WriteEach(enumeration.Names, enumeration, () => WriteArray("enum", enumeration.Ids, id => _writer.WriteStringValue(id.Text)));
        }

        _writer.WriteEndObject();
        _writer.WriteStartObject("actions");
        foreach (var action in declarations.OfType<SchemaActionSyntax>())
            WriteEach(action.Names, action, () => WriteAction(action));
        _writer.WriteEndObject();
        _writer.WriteEndObject();
    }

    // JSON has no way to declare several names at once: what is said of them is said of each.
    private void WriteEach(EquatableArray<SchemaLabelSyntax> names, SchemaDeclarationSyntax declaration, Action writeRest)
    {
        foreach (var name in names)
        {
            _writer.WriteStartObject(name.Text);
            WriteAnnotations(declaration.Annotations);
            writeRest();
            _writer.WriteEndObject();
            if (IsTooDeep)
                return;
            CheckLength();
        }
    }

    private void CheckLength()
    {
        var length = _writer.BytesCommitted + _writer.BytesPending;
        if (length > Limits.MaxSourceLength || length * _depth > Limits.MaxJsonWork)
            throw new InvalidOperationException(FormattableString.Invariant($"The schema would be longer than {Limits.MaxSourceLength} characters, or than its nesting allows, so that it could not be read back."));
    }

    private void WriteEntity(SchemaEntitySyntax entity)
    {
        if (!entity.MemberOf.IsEmpty)
            WriteNames("memberOfTypes", entity.MemberOf);
        WriteType("shape", entity.Shape);
        WriteType("tags", entity.Tags);
    }

    private void WriteAction(SchemaActionSyntax action)
    {
        if (!action.MemberOf.IsEmpty)
            WriteArray("memberOf", action.MemberOf, WriteReference);
        if (action.AppliesTo is not { } appliesTo)
            return;
        _writer.WriteStartObject("appliesTo");
        WriteNames("principalTypes", appliesTo.Principals);
        WriteNames("resourceTypes", appliesTo.Resources);
        WriteType("context", appliesTo.Context);
        _writer.WriteEndObject();
    }

    private void WriteReference(SchemaActionReferenceSyntax reference)
    {
        _writer.WriteStartObject();
        _writer.WriteString("id", reference.Id);
        if (reference.Type is not null)
            _writer.WriteString("type", reference.Type.FullName);
        _writer.WriteEndObject();
    }

    private void WriteType(string key, SchemaTypeSyntax? type)
    {
        if (type is null)
            return;
        _writer.WriteStartObject(key);
        WriteType(type);
        _writer.WriteEndObject();
    }

    /// <summary>Writes the keys of a type; the object around them is there, since an attribute has further ones.</summary>
    private void WriteType(SchemaTypeSyntax type)
    {
        if (!StackGuard.HasRoom())
            throw new InsufficientExecutionStackException();
        _depth = Math.Max(_depth, _writer.CurrentDepth);
        if (IsTooDeep)
            return;
        switch (type)
        {
            case SchemaNamedTypeSyntax named:
                WriteNamed(named);
                break;
            case SchemaSetTypeSyntax set:
                _writer.WriteString("type", "Set");
                WriteType("element", set.Element);
                break;
            case SchemaRecordTypeSyntax record:
                WriteRecord(record);
                break;
            default:
                throw new InvalidOperationException("unknown syntax of a type: " + type.GetType());
        }
    }

    private void WriteRecord(SchemaRecordTypeSyntax record)
    {
        _writer.WriteString("type", "Record");
        _writer.WriteStartObject("attributes");
        foreach (var attribute in record.Attributes)
        {
            _writer.WriteStartObject(attribute.Name.Text);
            WriteAnnotations(attribute.Annotations);
            WriteType(attribute.Type);
            if (!attribute.IsRequired)
                _writer.WriteBoolean("required", false);
            _writer.WriteEndObject();
        }

        _writer.WriteEndObject();
    }

    private void WriteNamed(SchemaNamedTypeSyntax named)
    {
        var (kind, name) = Describe(named);
        _writer.WriteString("type", kind);
        if (name is not null)
            _writer.WriteString("name", name);
    }

    private static (string Kind, string? Name) Describe(SchemaNamedTypeSyntax named) => (named.Kind, named.Name) switch
    {
        (_, { Namespace: SchemaNames.Cedar, Name: "Bool" }) => ("Boolean", null),
        (_, { Namespace: SchemaNames.Cedar, Name: "Long" or "String" }) => (named.Name.Name, null),
        (_, { Namespace: SchemaNames.Cedar }) => ("Extension", named.Name.Name),
        (SchemaNameKind.Entity, _) => ("Entity", named.Name.FullName),

        // The one name that a common type may have and that means something else here. It hides entity types of its name, so that both forms mean the same.
        (SchemaNameKind.Common, { FullName: not "EntityOrCommon" }) => (named.Name.FullName, null),
        _ => ("EntityOrCommon", named.Name.FullName),
    };

    private void WriteAnnotations(EquatableArray<AnnotationSyntax> annotations)
    {
        if (annotations.IsEmpty)
            return;
        _writer.WriteStartObject("annotations");
        foreach (var annotation in annotations)
            _writer.WriteString(annotation.Name, annotation.Value);
        _writer.WriteEndObject();
    }

    private void WriteNames(string key, EquatableArray<SchemaNameSyntax> names) => WriteArray(key, names, name => _writer.WriteStringValue(name.FullName));

    private void WriteArray<T>(string key, EquatableArray<T> items, Action<T> write)
    {
        _writer.WriteStartArray(key);
        foreach (var item in items)
            write(item);
        _writer.WriteEndArray();
    }
}
