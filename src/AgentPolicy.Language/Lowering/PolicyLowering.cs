using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language.Lowering;

/// <summary>Makes one boolean expression of a policy's scope and conditions, in Cedar's order: principal, action, resource, conditions as written.</summary>
internal static class PolicyLowering
{
    public static ProgramPolicy Lower(BoundPolicy policy)
    {
        var syntax = policy.Syntax;
        var conditions = new List<ProgramExpr>();
        LowerHead(syntax, conditions);
        LowerConditions(syntax, conditions);
        var condition = ConstantFolder.Fold(ConditionLowering.And(conditions));
        return new ProgramPolicy(policy.PositionalId, policy.Id, syntax.Effect, policy.Phase, condition, policy.Reason, policy.File.Path, LineOf(policy), TextOf(policy));
    }

    public static ProgramTemplate LowerTemplate(BoundPolicy template)
    {
        var conditions = new List<ProgramExpr>();
        LowerConditions(template.Syntax, conditions);
        var condition = ConstantFolder.Fold(ConditionLowering.And(conditions));
        return new ProgramTemplate(
            template.PositionalId, template.Id, template.Syntax, template.Phase, condition, template.Reason, template.File.Path, LineOf(template), TextOf(template));
    }

    /// <summary>What the head of a template demands once its slots are filled.</summary>
    public static ProgramExpr LowerHead(PolicySyntax filled)
    {
        var conditions = new List<ProgramExpr>();
        LowerHead(filled, conditions);
        return ConstantFolder.Fold(ConditionLowering.And(conditions));
    }

    private static void LowerHead(PolicySyntax syntax, List<ProgramExpr> conditions)
    {
        ScopeLowering.Lower(CedarVariable.Principal, syntax.Principal, conditions);
        ScopeLowering.Lower(CedarVariable.Action, syntax.Action, conditions);
        ScopeLowering.Lower(CedarVariable.Resource, syntax.Resource, conditions);
    }

    private static void LowerConditions(PolicySyntax syntax, List<ProgramExpr> conditions)
    {
        foreach (var condition in syntax.Conditions)
        {
            var body = ConditionLowering.Lower(condition.Body);
            conditions.Add(condition.IsUnless ? ConditionLowering.Not(body) : body);
        }
    }

    private static int LineOf(BoundPolicy policy) => policy.File.GetLinePosition(policy.Syntax.Span.Start).Line;

    private static string TextOf(BoundPolicy policy) => policy.File.Text.Substring(policy.Syntax.Span.Start, policy.Syntax.Span.Length);
}
