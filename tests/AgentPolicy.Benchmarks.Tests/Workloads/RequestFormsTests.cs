using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Tests.Workloads;

public sealed class RequestFormsTests
{
    [Fact]
    public void Json_OfNestedDictionaries_SaysTheSame()
    {
        var record = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["input"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["amount"] = 5m, ["count"] = 5L, ["tags"] = new HashSet<string>(["a\t"], StringComparer.Ordinal), ["gone"] = null },
        };
        Assert.Equal("""{"input":{"amount":5.0,"count":5,"tags":["a\t"]}}""", RequestForms.Json(record).GetRawText());
    }
}
