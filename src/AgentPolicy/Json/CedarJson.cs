using System.Text;
using System.Text.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Records;

namespace AgentPolicy.Json;

/// <summary>Reads Cedar's JSON of entities and contexts into values that own what they hold. Whatever is malformed is an error that says where.</summary>
/// <remarks>Source: Cedar language specification, "Entities and context syntax".</remarks>
internal static class CedarJson
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = Limits.MaxNesting };

    /// <exception cref="FormatException">The JSON is malformed or does not describe entities.</exception>
    public static IReadOnlyList<Entity> ReadEntities(string json, SchemaModel? schema)
    {
        using var document = Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw new FormatException("Entities are a JSON array of objects.");
        var entities = new List<Entity>(document.RootElement.GetArrayLength());
        var scratch = new PolicyScratch();
        foreach (var element in document.RootElement.EnumerateArray())
        {
            entities.Add(ReadEntity(element, schema, scratch, $"[{entities.Count}]"));
            scratch.Release(0);
        }

        return entities;
    }

    /// <exception cref="FormatException">The JSON is malformed, is no object, or is not as the type says.</exception>
    public static RecordValue ReadContext(string json, SchemaType.Record? type)
    {
        using var document = Parse(json);
        return ReadRecord(document.RootElement, type, new PolicyScratch(), "");
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, s_options);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // An ArgumentException tells that the text holds half a surrogate pair.
            throw new FormatException($"Malformed JSON: {exception.Message}", exception);
        }
    }

    private static Entity ReadEntity(JsonElement json, SchemaModel? schema, PolicyScratch scratch, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Error(path, "an entity is an object with 'uid', 'attrs', 'parents' and optional 'tags'");
        foreach (var group in json.EnumerateObject().GroupBy(property => ReadName(property, scratch, path), StringComparer.Ordinal))
        {
            if (group.Key is not ("uid" or "attrs" or "parents" or "tags"))
                throw Error(path, $"an entity has no '{group.Key}'; it has 'uid', 'attrs', 'parents' and optional 'tags'");
            if (group.Count() > 1)
                throw Error(path, $"the key '{group.Key}' stands twice");
        }

        var uid = ReadUid(Required(json, "uid"u8, path), scratch, $"{path}.uid");
        var type = FindType(schema, uid, path);
        var attributes = ReadRecord(Required(json, "attrs"u8, path), type?.Shape, scratch, $"{path}.attrs");
        var parents = Required(json, "parents"u8, path);
        if (parents.ValueKind != JsonValueKind.Array)
            throw Error($"{path}.parents", "parents are an array of entities");
        var tags = JsonKeys.TryFind(json, "tags"u8, out var tagsJson) ? ReadTags(tagsJson, type, scratch, $"{path}.tags") : RecordValue.Empty;
        var parentUids = parents.EnumerateArray().Select((parent, index) => ReadUid(parent, scratch, $"{path}.parents[{index}]"));
        return new Entity(uid, PolicyValue.FromSource(attributes), parentUids, tags);
    }

    private static SchemaEntityType? FindType(SchemaModel? schema, EntityUid uid, string path)
    {
        if (schema is null)
            return null;
        if (schema.FindEntityType(uid.Type) is { } type)
        {
            return type.EnumIds.IsEmpty || type.EnumIds.Contains(uid.Id, StringComparer.Ordinal)
                ? type
                : throw Error(path, $"{uid} is none of the entities that the schema lists for {uid.Type}");
        }

        return schema.FindAction(uid) is not null
            ? new SchemaEntityType(uid.Type, default, SchemaType.Record.Empty, null, default)
            : throw Error(path, $"the schema has no entity type and no action that {uid} could be");
    }

    private static JsonElement Required(JsonElement json, ReadOnlySpan<byte> name, string path) =>
        JsonKeys.TryFind(json, name, out var value) ? value : throw Error(path, $"the entity lacks '{Encoding.UTF8.GetString(name)}'");

    private static string ReadName(JsonProperty property, PolicyScratch scratch, string path)
    {
        var name = JsonKeys.Read(property, scratch);
        return name.IsError ? throw Error(path, name.DescribeError()) : name.Text.ToString();
    }

    private static EntityUid ReadUid(JsonElement json, PolicyScratch scratch, string path)
    {
        var value = JsonEscapes.ReadEntity(json, null, scratch);
        return value.IsError ? throw Error(path, value.DescribeError()) : value.ToEntityUid();
    }

    private static RecordValue ReadTags(JsonElement json, SchemaEntityType? type, PolicyScratch scratch, string path)
    {
        if (type is null || json.ValueKind != JsonValueKind.Object)
            return ReadRecord(json, null, scratch, path);
        if (type.Tags is null && json.GetPropertyCount() > 0)
            throw Error(path, $"the schema gives entities of type {type.Name} no tags");
        var names = json.EnumerateObject().Select(property => ReadName(property, scratch, path)).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal);
        return ReadRecord(json, new SchemaType.Record(new([.. names.Select(name => new SchemaAttribute(name, type.Tags!, IsRequired: true))])), scratch, path);
    }

    private static RecordValue ReadRecord(JsonElement json, SchemaType.Record? type, PolicyScratch scratch, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Error(path, "this must be an object");
        var view = JsonValues.ReadObject(json, type, isCedar: true, scratch);
        if (!Freezer.TryFreeze(view, scratch, path, 0, out var frozen, out var error))
            throw new FormatException(error);
        if (type is not null)
            CheckAttributes(frozen, type, path);
        return (RecordValue)frozen.Record;
    }

    /// <summary>Checks that no attribute is missing and none is more than the type says; their kinds were checked when they were read.</summary>
    private static void CheckAttributes(in PolicyValue value, SchemaType type, string path)
    {
        if (type is SchemaType.Set set)
        {
            for (var i = 0; i < value.Set.Count; i++)
                CheckAttributes(((SetValue)value.Set)[i], set.Element, $"{path}[{i}]");
        }

        if (type is not SchemaType.Record record)
            return;
        var attributes = (RecordValue)value.Record;
        foreach (var attribute in record.Attributes)
        {
            if (attribute.IsRequired && attributes.Get(new TextView(attribute.Name)).Kind == PolicyValueKind.Absent)
                throw Error(path, $"the attribute '{attribute.Name}' is missing");
        }

        for (var i = 0; i < attributes.Count; i++)
        {
            var name = attributes.NameAt(i);
            var declared = SchemaTypes.AttributeType(record, name) ?? throw Error(path, $"the schema has no attribute '{name}' here");
            CheckAttributes(attributes.ValueAt(i), declared, path.Length == 0 ? name : $"{path}.{name}");
        }
    }

    private static FormatException Error(string path, string reason) => new($"At {(path.Length == 0 ? "the top" : path)}: {reason}.");
}
