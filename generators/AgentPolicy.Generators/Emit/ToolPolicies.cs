using AgentPolicy.Language;
using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>The policies that can apply to a tool's calls, with what they ask about the action answered.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Policies">The policies, in the order of the set.</param>
internal sealed record ToolPolicies(ToolSignature Tool, IReadOnlyList<(int Policy, ProgramExpr Condition)> Policies)
{
    /// <summary>More than these are not asked one after the other: those that could matter are found by the index.</summary>
    private const int MaxAsked = 64;

    /// <summary>Whether those that could matter are found by the index.</summary>
    public bool IsIndexed => Policies.Count > MaxAsked;

    /// <summary>The policies that can apply to each tool.</summary>
    public static List<ToolPolicies> Find(PolicyProgram program, SchemaModel? schema, IEnumerable<ToolSignature> tools)
    {
        var byAction = Enumerable.Range(0, program.Policies.Count)
            .GroupBy(policy => policy < program.Index.Heads.Count ? program.Index.Heads[policy].Action : PolicyHead.Any.Action)
            .Select(group => (Action: group.Key, Policies: group.ToArray()))
            .ToArray();
        var found = new List<ToolPolicies>();
        foreach (var tool in tools)
        {
            var action = new EntityUid("Action", tool.Name);
            var groups = ActionGroups.Of(action, schema);
            var candidates = byAction.Where(group => MayMatch(group.Action, action, groups)).SelectMany(group => group.Policies).OrderBy(policy => policy);
            var folder = new ActionFolder(action, groups);
            var policies = candidates.Select(policy => (policy, folder.Fold(program.Policies[policy].Condition))).Where(policy => !IsFalse(policy.Item2)).ToArray();
            found.Add(new ToolPolicies(tool, policies));
        }

        return found;
    }

    private static bool MayMatch(ScopeTest test, EntityUid action, ISet<EntityUid> groups) => test switch
    {
        ScopeTest.Equal node => node.Uid == action,
        ScopeTest.In node => node.Uids.Any(groups.Contains),
        ScopeTest.Is node => node.Type == action.Type,
        _ => true,
    };

    private static bool IsFalse(ProgramExpr condition) => condition is ConstantExpr { Value: { Kind: PolicyValueKind.Bool, Bool: false } };
}
