namespace AgentPolicy.Benchmarks.Gate;

/// <summary>Something the gate looks at.</summary>
/// <param name="Measure">The name of its bound.</param>
/// <param name="Subject">What is measured.</param>
/// <param name="Read">The value as measured so far.</param>
/// <param name="Repeat">Measures again, longer; null where that would give the same.</param>
internal sealed record Check(string Measure, string Subject, Func<double> Read, Action? Repeat = null)
{
    /// <summary>More about the value.</summary>
    public Func<string>? Remark { get; init; }
}

/// <summary>What became of a check.</summary>
internal enum Verdict
{
    /// <summary>Within its bound.</summary>
    Passed,

    /// <summary>Beyond its bound, however often it was measured.</summary>
    Failed,

    /// <summary>Has no bound.</summary>
    Reported,
}

/// <summary>A line of the table.</summary>
internal sealed record Row(string Subject, Bound Bound, double Value, Verdict Verdict, string Remark);
