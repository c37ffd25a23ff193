using System.Text.Json;

namespace AgentPolicy.Benchmarks.Workloads.Requests;

/// <summary>Policies with requests as a host asks them, where no method is governed.</summary>
/// <param name="Name">The family: workloads of one name differ in their size.</param>
/// <param name="Size">What grows, with its unit.</param>
/// <param name="Policies">The policies, as Cedar.</param>
/// <param name="Entities">What is known of entities whatever the request.</param>
/// <param name="Requests">The requests, with the decisions that are right.</param>
internal sealed record RequestWorkload(string Name, string Size, string Policies, EntityStore Entities, IReadOnlyList<CheckedRequest> Requests)
{
    /// <summary>The schema, as Cedar; null for none.</summary>
    public string? Schema { get; init; }

    /// <summary>The same rules written by hand; null where nobody would.</summary>
    public Func<CheckedRequest, HandDecision>? Hand { get; init; }

    public override string ToString() => $"{Name}, {Size}";
}

/// <summary>A request and the decision that is right.</summary>
/// <param name="Principal">Who asks.</param>
/// <param name="Action">To do what.</param>
/// <param name="Resource">With what.</param>
/// <param name="Context">The context as a dictionary.</param>
/// <param name="IsAllowed">The decision.</param>
internal sealed record CheckedRequest(EntityUid Principal, EntityUid Action, EntityUid Resource, Dictionary<string, object?> Context, bool IsAllowed)
{
    /// <summary>The context as JSON; null where the policies read none.</summary>
    public JsonElement? Json { get; init; } = Context.Count > 0 ? RequestForms.Json(Context) : null;
}
