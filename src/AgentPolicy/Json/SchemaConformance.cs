using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Records;

namespace AgentPolicy.Json;

/// <summary>
/// Checks what was read by a type: no attribute is missing and none is more than declared. Of entities also that every value is of its type, and that an enum's
/// entities are those it lists; of a context Cedar checks that where a request is validated.
/// </summary>
internal sealed class SchemaConformance(SchemaModel schema, bool isOfEntities)
{
    /// <summary>What is wrong and where, or null.</summary>
    public string? FindFault(in PolicyValue value, SchemaType type, string path) => FindMismatch(value, type, path) ?? type switch
    {
        SchemaType.Record record => FindFault((RecordValue)value.Record, record, path),
        SchemaType.Set set => FindFault((SetValue)value.Set, set.Element, path),
        SchemaType.Entity when isOfEntities => FindFault(value.ToEntityUid(), path),
        _ => null,
    };

    /// <summary>What is wrong with an entity's id, or null.</summary>
    public string? FindFault(EntityUid uid, string path) =>
        schema.FindEntityType(uid.Type) is { EnumIds: { IsEmpty: false } ids } && !ids.Contains(uid.Id, StringComparer.Ordinal)
            ? At(path, $"{uid} is none of the entities that the schema lists for {uid.Type}")
            : null;

    private string? FindMismatch(in PolicyValue value, SchemaType type, string path)
    {
        if (!isOfEntities)
            return null;
        var conforming = value.Expect(SchemaTypes.KindOf(type));
        if (type is SchemaType.Entity entity && value.Kind == PolicyValueKind.Entity && value.EntityType != entity.TypeName)
            conforming = PolicyValue.Error(PolicyErrorKind.WrongEntityType, entity.TypeName);
        return conforming.IsError ? At(path, conforming.DescribeError()) : null;
    }

    private string? FindFault(SetValue set, SchemaType elementType, string path)
    {
        for (var i = 0; i < set.Count; i++)
        {
            if (FindFault(set[i], elementType, $"{path}[{i}]") is { } fault)
                return fault;
        }

        return null;
    }

    private string? FindFault(RecordValue record, SchemaType.Record type, string path)
    {
        foreach (var attribute in type.Attributes)
        {
            if (attribute.IsRequired && record.Get(new TextView(attribute.Name)).Kind == PolicyValueKind.Absent)
                return At(path, $"the attribute '{attribute.Name}' is missing");
        }

        for (var i = 0; i < record.Count; i++)
        {
            var name = record.NameAt(i);
            if (SchemaTypes.AttributeType(type, name) is not { } declared)
                return At(path, $"the schema has no attribute '{name}' here");
            if (FindFault(record.ValueAt(i), declared, path.Length == 0 ? name : $"{path}.{name}") is { } fault)
                return fault;
        }

        return null;
    }

    private static string At(string path, string reason) => $"At {(path.Length == 0 ? "the top" : path)}: {reason}.";
}
