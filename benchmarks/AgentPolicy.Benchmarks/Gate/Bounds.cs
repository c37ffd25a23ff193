using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentPolicy.Benchmarks.Gate;

/// <summary>What a measure is meant to be, and what the gate lets pass.</summary>
/// <param name="What">The measure in a sentence.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Goal">What is aimed at; null where nothing is.</param>
/// <param name="Limit">The largest value that passes; null where it is reported only.</param>
internal sealed record Bound(
    [property: JsonRequired] string What,
    [property: JsonRequired] string Unit,
    double? Goal,
    [property: JsonPropertyName("bound")] double? Limit);

/// <summary>The goals and bounds of the gate, from one file.</summary>
internal sealed class Bounds(IReadOnlyDictionary<string, Bound> all)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public IEnumerable<string> Names => all.Keys;

    /// <exception cref="KeyNotFoundException">There is no such measure: a measure without a bound must not pass for want of one.</exception>
    public Bound this[string name] => all.TryGetValue(name, out var bound) ? bound : throw new KeyNotFoundException($"The bounds say nothing about '{name}'.");

    public static Bounds Load() => Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "bounds.json")));

    /// <exception cref="JsonException">The file is not as it should be.</exception>
    public static Bounds Parse(string json)
    {
        var all = JsonSerializer.Deserialize<Dictionary<string, Bound>>(json, s_options) ?? [];
        foreach (var (name, bound) in all)
            if (bound.Goal > bound.Limit)
                throw new JsonException($"The goal of '{name}' is laxer than its bound.");
        return new Bounds(all);
    }
}
