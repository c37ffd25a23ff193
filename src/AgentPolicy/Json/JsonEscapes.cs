using System.Text.Json;
using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Records;

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
            value = json.GetPropertyCount() == 1 ? ReadExtension(extension, type is SchemaType.Extension, scratch) : PolicyValue.Unreadable("'__extn' with other keys beside it");
        else if (JsonKeys.TryFind(json, "__expr"u8, out _))
            value = PolicyValue.Unreadable("'__expr', which is no longer allowed");
        else if (type is SchemaType.Extension)
            value = ReadExtension(json, isTyped: true, scratch);
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
        var name = expectedType ?? typeText.Text.ToString();
        return expectedType is null && !CedarText.IsTypeName(name)
            ? PolicyValue.Unreadable("an entity whose type is no name, such as User or A::User")
            : PolicyValue.FromEntity(name, idText);
    }

    // Where a type is expected, it says what the function is, and so how its arguments may be written: without an escape of their own.
    private static PolicyValue ReadExtension(JsonElement json, bool isTyped, PolicyScratch scratch)
    {
        if (!StackGuard.HasRoom())
            return PolicyValue.Error(PolicyErrorKind.TooDeep);
        if (json.ValueKind != JsonValueKind.Object || json.GetPropertyCount() != 2
            || !JsonKeys.TryFind(json, "fn"u8, out var function) || function.ValueKind != JsonValueKind.String
            || !TryGetArguments(json, out var arguments, out var count))
            return PolicyValue.Unreadable("an extension value that is not written {\"fn\": \"…\", \"arg\": …} or {\"fn\": \"…\", \"args\": […]}");
        var name = JsonValues.ReadText(function, scratch);
        if (name.IsError)
            return name;
        if (ExtensionSignature.Find(name.Text) is not { } signature)
            return PolicyValue.Unreadable("an extension value of a function that Cedar does not have");
        if (count != signature.Parameters.Count)
            return PolicyValue.Error(PolicyErrorKind.WrongArity, signature.Name);
        var first = ReadArgument(arguments, 0, signature, isTyped, scratch);
        return count == 1
            ? Intrinsics.Call(signature.Function, [first], scratch)
            : Intrinsics.Call(signature.Function, [first, ReadArgument(arguments, 1, signature, isTyped, scratch)], scratch);
    }

    private static PolicyValue ReadArgument(JsonElement arguments, int index, ExtensionSignature signature, bool isTyped, PolicyScratch scratch) => JsonValues.Read(
        arguments.ValueKind == JsonValueKind.Array ? arguments[index] : arguments, isTyped ? SchemaTypes.OfArgument(signature.Parameters[index]) : null, isCedar: true, scratch);

    /// <summary>The one argument, or the list of them.</summary>
    private static bool TryGetArguments(JsonElement json, out JsonElement arguments, out int count)
    {
        count = 1;
        if (JsonKeys.TryFind(json, "arg"u8, out arguments))
            return arguments.ValueKind != JsonValueKind.Array;
        if (!JsonKeys.TryFind(json, "args"u8, out arguments) || arguments.ValueKind != JsonValueKind.Array)
            return false;
        count = arguments.GetArrayLength();
        return true;
    }
}
