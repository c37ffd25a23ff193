using AgentPolicy.Language;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Generators.Emit;

/// <summary>Conditions on scalars, which are read in place.</summary>
internal sealed partial class ExpressionEmitter
{
    // What the agent itself tells of, without a look at the entities.
    private string? PrincipalCondition(ProgramExpr expr) => target.IsToolCall
        ? expr switch
        {
            HasAttributeExpr { Target: VariableExpr { Variable: CedarVariable.Principal }, Path: { Count: 1 } path } => $"PolicyChecks.PrincipalHas({constants.Name(path[0])}, ref query)",
            BinaryExpr
            {
                Operator: BinaryOperator.Contains, Left: GetAttributeExpr { Target: VariableExpr { Variable: CedarVariable.Principal } } set, Right: ConstantExpr { Value: { Kind: PolicyValueKind.String } text }
            } => $"PolicyChecks.PrincipalContains({constants.Name(set.Name)}, {constants.Text(text.Text.ToString())}, ref query)",
            _ => null,
        }
        : null;

    private void WriteScalars(ScalarExpression scalars, ProgramExpr condition, int depth)
    {
        writer.WriteLine("bool isExact = true;");
        foreach (var (name, type, read) in scalars.Reads)
            writer.WriteLine($"{type} {name} = {read};");
        writer.WriteLine($"bool answer = {scalars.Text};");
        var byValue = Function(NameOf(condition), () => WriteBody(condition, depth), target.ArgumentsOfQuery);
        writer.WriteLine($"return isExact ? PolicyChecks.Of(answer) : PolicyChecks.Of({byValue}, {target.QueryArgument});");
    }
}
