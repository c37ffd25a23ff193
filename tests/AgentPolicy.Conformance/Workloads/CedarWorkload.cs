using System.Text.Json;
using AgentPolicy.Tests.Compilation;

namespace AgentPolicy.Conformance.Workloads;

/// <summary>Requests as Cedar writes them, with the reference engine's full answers; entities are given, a schema is not.</summary>
internal sealed class CedarWorkload(JsonElement json) : Workload(json)
{
    public override PolicySource Source { get; } = new(TestJson.Text(json, "policies"), ErrorMode: ErrorMode.Cedar);

    public override EntityStore Entities { get; } = EntityStore.FromJson(TestJson.Required(json, "entities").GetRawText());

    public override PolicyRequest ReadRequest(JsonElement request) => new(
        TestJson.Uid(request, "principal"),
        TestJson.Uid(request, "action"),
        TestJson.Uid(request, "resource"),
        PolicyRecord.FromCedarJson(TestJson.Required(request, "context").GetRawText()));

    public override ExpectedAnswer ReadAnswer(JsonElement request) => ExpectedAnswer.Read(request);
}
