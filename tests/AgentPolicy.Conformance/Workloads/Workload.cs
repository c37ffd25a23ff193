using System.Text.Json;

namespace AgentPolicy.Conformance.Workloads;

/// <summary>Policies with many requests, and the answers to them.</summary>
internal abstract class Workload(JsonElement json)
{
    public string Policies { get; } = TestJson.Text(json, "policies");

    public JsonElement.ArrayEnumerator Requests => TestJson.Required(json, "requests").EnumerateArray();

    public abstract IPolicyEngine Engine { get; }

    public abstract PolicyRequest ReadRequest(JsonElement request);

    public abstract ExpectedAnswer ReadAnswer(JsonElement request);
}
