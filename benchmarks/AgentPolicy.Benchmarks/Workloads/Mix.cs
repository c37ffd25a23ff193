using System.Globalization;
using System.Text;

namespace AgentPolicy.Benchmarks.Workloads;

/// <summary>Conditions of all shapes, ten policies a tool (nine permits, one forbid), generated from a seed.</summary>
internal static class Mix
{
    private const int RulesPerTool = 10;
    private const int Wanted = 256;
    private const int Attempts = 100_000;

    public static Workload Create(int size)
    {
        var random = new SplitMix(2026);
        var tools = Enumerable.Range(0, size / RulesPerTool).Select(index => MixTool.Create(index, RulesPerTool, random)).ToArray();
        var principals = Enumerable.Range(0, 16).Select(index => MixInputs.Principal(index, random)).ToArray();
        return new Workload(
            "mix",
            size,
            string.Concat(tools.Select(tool => tool.Policies)),
            new CallerType("Agent", MixInputs.Attributes),
            [.. tools.Select(tool => tool.Tool)],
            principals,
            Requests(tools, principals, random))
        {
            HandMembers = MixShapes.HandMembers,
        };
    }

    // As many of one decision as of the other. What is right is asked of the tool's own ten policies alone; the rules written by hand have to say the same of every request.
    private static List<WorkloadRequest> Requests(MixTool[] tools, WorkloadPrincipal[] principals, SplitMix random)
    {
        var requests = new List<WorkloadRequest>();
        var missing = new Dictionary<bool, int> { [true] = Wanted / 2, [false] = Wanted / 2 };
        for (var attempt = 0; attempt < Attempts && missing.Values.Sum() > 0; attempt++)
        {
            var (tool, principal) = (random.Next(tools.Length), random.Next(principals.Length));
            object?[] inputs = [.. tools[tool].Tool.Inputs.Select(input => MixInputs.Value(input, random))];
            var isAllowed = tools[tool].Decide(principals[principal], inputs);
            if (missing[isAllowed] == 0)
                continue;
            missing[isAllowed]--;
            requests.Add(new WorkloadRequest(principal, tool, inputs, isAllowed));
        }

        return missing.Values.Sum() == 0 ? requests : throw new WorkloadException("The mix does not give enough requests of either decision.");
    }
}

/// <summary>A tool with its policies.</summary>
internal sealed class MixTool
{
    private PolicyEngine? _engine;

    private MixTool(Tool tool, string policies) => (Tool, Policies) = (tool, policies);

    public Tool Tool { get; }

    public string Policies { get; }

    public static MixTool Create(int index, int rules, SplitMix random)
    {
        var action = string.Create(CultureInfo.InvariantCulture, $"mix_{index}");
        var policies = new StringBuilder();
        var hand = new List<HandRule>();
        var inputs = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < rules; i++)
        {
            // Every shape is used before any is used again.
            var shape = MixShapes.All[(index * rules + i) % MixShapes.All.Count];
            var permits = i < rules - 1;
            var constants = MixConstants.Draw(random);
            var id = string.Create(CultureInfo.InvariantCulture, $"m{index * rules + i}");
            inputs.UnionWith(shape.Inputs);
            // A forbid of a frequent shape would deny everything.
            var (cedarGuard, handGuard) = permits ? ("", "") : constants.Fill("principal.level < {m} && ", "principal.Level < {m} && ");
            var (cedar, csharp) = constants.Fill(permits ? shape.Cedar : $"({shape.Cedar})", permits ? shape.CSharp : $"({shape.CSharp})");
            policies.Append(CultureInfo.InvariantCulture, $"@id(\"{id}\")\n{(permits ? "permit" : "forbid")} (principal, action == Action::\"{action}\", resource)\nwhen {{ {cedarGuard}{cedar} }};\n");
            hand.Add(new HandRule(id, permits, handGuard + csharp));
        }

        return new MixTool(new Tool(action, "Mix" + index.ToString(CultureInfo.InvariantCulture), [.. MixInputs.All.Where(input => inputs.Contains(input.Name))], HandRule.Body(hand)), policies.ToString());
    }

    public bool Decide(WorkloadPrincipal principal, IReadOnlyList<object?> inputs)
    {
        _engine ??= new PolicyEngine(PolicySet.Parse(Policies));
        var agent = new EntityUid("Agent", principal.Id);
        var attributes = MixInputs.Attributes.Zip(principal.Attributes).Where(pair => pair.Second is not null).ToDictionary(pair => RequestForms.CedarName(pair.First), pair => pair.Second, StringComparer.Ordinal);
        return _engine.Evaluate(new PolicyRequest(
            agent, new EntityUid("Action", Tool.Action), new EntityUid("Tool", "Tools"), RequestForms.Context(Tool.Inputs, inputs), EntityStore.Create(new Entity(agent, PolicyRecord.From(attributes))))).IsAllowed;
    }
}
