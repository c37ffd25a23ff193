using System.Text.Json;

namespace AgentPolicy.Conformance.Corpus;

/// <summary>One test: its texts and its requests.</summary>
internal sealed record CorpusTest(string Policies, string Schema, string Entities, IReadOnlyList<JsonElement> Requests)
{
    /// <summary>Whether the JSON is a test; what is not lies beside tests as their data.</summary>
    public static bool IsTest(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("requests"u8, out _) && json.TryGetProperty("policies"u8, out _);

    /// <exception cref="IOException">A file that the test names cannot be read.</exception>
    /// <exception cref="FormatException">The test is not as the format says.</exception>
    /// <exception cref="PolicySetException">Policies or a schema in JSON have errors.</exception>
    public static CorpusTest Read(CorpusFiles files, string path, JsonElement json)
    {
        var policies = ReadNamed("policies");
        var schema = ReadNamed("schema");
        var requests = TestJson.Required(json, "requests").EnumerateArray().ToArray();
        return requests.Length == 0
            ? throw new FormatException("The test has no requests.")
            : new CorpusTest(
                IsJson(json, "policyFormat") ? PolicySet.ParseJson(policies, new() { ErrorMode = ErrorMode.Cedar }).ToCedar() : policies,
                IsJson(json, "schemaFormat") ? CedarSchema.ParseJson(schema).ToCedar() : schema,
                ReadNamed("entities"),
                requests);

        string ReadNamed(string field) => files.ReadNamed(path, TestJson.Text(json, field));
    }

    // Both back ends are given text, so JSON is read, and written as text.
    private static bool IsJson(JsonElement json, string field)
    {
        if (!json.TryGetProperty(field, out var format) || format.ValueEquals("cedar"u8))
            return false;
        return format.ValueEquals("json"u8) ? true : throw new FormatException($"'{field}' is '{format}'; it must be 'cedar' or 'json'.");
    }
}
