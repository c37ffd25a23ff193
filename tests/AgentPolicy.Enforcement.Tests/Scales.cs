using System.Text.Json;

namespace AgentPolicy.Enforcement.Tests;

[Flags]
public enum ScaleOptions
{
    None = 0,
    Read = 1,
    Write = 2,
}

[PolicyEntity("User")]
public sealed partial record Customer(string Id) : IPolicyPrincipal;

public readonly record struct Point(int X, string Label);

/// <summary>A tool that takes an argument of every type that is read in place.</summary>
public sealed partial class Scales(IPolicyEngine policy)
{
    [Governed("weigh")]
    public partial int Weigh(
        string key, bool flag, byte small, uint unsigned, long large, Guid guid, Uri uri, DayOfWeek day, ScaleOptions options, decimal price, double ratio, float share, Half half,
        int? maybe, string? nothing, Point point, JsonElement json, EntityUid entity, DateTimeOffset at, DateTime utc, DateOnly date, TimeSpan span, string address);

    [Governed("weigh_later")]
    public partial Task<int> WeighLaterAsync(string key);

    private int WeighCore(
        string key, bool flag, byte small, uint unsigned, long large, Guid guid, Uri uri, DayOfWeek day, ScaleOptions options, decimal price, double ratio, float share, Half half,
        int? maybe, string? nothing, Point point, JsonElement json, EntityUid entity, DateTimeOffset at, DateTime utc, DateOnly date, TimeSpan span, string address) => 1;

    private Task<int> WeighLaterAsyncCore(string key) => s_weighed;

    private static readonly Task<int> s_weighed = Task.FromResult(1);
}
