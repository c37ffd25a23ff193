using System.Text.Json;

namespace AgentPolicy.Conformance;

/// <summary>Reads the parts that tests and workloads share. What is not as the format says throws.</summary>
internal static class TestJson
{
    /// <summary>A context may nest as deep as the product allows, some levels down in a test.</summary>
    public const int MaxDepth = 1_000;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = MaxDepth };

    public static JsonDocument Parse(string json) => JsonDocument.Parse(json, s_options);

    public static JsonElement Required(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value : throw new FormatException($"'{name}' is missing.");

    public static string Text(JsonElement json, string name) =>
        Required(json, name).GetString() ?? throw new FormatException($"'{name}' is null.");

    /// <summary><c>{"type": …, "id": …}</c>, with or without <c>__entity</c> around it.</summary>
    public static EntityUid Uid(JsonElement json, string name)
    {
        var uid = Required(json, name);
        if (uid.TryGetProperty("__entity"u8, out var escaped))
            uid = escaped;
        return new EntityUid(Text(uid, "type"), Text(uid, "id"));
    }
}
