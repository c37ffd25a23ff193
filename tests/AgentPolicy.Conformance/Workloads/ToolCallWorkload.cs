using System.Text.Json;
using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Conformance.Workloads;

/// <summary>
/// An agent's calls of tools: its roles are an attribute that comes with the request, path and amount are the context. Only the decision is known.
/// </summary>
internal sealed class ToolCallWorkload(JsonElement json) : Workload(json)
{
    public override PolicySource Source { get; } = new(TestJson.Text(json, "policies"));

    public override EntityStore Entities => EntityStore.Empty;

    public override PolicyRequest ReadRequest(JsonElement request)
    {
        var agent = new EntityUid("Agent", TestJson.Text(request, "agent"));
        var tool = TestJson.Text(request, "tool");
        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["roles"] = TestJson.Required(request, "roles") };
        var context = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["path"] = TestJson.Text(request, "path"),
            ["amount"] = TestJson.Required(request, "amount").GetInt64(),
        };
        return new PolicyRequest(
            agent, new EntityUid("Action", tool), new EntityUid("Tool", tool), context, EntityStore.Create(new Entity(agent, PolicyRecord.From(attributes))));
    }

    public override ExpectedAnswer ReadAnswer(JsonElement request) => new(TestJson.Required(request, "allow").GetBoolean(), null, null);
}
