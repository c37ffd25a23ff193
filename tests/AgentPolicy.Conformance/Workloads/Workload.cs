using System.Text.Json;
using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Conformance.Workloads;

/// <summary>Policies with many requests, and the answers to them.</summary>
internal abstract class Workload(JsonElement json)
{
    public string Policies { get; } = TestJson.Text(json, "policies");

    public JsonElement.ArrayEnumerator Requests => TestJson.Required(json, "requests").EnumerateArray();

    /// <summary>The policies.</summary>
    public abstract PolicySource Source { get; }

    /// <summary>What is known of entities whatever the request.</summary>
    public abstract EntityStore Entities { get; }

    public abstract PolicyRequest ReadRequest(JsonElement request);

    public abstract ExpectedAnswer ReadAnswer(JsonElement request);
}
