using System.Text.Json;

namespace AgentPolicy.Conformance;

/// <summary>What the reference engine answered to a request.</summary>
/// <param name="IsAllowed">The decision.</param>
/// <param name="Reason">The positional ids of the policies that determined it, or null where that is not known.</param>
/// <param name="Errors">The positional ids of the policies that erred, or null where that is not known.</param>
internal sealed record ExpectedAnswer(bool IsAllowed, IReadOnlySet<string>? Reason, IReadOnlySet<string>? Errors)
{
    /// <summary>Reads the fields <c>decision</c>, <c>reason</c> and <c>errors</c> of a request.</summary>
    public static ExpectedAnswer Read(JsonElement request)
    {
        var isAllowed = TestJson.Text(request, "decision") switch
        {
            "allow" => true,
            "deny" => false,
            var other => throw new FormatException($"'decision' is '{other}'; it must be 'allow' or 'deny'."),
        };
        return new ExpectedAnswer(isAllowed, ReadIds(request, "reason"), ReadIds(request, "errors"));
    }

    private static HashSet<string> ReadIds(JsonElement request, string name) =>
        TestJson.Required(request, name).EnumerateArray()
            .Select(id => id.GetString() ?? throw new FormatException($"'{name}' holds null."))
            .ToHashSet(StringComparer.Ordinal);
}
