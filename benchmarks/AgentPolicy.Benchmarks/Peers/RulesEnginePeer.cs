using AgentPolicy.Benchmarks.Workloads;
using RulesEngine.Models;

namespace AgentPolicy.Benchmarks.Peers;

/// <summary>RulesEngine: one workflow of all rules, or a workflow for each tool. It always asks every rule of the workflow.</summary>
internal static class RulesEnginePeer
{
    public const string Name = "RulesEngine";

    private const string Everything = "all";

    public static Func<int, bool> All(Workload workload) => Create(workload, _ => Everything);

    public static Func<int, bool> ByTool(Workload workload) => Create(workload, tool => tool);

    private static Func<int, bool> Create(Workload workload, Func<string, string> workflowOf)
    {
        var calls = PeerCall.Of(workload);
        var workflows = ToolCalls.RulesOf(workload).GroupBy(rule => workflowOf(rule.Tool), StringComparer.Ordinal).Select(rules => new Workflow
        {
            WorkflowName = rules.Key,
            Rules = [.. rules.Select(rule => new Rule
            {
                RuleName = rule.Id,
                SuccessEvent = rule.Permits ? "permit" : "forbid",
                Expression = PeerCall.Expression(rule, "call.", asksForTool: rules.Key == Everything),
                RuleExpressionType = RuleExpressionType.LambdaExpression,
            })],
        });
        var engine = new RulesEngine.RulesEngine([.. workflows], new ReSettings { CustomTypes = [typeof(PeerCall)] });
        return index => Decide(engine, workflowOf(calls[index].Tool), calls[index]);
    }

    private static bool Decide(RulesEngine.RulesEngine engine, string workflow, PeerCall call)
    {
        var answer = engine.ExecuteAllRulesAsync(workflow, new RuleParameter("call", call));
        var isPermitted = false;
        foreach (var result in answer.IsCompletedSuccessfully ? answer.Result : answer.AsTask().GetAwaiter().GetResult())
        {
            if (!result.IsSuccess)
                continue;
            if (result.Rule.SuccessEvent == "forbid")
                return false;
            isPermitted = true;
        }

        return isPermitted;
    }
}
