using System.Text;
using System.Text.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Text;
using AgentPolicy.Records;
using AgentPolicy.Validation;

namespace AgentPolicy.Json;

/// <summary>Reads Cedar's JSON of entities and contexts into values that own what they hold. Whatever is malformed is an error that says where.</summary>
/// <remarks>Source: Cedar language specification, "Entities and context syntax".</remarks>
internal sealed class CedarJsonReader(SchemaModel? schema)
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = Limits.MaxNesting };

    private readonly PolicyScratch _scratch = new();

    /// <exception cref="FormatException">The JSON is malformed, does not describe entities, or describes them otherwise than the schema.</exception>
    public IReadOnlyList<Entity> ReadEntities(string json)
    {
        using var document = Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw Error("$", "entities are a JSON array of objects");
        var entities = new List<Entity>(document.RootElement.GetArrayLength());
        foreach (var element in document.RootElement.EnumerateArray())
        {
            entities.Add(ReadEntity(element, $"$[{entities.Count}]"));
            _scratch.Clear();
        }

        return entities;
    }

    /// <exception cref="FormatException">The JSON is malformed, is no object, or is not as the type says.</exception>
    public RecordValue ReadContext(string json, SchemaType.Record? type)
    {
        using var document = Parse(json);
        if (JsonValues.ReadContext(document.RootElement, type, isCedar: true, _scratch) is { IsError: true } error)
            throw Error("$", error.DescribeError());
        var context = ReadRecord(document.RootElement, type, "$");
        if (type is null)
            return context;
        var violations = new ViolationList();
        new ValueValidator(schema!, new JsonPath("$"), violations, _scratch, leavesScalars: true).Check(PolicyValue.FromSource(context), type);
        return violations.Violations is [var first, ..] ? throw new FormatException(first.ToString()) : context;
    }

    /// <summary>Holds what was read, once its hierarchy is known, to the schema.</summary>
    /// <exception cref="FormatException">The entities are otherwise than the schema says.</exception>
    public void Check(EntityStore entities)
    {
        if (schema is null)
            return;
        var violations = new ViolationList();
        new EntityValidator(schema, violations).Check(entities, (_, position) => FormattableString.Invariant($"$[{position}]"));
        if (violations.Violations is [var first, ..])
            throw new FormatException(first.ToString());
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

    private Entity ReadEntity(JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Error(path, "an entity is an object with 'uid', 'attrs', 'parents' and optional 'tags'");
        foreach (var group in json.EnumerateObject().GroupBy(property => ReadName(property, path), StringComparer.Ordinal))
        {
            if (group.Key is not ("uid" or "attrs" or "parents" or "tags"))
                throw Error(path, $"an entity has no {Excerpt.Quote(group.Key)}; it has 'uid', 'attrs', 'parents' and optional 'tags'");
            if (group.Count() > 1)
                throw Error(path, $"the key {Excerpt.Quote(group.Key)} stands twice");
        }

        var uid = ReadUid(Required(json, "uid"u8, path), $"{path}.uid");
        var type = FindType(uid, path);
        var attributes = ReadRecord(Required(json, "attrs"u8, path), type?.Shape, $"{path}.attrs");
        var parents = Required(json, "parents"u8, path);
        if (parents.ValueKind != JsonValueKind.Array)
            throw Error($"{path}.parents", "parents are an array of entities");
        var tags = JsonKeys.TryFind(json, "tags"u8, out var tagsJson) ? ReadTags(tagsJson, type, $"{path}.tags") : RecordValue.Empty;
        var parentUids = parents.EnumerateArray().Select((parent, index) => ReadUid(parent, $"{path}.parents[{index}]"));
        return new Entity(uid, PolicyValue.FromSource(attributes), parentUids, tags);
    }

    private SchemaEntityType? FindType(EntityUid uid, string path)
    {
        if (schema is null)
            return null;
        if (schema.FindEntityType(uid.Type) is { } type)
            return type;
        return schema.FindAction(uid) is not null
            ? new SchemaEntityType(uid.Type, default, SchemaType.Record.Empty, null, default)
            : throw Error(path, $"the schema has no entity type and no action that {uid} could be");
    }

    private static JsonElement Required(JsonElement json, ReadOnlySpan<byte> name, string path) =>
        JsonKeys.TryFind(json, name, out var value) ? value : throw Error(path, $"the entity lacks '{Encoding.UTF8.GetString(name)}'");

    private string ReadName(JsonProperty property, string path)
    {
        var name = JsonKeys.Read(property, _scratch);
        return name.IsError ? throw Error(path, name.DescribeError()) : name.Text.ToString();
    }

    private EntityUid ReadUid(JsonElement json, string path)
    {
        var value = JsonEscapes.ReadEntity(json, null, _scratch);
        if (value.IsError)
            throw Error(path, value.DescribeError());
        return value.ToEntityUid();
    }

    private RecordValue ReadTags(JsonElement json, SchemaEntityType? type, string path)
    {
        if (type is null || json.ValueKind != JsonValueKind.Object)
            return ReadRecord(json, null, path);
        if (type.Tags is null)
            return ReadRecord(json, null, path);
        var names = json.EnumerateObject().Select(property => ReadName(property, path)).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal);
        return ReadRecord(json, new SchemaType.Record(new([.. names.Select(name => new SchemaAttribute(name, type.Tags!, IsRequired: true))])), path);
    }

    private RecordValue ReadRecord(JsonElement json, SchemaType.Record? type, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Error(path, "this must be an object");
        var view = JsonValues.ReadObject(json, type, isCedar: true, _scratch);
        return Freezer.TryFreeze(view, _scratch, new JsonPath(path), 0, out var frozen, out var error) ? (RecordValue)frozen.Record : throw new FormatException(error);
    }

    private static FormatException Error(string path, string reason) => new($"At {path}: {reason}.");
}
