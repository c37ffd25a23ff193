using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>
/// Checks that what a policy names exists: actions, entity types, inputs of tools, attributes. A mistyped name would make a rule that silently never applies.
/// </summary>
internal sealed class NameChecker(PolicyEnvironment environment, DiagnosticBag bag)
{
    public void Check(SourceFile file, PolicySyntax policy)
    {
        CheckScope(file, policy.Principal);
        CheckScope(file, policy.Action);
        CheckScope(file, policy.Resource);
        if (policy.Conditions.IsEmpty)
            return;
        try
        {
            new ConditionNameChecker(environment, this, new PathReporter(file, bag), file, policy).Check(policy.Conditions);
        }
        catch (InsufficientExecutionStackException)
        {
            bag.Report(file, policy.Span, DiagnosticRules.StackTooSmall);
        }
    }

    /// <summary>An entity that a policy writes.</summary>
    public void CheckEntity(SourceFile file, EntityUid uid, TextSpan span)
    {
        if (IsActionType(uid.Type))
        {
            if (!environment.Actions.IsKnown(uid))
                bag.Report(file, span, DiagnosticRules.UnknownAction, Describe(uid), SuggestAction(uid));
            return;
        }

        if (!CheckType(file, uid.Type, span) || environment.Types.EnumIds(uid.Type) is not { } ids || ids.Contains(uid.Id, StringComparer.Ordinal))
            return;
        var suggestion = bag.IsFull ? "" : Suggestion.DidYouMean(uid.Id, ids);
        bag.Report(file, span, DiagnosticRules.UnknownEnumEntity, Excerpt.Shorten(uid.Type), Excerpt.Shorten(uid.Id), suggestion);
    }

    /// <summary>An entity type that a policy writes.</summary>
    public bool CheckType(SourceFile file, string name, TextSpan span)
    {
        if (environment.Types.IsKnown(name) || (environment.Actions.IsEmpty && IsActionType(name)))
            return true;
        var suggestion = bag.IsFull ? "" : Suggestion.DidYouMean(name, environment.Types.Names);
        bag.Report(file, span, DiagnosticRules.UnknownEntityType, Excerpt.Shorten(name), suggestion);
        return false;
    }

    /// <summary>An entity that a policy compares the action with: equal to a group it never is.</summary>
    public void CheckComparedAction(SourceFile file, EntityUid uid, TextSpan span)
    {
        if (environment.Actions.IsGroup(uid))
            bag.Report(file, span, DiagnosticRules.ActionGroupCompared, Describe(uid), Excerpt.Shorten(uid.ToString()));
    }

    private static bool IsActionType(string type) => type == SchemaNames.Action || type.EndsWith("::" + SchemaNames.Action, StringComparison.Ordinal);

    private static string Describe(EntityUid uid) => Excerpt.Shorten(uid.Type == SchemaNames.Action ? uid.Id : uid.ToString());

    private void CheckScope(SourceFile file, ScopeSyntax scope)
    {
        switch (scope)
        {
            case EqualScopeSyntax equal:
                CheckReference(file, equal.Entity);
                if (equal.Entity is EntityLiteralSyntax compared)
                    CheckComparedAction(file, compared.Uid, compared.Span);
                break;
            case InScopeSyntax @in:
                CheckReference(file, @in.Entity);
                break;
            case InSetScopeSyntax set:
                foreach (var entity in set.Entities)
                    CheckReference(file, entity);
                break;
            case IsScopeSyntax @is:
                CheckType(file, @is.Type.Text, @is.Type.Span);
                break;
            case IsInScopeSyntax isIn:
                CheckType(file, isIn.Type.Text, isIn.Type.Span);
                CheckReference(file, isIn.Entity);
                break;
        }
    }

    // A slot names nothing.
    private void CheckReference(SourceFile file, EntityReferenceSyntax reference)
    {
        if (reference is EntityLiteralSyntax entity)
            CheckEntity(file, entity.Uid, entity.Span);
    }

    private string SuggestAction(EntityUid uid)
    {
        if (bag.IsFull)
            return "";
        foreach (var action in environment.Actions.Actions)
        {
            if (action.Id == uid.Id)
                return Suggestion.DidYouMean(action.ToString());
        }

        return Suggestion.DidYouMean(uid.Id, environment.Actions.Actions.Where(action => action.Type == uid.Type).Select(action => action.Id));
    }
}
