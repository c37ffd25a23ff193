using System.Globalization;
using System.Text;
using AgentPolicy.Benchmarks.Workloads;

namespace AgentPolicy.Benchmarks.Baselines;

/// <summary>
/// Code that makes the calls: each its own call site, as in a program, its arguments read from arrays (constants would be worked into rules written by hand). A denied call
/// throws, so only those are here that are allowed.
/// </summary>
internal static class DriverSource
{
    public static string Write(Workload workload, CallPlan plan)
    {
        var text = new StringBuilder("public sealed class Driver(IPolicyEngine engine)\n{\n");
        for (var i = 0; i < plan.Types.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"    private static {plan.Types[i]}[] s_a{i} = [];\n");
        text.Append("""
                private static Dictionary<EntityUid, Caller> s_entities = [];
                private static (EntityUid Principal, EntityUid Action, EntityUid Resource, Dictionary<string, object?> Context)[] s_requests = [];

                private readonly Tools _tools = new(engine);
                private readonly HandTools _hand = new();

                public static PolicySet Policies => WorkloadPolicies.Policies;

                public static void EnterHand(IPolicyPrincipal principal) => HandTools.Enter((Caller)principal);


            """);
        Load(text, workload, plan);
        Dispatch(text, plan, "int Governed", "", "Governed", "_tools");
        Dispatch(text, plan, "int Hand", "", "Hand", "_hand");
        text.Append("    public int Nothing(int block) => block;\n\n");
        Dispatch(text, plan, "int Timed", ", long[] ticks", "Timed", "_tools, ticks");
        for (var block = 0; block < plan.Blocks.Count; block++)
        {
            var calls = plan.Blocks[block].Calls;
            Calls(text, $"Governed{block}(Tools tools)", calls, call => $"        if ({call.Text})\n            allowed++;\n");
            Calls(text, $"Hand{block}(HandTools tools)", calls, call => $"        if ({call.Text})\n            allowed++;\n");
            Calls(text, $"Timed{block}(Tools tools, long[] ticks)", calls, call => $"        start = Stopwatch.GetTimestamp();\n        if ({call.Text})\n            allowed++;\n        ticks[{call.Index}] = Stopwatch.GetTimestamp() - start;\n", "        long start;\n");
        }

        return text.Append("}\n").ToString();
    }

    private static void Load(StringBuilder text, Workload workload, CallPlan plan)
    {
        var attributes = string.Concat(workload.Caller.Attributes.Select((attribute, i) => FormattableString.Invariant($", ({attribute.Type})attributes[{i}]!")));
        text.Append("    public static void LoadArguments(object?[][] values)\n    {\n");
        for (var i = 0; i < plan.Types.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"        s_a{i} = Array.ConvertAll(values[{i}], value => ({plan.Types[i]})value!);\n");
        text.Append(CultureInfo.InvariantCulture, $$"""
                }

                public static IPolicyPrincipal CreatePrincipal(string id, object?[] attributes) => new Caller(id{{attributes}});

                public static void LoadRequests(IPolicyPrincipal[] principals, (EntityUid, EntityUid, EntityUid, Dictionary<string, object?>)[] requests)
                {
                    s_entities = principals.ToDictionary(principal => new EntityUid("{{workload.Caller.EntityType}}", principal.Id), principal => (Caller)principal);
                    s_requests = requests;
                }

                public static bool HandDecides(int index) => Evaluate(new HandEvaluator(s_entities), s_requests[index]).IsAllowed;

                public static int HandEvaluates(int first, int count)
                {
                    var evaluator = new HandEvaluator(s_entities);
                    var allowed = 0;
                    foreach (ref readonly var request in s_requests.AsSpan(first, count))
                        if (Evaluate(evaluator, request).IsAllowed)
                            allowed++;
                    return allowed;
                }

                private static HandDecision Evaluate(HandEvaluator evaluator, in (EntityUid Principal, EntityUid Action, EntityUid Resource, Dictionary<string, object?> Context) request) =>
                    evaluator.Evaluate(request.Principal, request.Action, request.Resource, request.Context);


            """);
    }

    private static void Dispatch(StringBuilder text, CallPlan plan, string signature, string parameters, string method, string arguments)
    {
        text.Append(CultureInfo.InvariantCulture, $"    public {signature}(int block{parameters}) => block switch\n    {{\n");
        for (var block = 0; block < plan.Blocks.Count; block++)
            text.Append(CultureInfo.InvariantCulture, $"        {block} => {method}{block}({arguments}),\n");
        text.Append("        _ => 0,\n    };\n\n");
    }

    private static void Calls(StringBuilder text, string signature, IReadOnlyList<PlannedCall> calls, Func<PlannedCall, string> call, string head = "")
    {
        text.Append(CultureInfo.InvariantCulture, $"    private static int {signature}\n    {{\n        var allowed = 0;\n{head}");
        foreach (var one in calls)
            text.Append(call(one));
        text.Append("        return allowed;\n    }\n\n");
    }
}
