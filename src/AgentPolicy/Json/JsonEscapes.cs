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
        if (json.TryGetProperty("__entity"u8, out var entity))
            value = json.GetPropertyCount() == 1 ? ReadEntity(entity, null, scratch) : PolicyValue.Unreadable("'__entity' with other keys beside it");
        else if (json.TryGetProperty("__extn"u8, out var extension))
            value = json.GetPropertyCount() == 1 ? ReadExtension(extension, scratch) : PolicyValue.Unreadable("'__extn' with other keys beside it");
        else if (json.TryGetProperty("__expr"u8, out _))
            value = PolicyValue.Unreadable("'__expr', which is no longer allowed");
        else if (type is SchemaType.Extension)
            value = ReadExtension(json, scratch);
        return value.Kind != PolicyValueKind.Absent;
    }

    /// <summary>Reads <c>{"type": …, "id": …}</c>, with or without <c>__entity</c> around it, as an entity of the given type, or of any.</summary>
    public static PolicyValue ReadEntity(JsonElement json, string? expectedType, PolicyScratch scratch)
    {
        if (json.ValueKind == JsonValueKind.Object && json.GetPropertyCount() == 1 && json.TryGetProperty("__entity"u8, out var escaped))
            json = escaped;
        if (json.ValueKind != JsonValueKind.Object || json.GetPropertyCount() != 2
            || !json.TryGetProperty("type"u8, out var type) || type.ValueKind != JsonValueKind.String
            || !json.TryGetProperty("id"u8, out var id) || id.ValueKind != JsonValueKind.String)
            return PolicyValue.Unreadable("an entity that is not written {\"type\": \"…\", \"id\": \"…\"}");
        if (expectedType is not null && !type.ValueEquals(expectedType))
            return PolicyValue.Error(PolicyErrorKind.WrongEntityType, expectedType);
        var text = JsonValues.ReadText(id, scratch);
        if (text.IsError)
            return text;
        var typeText = expectedType is null ? JsonValues.ReadText(type, scratch) : default;
        return typeText.IsError ? typeText : PolicyValue.FromEntity(expectedType ?? typeText.Text.ToString(), text);
    }

    private static PolicyValue ReadExtension(JsonElement json, PolicyScratch scratch)
    {
        if (json.ValueKind != JsonValueKind.Object || json.GetPropertyCount() != 2
            || !json.TryGetProperty("fn"u8, out var function) || function.ValueKind != JsonValueKind.String
            || !TryGetArgument(json, out var argument))
            return PolicyValue.Unreadable("an extension value that is not written {\"fn\": \"…\", \"arg\": \"…\"}");
        return function.ValueEquals("decimal"u8)
            ? Intrinsics.ParseDecimal(JsonValues.ReadText(argument, scratch))
            : PolicyValue.Unreadable("an extension value of a type that is not supported");
    }

    /// <summary>The argument of a constructor, also where it is written as a list of one.</summary>
    private static bool TryGetArgument(JsonElement json, out JsonElement argument)
    {
        if (json.TryGetProperty("args"u8, out var arguments) && arguments.ValueKind == JsonValueKind.Array && arguments.GetArrayLength() == 1)
            argument = arguments[0];
        else if (!json.TryGetProperty("arg"u8, out argument))
            return false;
        return argument.ValueKind == JsonValueKind.String;
    }
}
