namespace AgentPolicy.Benchmarks.Report;

/// <summary>What a decision costs on one path over one workload.</summary>
/// <param name="Section">The part of the report.</param>
/// <param name="Workload">The workload's family.</param>
/// <param name="Size">Its size, in words.</param>
/// <param name="Count">Its size, as a number.</param>
/// <param name="Path">The way to the decision.</param>
/// <param name="Nanoseconds">The least mean time of a decision.</param>
internal sealed record DecisionTime(string Section, string Workload, string Size, int Count, string Path, double Nanoseconds)
{
    /// <summary>Percentiles of single decisions, in nanoseconds, with the clock read before and after each.</summary>
    public Percentiles? Single { get; init; }

    /// <summary>Bytes a decision allocates; null where it was not asked.</summary>
    public double? Bytes { get; init; }
}

internal sealed record Percentiles(double P50, double P99, double P999);

/// <summary>A quantity that is no time of a decision.</summary>
/// <param name="Table">The table that it stands in.</param>
/// <param name="Subject">Of what: its line.</param>
/// <param name="Count">The number of policies.</param>
/// <param name="What">Its column.</param>
/// <param name="Value">The value, in the column's unit.</param>
internal sealed record Quantity(string Table, string Subject, int Count, string What, double Value);

/// <summary>One thing that was found out: a line between the processes.</summary>
internal sealed record ReportLine
{
    public DecisionTime? Time { get; init; }

    public Quantity? Quantity { get; init; }

    /// <summary>Something to tell the reader.</summary>
    public string? Remark { get; init; }

    public static implicit operator ReportLine(DecisionTime time) => new() { Time = time };

    public static implicit operator ReportLine(Quantity quantity) => new() { Quantity = quantity };
}

/// <summary>The names of paths, tables and columns: what measures and what writes have to mean the same.</summary>
internal static class Names
{
    public const string Tools = "tools";
    public const string Requests = "requests";
    public const string Peers = "peers";

    public const string Governed = "governed call";
    public const string HandCall = "call by hand";
    public const string Evaluate = "Evaluate";
    public const string HandSwitch = "switch by hand";
    public const string EvaluateJson = "Evaluate, JSON";
    public const string Interpreter = "interpreter";
    public const string InterpreterJson = "interpreter, JSON";
    public const string InterpretedCall = "governed call, interpreted";

    public const string Threads = "threads";
    public const string OneThread = "one thread";
    public const string TwoThreads = "two threads";
    public const string Scaling = "two / one";

    public const string Loading = "loading";
    public const string LoadCompiled = "compiled, ms";
    public const string LoadInterpreted = "interpreted, ms";

    public const string Memory = "memory";
    public const string MemoryCompiled = "compiled, bytes a policy";
    public const string MemoryInterpreted = "interpreted, bytes a policy";
    public const string Text = "Cedar text, bytes a policy";
    public const string Image = "assembly, bytes a policy";

    public const string Build = "build";
    public const string Generators = "generators, s";
    public const string Compiler = "C# compiler, s";
    public const string Code = "generated C#, KB";

    public const string PeerLoad = "peer load";
    public const string PeerLoadTime = "load, ms";
}
