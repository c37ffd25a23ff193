using System.Text.Json;

namespace AgentPolicy.Benchmarks.Workloads.Requests;

/// <summary>The applications of the paper on Cedar (OOPSLA 2024), with the reference engine's decisions: read from the shared data.</summary>
internal static class Applications
{
    public static IReadOnlyList<string> Names { get; } = ["gdrive", "github", "tinytodo"];

    /// <summary>How many entities of each kind there are.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [5, 10, 20, 50];

    public static RequestWorkload Read(string name, int size)
    {
        using var json = JsonDocument.Parse(SharedWorkloads.Read(FormattableString.Invariant($"cedar-oopsla2024/{name}/n{size}.json")));
        var root = json.RootElement;
        return new RequestWorkload(
            name,
            FormattableString.Invariant($"{size} entities of a kind"),
            root.GetProperty("policies").GetString()!,
            EntityStore.FromJson(root.GetProperty("entities").GetRawText()),
            [.. root.GetProperty("requests").EnumerateArray().Select(Request)]);
    }

    private static CheckedRequest Request(JsonElement request)
    {
        if (request.GetProperty("context").EnumerateObject().Any())
            throw new WorkloadException("A request of the applications has a context, which is not read here.");
        return new CheckedRequest(Uid(request, "principal"), Uid(request, "action"), Uid(request, "resource"), [], request.GetProperty("decision").ValueEquals("allow"));
    }

    private static EntityUid Uid(JsonElement request, string name) => request.GetProperty(name) is var uid ? new EntityUid(uid.GetProperty("type").GetString()!, uid.GetProperty("id").GetString()!) : default;
}
