using System.Linq.Dynamic.Core;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Peers;

/// <summary>System.Linq.Dynamic.Core: a compiled lambda for each rule, asked one after the other; all of them, or those of the tool alone.</summary>
internal static class DynamicLinqPeer
{
    public const string Name = "System.Linq.Dynamic.Core";

    public static Func<int, bool> All(Workload workload)
    {
        var (calls, rules) = (PeerCall.Of(workload), Compile(ToolCalls.RulesOf(workload), asksForTool: true));
        return index => Decide(rules, calls[index]);
    }

    public static Func<int, bool> ByTool(Workload workload)
    {
        var calls = PeerCall.Of(workload);
        var tools = ToolCalls.RulesOf(workload).GroupBy(rule => rule.Tool, StringComparer.Ordinal).ToDictionary(rules => rules.Key, rules => Compile([.. rules], asksForTool: false), StringComparer.Ordinal);
        return index => tools.TryGetValue(calls[index].Tool, out var rules) && Decide(rules, calls[index]);
    }

    private static (bool Permits, Func<PeerCall, bool> Holds)[] Compile(IReadOnlyList<ToolCallRule> rules, bool asksForTool) =>
    [
        .. rules.OrderBy(rule => rule.Permits).Select(rule => (rule.Permits, DynamicExpressionParser.ParseLambda<PeerCall, bool>(ParsingConfig.Default, false, PeerCall.Expression(rule, "", asksForTool)).Compile())),
    ];

    // Forbids come first: the first rule that holds decides.
    private static bool Decide((bool Permits, Func<PeerCall, bool> Holds)[] rules, PeerCall call)
    {
        foreach (var (permits, holds) in rules)
            if (holds(call))
                return permits;
        return false;
    }
}
