using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Language.Lowering;

/// <summary>Makes one boolean expression of a policy's scope and conditions, in Cedar's order: principal, action, resource, conditions as written.</summary>
internal static class PolicyLowering
{
    public static ProgramPolicy Lower(BoundPolicy policy)
    {
        var syntax = policy.Syntax;
        var conditions = new List<ProgramExpr>();
        ScopeLowering.Lower(CedarVariable.Principal, syntax.Principal, conditions);
        ScopeLowering.Lower(CedarVariable.Action, syntax.Action, conditions);
        ScopeLowering.Lower(CedarVariable.Resource, syntax.Resource, conditions);
        foreach (var condition in syntax.Conditions)
        {
            var body = ConditionLowering.Lower(condition.Body);
            conditions.Add(condition.IsUnless ? ConditionLowering.Not(body) : body);
        }

        return new ProgramPolicy(
            policy.PositionalId,
            policy.Id,
            syntax.Effect,
            policy.Phase,
            ConstantFolder.Fold(ConditionLowering.And(conditions)),
            policy.Reason,
            policy.File.Path,
            policy.File.GetLinePosition(syntax.Span.Start).Line,
            policy.File.Text.Substring(syntax.Span.Start, syntax.Span.Length));
    }
}
