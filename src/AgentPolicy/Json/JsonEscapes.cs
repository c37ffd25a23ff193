using System.Text.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;

namespace AgentPolicy.Json;

/// <summary>Cedar's ways to write an entity or an extension value in JSON. Source: Cedar language specification, "Entities and context syntax".</summary>
internal static class JsonEscapes
{
    /// <summary>Reads <c>{"__entity": …}</c>, <c>{"__extn": …}</c>, or by type an extension value's object without the escape. False for any other object.</summary>
    public static bool TryRead(JsonElement json, SchemaType? type, PolicyScratch scratch, out PolicyValue value)
    {
        value = default;
        if (JsonKeys.TryFind(json, "__entity"u8, out var entity))
            value = json.GetPropertyCount() == 1 ? ReadUid(entity, null, scratch) : PolicyValue.Unreadable("'__entity' with other keys beside it");
        else if (JsonKeys.TryFind(json, "__extn"u8, out var extension))
            value = json.GetPropertyCount() == 1 ? ReadExtension(extension, scratch) : PolicyValue.Unreadable("'__extn' with other keys beside it");
        else if (JsonKeys.TryFind(json, "__expr"u8, out _))
            value = PolicyValue.Unreadable("'__expr', which is no longer allowed");
        else if (type is SchemaType.Extension)
            value = ReadExtension(json, scratch);
        return value.Kind != PolicyValueKind.Absent;
    }

    /// <summary>Reads <c>{"type": …, "id": …}</c>, with or without <c>__entity</c> around it, as an entity of the given type, or of any.</summary>
    public static PolicyValue ReadEntity(JsonElement json, string? expectedType, PolicyScratch scratch)
    {
        if (json.ValueKind == JsonValueKind.Object && json.GetPropertyCount() == 1 && JsonKeys.TryFind(json, "__entity"u8, out var escaped))
            json = escaped;
        return ReadUid(json, expectedType, scratch);
    }

    private static PolicyValue ReadUid(JsonElement json, string? expectedType, PolicyScratch scratch)
    {
        if (json.ValueKind != JsonValueKind.Object || json.GetPropertyCount() != 2
            || !JsonKeys.TryFind(json, "type"u8, out var type) || type.ValueKind != JsonValueKind.String
            || !JsonKeys.TryFind(json, "id"u8, out var id) || id.ValueKind != JsonValueKind.String)
            return PolicyValue.Unreadable("an entity that is not written {\"type\": \"…\", \"id\": \"…\"}");
        var typeText = JsonValues.ReadText(type, scratch);
        var idText = JsonValues.ReadText(id, scratch);
        if (typeText.IsError || idText.IsError)
            return typeText.IsError ? typeText : idText;
        if (expectedType is not null && !typeText.Text.SequenceEqual(expectedType))
            return PolicyValue.Error(PolicyErrorKind.WrongEntityType, expectedType);
        return typeText.Text.IsEmpty
            ? PolicyValue.Unreadable("an entity whose type is empty")
            : PolicyValue.FromEntity(expectedType ?? typeText.Text.ToString(), idText);
    }

    private static PolicyValue ReadExtension(JsonElement json, PolicyScratch scratch)
    {
        if (json.ValueKind != JsonValueKind.Object || json.GetPropertyCount() != 2
            || !JsonKeys.TryFind(json, "fn"u8, out var function) || function.ValueKind != JsonValueKind.String
            || !TryGetArgument(json, out var argument))
            return PolicyValue.Unreadable("an extension value that is not written {\"fn\": \"…\", \"arg\": \"…\"}");
        var name = JsonValues.ReadText(function, scratch);
        if (name.IsError)
            return name;
        return name.Text.SequenceEqual("decimal")
            ? Intrinsics.ParseDecimal(JsonValues.ReadText(argument, scratch))
            : PolicyValue.Unreadable("an extension value of a type that is not supported");
    }

    /// <summary>The argument of a constructor, also where it is written as a list of one.</summary>
    private static bool TryGetArgument(JsonElement json, out JsonElement argument)
    {
        if (JsonKeys.TryFind(json, "args"u8, out var arguments) && arguments.ValueKind == JsonValueKind.Array && arguments.GetArrayLength() == 1)
            argument = arguments[0];
        else if (!JsonKeys.TryFind(json, "arg"u8, out argument))
            return false;
        return argument.ValueKind == JsonValueKind.String;
    }
}
