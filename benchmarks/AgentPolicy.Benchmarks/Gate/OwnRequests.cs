using System.Text.Json;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Gate;

/// <summary>A request of the user's, and the decision that is right, where it says so.</summary>
internal sealed record OwnRequest(int Line, PolicyRequest Request, bool? IsAllowed);

/// <summary>Reads requests, one a line, as JSON.</summary>
internal static class OwnRequests
{
    private static readonly string[] s_keys = ["principal", "action", "resource", "context", "entities", "decision"];

    /// <param name="path">The file, for messages.</param>
    /// <param name="lines">Its lines; empty ones are passed over.</param>
    /// <exception cref="WorkloadException">A line is no request, or there is none; the message says where and why.</exception>
    public static IReadOnlyList<OwnRequest> Parse(string path, IEnumerable<string> lines)
    {
        var requests = lines.Select((text, index) => (Text: text, Line: index + 1)).Where(line => !string.IsNullOrWhiteSpace(line.Text)).Select(line => Parse(path, line.Line, line.Text)).ToArray();
        return requests.Length > 0 ? requests : throw new WorkloadException($"{path}: there are no requests.");
    }

    private static OwnRequest Parse(string path, int line, string text)
    {
        try
        {
            var json = JsonElement.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (json.ValueKind != JsonValueKind.Object)
                throw new FormatException("a request is a JSON object");
            if (json.EnumerateObject().FirstOrDefault(property => !s_keys.Contains(property.Name, StringComparer.Ordinal)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
                throw new FormatException($"there is no key '{unknown.Name}'; those of a request are {string.Join(", ", s_keys)}");
            var context = json.TryGetProperty("context", out var given) ? given : JsonElement.Parse("{}");
            if (context.ValueKind != JsonValueKind.Object)
                throw new FormatException("'context' is a JSON object");
            var entities = json.TryGetProperty("entities", out var own) ? EntityStore.FromJson(own.GetRawText()) : null;
            return new OwnRequest(line, new PolicyRequest(Uid(json, "principal"), Uid(json, "action"), Uid(json, "resource"), context, entities), Decision(json));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException)
        {
            throw new WorkloadException($"{path}({line}): {exception.Message}");
        }
    }

    private static EntityUid Uid(JsonElement json, string name)
    {
        if (json.TryGetProperty(name, out var uid) && uid.ValueKind == JsonValueKind.Object && Text(uid, "type") is { Length: > 0 } type && Text(uid, "id") is { } id)
            return new EntityUid(type, id);
        throw new FormatException($"'{name}' is an entity: {{\"type\": \"…\", \"id\": \"…\"}}");
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static bool? Decision(JsonElement json)
    {
        if (!json.TryGetProperty("decision", out _))
            return null;
        return Text(json, "decision") switch
        {
            "allow" => true,
            "deny" => false,
            _ => throw new FormatException("'decision' is \"allow\" or \"deny\""),
        };
    }
}
