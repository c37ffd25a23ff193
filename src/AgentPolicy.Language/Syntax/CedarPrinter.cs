using System.Globalization;
using System.Text;
using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Syntax;

/// <summary>
/// Prints syntax as Cedar: one clause a line, and no parentheses but those that are needed. What it prints parses to an equal tree, provided the tree is one that
/// Cedar can write: not nested deeper than <see cref="Limits.MaxNesting"/>, names that are identifiers where no string may stand.
/// </summary>
internal sealed partial class CedarPrinter
{
    private const string Indent = "    ";

    private readonly StringBuilder _output = new();

    private CedarPrinter()
    {
    }

    public static string Print(PolicyFileSyntax file)
    {
        var printer = new CedarPrinter();
        for (var i = 0; i < file.Policies.Count; i++)
        {
            if (i > 0)
                printer._output.Append('\n');
            printer.AppendPolicy(file.Policies[i]);
        }

        return printer._output.ToString();
    }

    public static string Print(PolicySyntax policy)
    {
        var printer = new CedarPrinter();
        printer.AppendPolicy(policy);
        return printer._output.ToString();
    }

    public static string Print(ExprSyntax expression)
    {
        var printer = new CedarPrinter();
        printer.Append(expression, Strength.If);
        printer.Flush();
        return printer._output.ToString();
    }

    private void AppendPolicy(PolicySyntax policy)
    {
        foreach (var annotation in policy.Annotations)
            AppendAnnotation(annotation);
        _output.Append(policy.Effect == PolicyEffect.Permit ? "permit (" : "forbid (");
        AppendHead(policy);
        _output.Append(')');
        foreach (var condition in policy.Conditions)
            AppendCondition(condition);
        _output.Append(";\n");
    }

    private void AppendAnnotation(AnnotationSyntax annotation)
    {
        _output.Append('@').Append(annotation.Name);
        if (annotation.Value is not null)
            _output.Append('(').Append(CedarText.Quote(annotation.Value)).Append(')');
        _output.Append('\n');
    }

    private void AppendHead(PolicySyntax policy)
    {
        var isPlain = policy is { Principal: AnyScopeSyntax, Action: AnyScopeSyntax, Resource: AnyScopeSyntax };
        var (separator, end) = isPlain ? (", ", "") : (",\n" + Indent, "\n");
        if (!isPlain)
            _output.Append('\n').Append(Indent);
        AppendScope("principal", policy.Principal);
        _output.Append(separator);
        AppendScope("action", policy.Action);
        _output.Append(separator);
        AppendScope("resource", policy.Resource);
        _output.Append(end);
    }

    private void AppendScope(string variable, ScopeSyntax scope)
    {
        _output.Append(variable);
        switch (scope)
        {
            case AnyScopeSyntax:
                break;
            case EqualScopeSyntax equal:
                AppendReference(" == ", equal.Entity);
                break;
            case InScopeSyntax { Entity: var entity }:
                AppendReference(" in ", entity);
                break;
            case InSetScopeSyntax set:
                AppendEntities(set.Entities);
                break;
            case IsScopeSyntax type:
                _output.Append(" is ").Append(type.Type.Text);
                break;
            case IsInScopeSyntax both:
                _output.Append(" is ").Append(both.Type.Text);
                AppendReference(" in ", both.Entity);
                break;
            default:
                throw new InvalidOperationException("Unknown scope " + scope.GetType());
        }
    }

    private void AppendEntities(EquatableArray<EntityLiteralSyntax> entities)
    {
        _output.Append(" in [");
        for (var i = 0; i < entities.Count; i++)
            AppendReference(i > 0 ? ", " : "", entities[i]);
        _output.Append(']');
    }

    private void AppendReference(string before, EntityReferenceSyntax reference) => _output.Append(before).Append(reference switch
    {
        EntityLiteralSyntax literal => literal.Uid.ToString(),
        SlotSyntax slot => "?" + GetName(slot.Variable),
        _ => throw new InvalidOperationException("Unknown reference " + reference.GetType()),
    });

    private void AppendCondition(ConditionSyntax condition)
    {
        _output.Append(condition.IsUnless ? "\nunless {\n" : "\nwhen {\n").Append(Indent);
        if (condition.Body is AndSyntax and)
            AppendChain(and.Operands, " &&\n" + Indent, Strength.Relation);
        else if (condition.Body is OrSyntax or)
            AppendChain(or.Operands, " ||\n" + Indent, Strength.And);
        else
            Append(condition.Body, Strength.If);
        Flush();
        _output.Append("\n}");
    }

    private static string GetName(CedarVariable variable) => variable switch
    {
        CedarVariable.Principal => "principal",
        CedarVariable.Action => "action",
        CedarVariable.Resource => "resource",
        CedarVariable.Context => "context",
        _ => throw new InvalidOperationException("Unknown variable " + ((int)variable).ToString(CultureInfo.InvariantCulture)),
    };
}
