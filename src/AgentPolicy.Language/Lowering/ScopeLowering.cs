using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Syntax;

namespace AgentPolicy.Language.Lowering;

/// <summary>Turns a policy's head into conditions.</summary>
internal static class ScopeLowering
{
    /// <summary>Adds what the scope demands of the variable to <paramref name="conditions"/>: nothing where it demands nothing.</summary>
    public static void Lower(CedarVariable variable, ScopeSyntax scope, List<ProgramExpr> conditions)
    {
        var subject = new VariableExpr(variable);
        switch (scope)
        {
            case AnyScopeSyntax:
                break;
            case EqualScopeSyntax equal:
                conditions.Add(new BinaryExpr(BinaryOperator.Equal, subject, Lower(equal.Entity)));
                break;
            case InScopeSyntax @in:
                conditions.Add(new BinaryExpr(BinaryOperator.In, subject, Lower(@in.Entity)));
                break;
            case InSetScopeSyntax inSet:
                var elements = inSet.Entities.Select(entity => (PolicyValue)entity.Uid);
                conditions.Add(new BinaryExpr(BinaryOperator.In, subject, new ConstantExpr(PolicyValue.FromSource(SetValue.Create(elements)))));
                break;
            case IsScopeSyntax @is:
                conditions.Add(new IsExpr(subject, @is.Type.Text));
                break;
            case IsInScopeSyntax isIn:
                conditions.Add(new IsInExpr(subject, isIn.Type.Text, Lower(isIn.Entity)));
                break;
            default:
                throw new InvalidOperationException($"No such scope: {scope.GetType().Name}.");
        }
    }

    private static ConstantExpr Lower(EntityReferenceSyntax entity) => entity is EntityLiteralSyntax literal
        ? new ConstantExpr(literal.Uid)
        : throw new InvalidOperationException("A template is not lowered.");
}
