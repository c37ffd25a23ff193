using System.Globalization;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Baselines;

/// <summary>A call in the driver: its position among the calls, and its text.</summary>
internal sealed record PlannedCall(int Index, string Text);

/// <summary>Calls of one principal, one after another.</summary>
internal sealed record CallBlock(int Principal, IReadOnlyList<PlannedCall> Calls);

/// <summary>The allowed requests of a workload as calls, in blocks, those first that JSON has a form for, and the arguments they read, in an array a type.</summary>
internal sealed class CallPlan
{
    private const int CallsPerBlock = 16;

    private readonly List<List<object?>> _values = [];

    public CallPlan(Workload workload)
    {
        Types = [.. workload.Tools.SelectMany(tool => tool.Inputs).Select(input => input.Type).Distinct(StringComparer.Ordinal)];
        _values.AddRange(Types.Select(_ => new List<object?>()));
        var allowed = workload.Requests.Where(request => request.IsAllowed).ToLookup(request => RequestForms.HasJson(request.Inputs));
        CallBlock[] json = [.. InBlocks(workload, allowed[true])];
        JsonBlocks = json.Length;
        Blocks = [.. json, .. InBlocks(workload, allowed[false])];
    }

    public IReadOnlyList<string> Types { get; }

    public IReadOnlyList<CallBlock> Blocks { get; }

    /// <summary>The number of the first blocks, whose calls JSON has a form for.</summary>
    public int JsonBlocks { get; }

    /// <summary>The number of calls.</summary>
    public int Count { get; private set; }

    /// <summary>The values of each type, in the order in which calls count them.</summary>
    public object?[][] Values => [.. _values.Select(values => values.ToArray())];

    private IEnumerable<CallBlock> InBlocks(Workload workload, IEnumerable<WorkloadRequest> requests) => requests
        .GroupBy(request => request.Principal)
        .SelectMany(requests => requests.Chunk(CallsPerBlock))
        .Select(chunk => new CallBlock(chunk[0].Principal, [.. chunk.Select(request => Plan(workload, request))]));

    private PlannedCall Plan(Workload workload, WorkloadRequest request)
    {
        var tool = workload.Tools[request.Tool];
        return new PlannedCall(Count++, $"tools.{tool.Method}({string.Join(", ", tool.Inputs.Select((input, i) => Argument(input, request.Inputs[i])))})");
    }

    private string Argument(Input input, object? value)
    {
        var type = Types.TakeWhile(name => name != input.Type).Count();
        _values[type].Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"s_a{type}[{_values[type].Count - 1}]");
    }
}
