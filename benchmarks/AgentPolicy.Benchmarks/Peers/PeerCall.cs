using System.Linq.Dynamic.Core.CustomTypeProviders;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Peers;

/// <summary>A call of a tool, as the expressions of other engines read it.</summary>
[DynamicLinqType]
public sealed class PeerCall
{
    public required string Tool { get; init; }

    public required HashSet<string> Roles { get; init; }

    public required string Path { get; init; }

    public required long Amount { get; init; }

    /// <summary>Ordinal, as the policies compare.</summary>
    public bool IsUnder(string folder) => Path.StartsWith(folder, StringComparison.Ordinal);

    internal static IReadOnlyList<PeerCall> Of(Workload workload) =>
    [
        .. workload.Requests.Select(request => new PeerCall
        {
            Tool = workload.Tools[request.Tool].Action,
            Roles = (HashSet<string>)workload.Principals[request.Principal].Attributes[0]!,
            Path = (string)request.Inputs[0]!,
            Amount = (long)request.Inputs[1]!,
        }),
    ];

    /// <summary>A rule as C#, which both engines of expressions read; of calls of its tool only where those are all that is asked.</summary>
    internal static string Expression(ToolCallRule rule, string call, bool asksForTool) => FormattableString.Invariant(
        $"{(asksForTool ? $"{call}Tool == \"{rule.Tool}\" && " : "")}{call}Roles.Contains(\"{rule.Role}\") && {call}IsUnder(\"{rule.Prefix}\") && {call}Amount < {rule.Limit}");
}

/// <summary>An engine that decides the calls of a workload by the same rules.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Decide">Decides the request at a position.</param>
/// <param name="Load">How long it took to be made and to decide first.</param>
internal sealed record Peer(string Name, Func<int, bool> Decide, TimeSpan Load)
{
    /// <summary>Makes a peer and has it decide every request, which has to be right.</summary>
    /// <exception cref="WorkloadException">It decides wrongly.</exception>
    public static Peer Create(string name, Workload workload, Func<Func<int, bool>> create)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var decide = create();
        decide(0);
        var load = clock.Elapsed;
        for (var i = 0; i < workload.Requests.Count; i++)
            if (decide(i) != workload.Requests[i].IsAllowed)
                throw new WorkloadException($"{workload}: {name} decides request {i} wrongly.");
        return new Peer(name, decide, load);
    }
}
