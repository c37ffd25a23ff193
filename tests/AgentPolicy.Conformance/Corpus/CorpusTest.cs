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
    public static CorpusTest Read(CorpusFiles files, string path, JsonElement json)
    {
        RequireCedarSyntax(json, "policyFormat");
        RequireCedarSyntax(json, "schemaFormat");
        var requests = TestJson.Required(json, "requests").EnumerateArray().ToArray();
        return requests.Length == 0
            ? throw new FormatException("The test has no requests.")
            : new CorpusTest(ReadNamed("policies"), ReadNamed("schema"), ReadNamed("entities"), requests);

        string ReadNamed(string field) => files.ReadNamed(path, TestJson.Text(json, field));
    }

    private static void RequireCedarSyntax(JsonElement json, string field)
    {
        if (json.TryGetProperty(field, out var format) && !format.ValueEquals("cedar"u8))
            throw new FormatException($"'{field}' is '{format}'; only Cedar's human-readable syntax can be read.");
    }
}
