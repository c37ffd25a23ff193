namespace AgentPolicy.Benchmarks.Gate;

/// <summary>Holds what was measured against the bounds. What is beyond its bound is measured again before it fails, since others share the machine.</summary>
internal static class Judge
{
    public const int Repeats = 3;

    public static Row Decide(Check check, Bounds bounds)
    {
        var bound = bounds[check.Measure];
        var value = check.Read();
        for (var repeat = 0; repeat < Repeats && check.Repeat is not null && !IsWithin(value, bound); repeat++)
        {
            check.Repeat();
            value = check.Read();
        }

        var verdict = bound.Limit is null ? Verdict.Reported : IsWithin(value, bound) ? Verdict.Passed : Verdict.Failed;
        return new Row(check.Subject, bound, value, verdict, check.Remark?.Invoke() ?? "");
    }

    // Not-a-number is within nothing.
    private static bool IsWithin(double value, Bound bound) => bound.Limit is not { } limit || value <= limit;
}
