namespace AgentPolicy.Language.Syntax;

/// <summary>The slots of a template, which stand in its head only: <c>?principal</c>, <c>?resource</c> or both.</summary>
internal static class TemplateSlots
{
    /// <summary>The first slot of a policy, or null where it is no template.</summary>
    public static SlotSyntax? Find(PolicySyntax policy) => Find(policy.Principal) ?? Find(policy.Resource);

    public static SlotSyntax? Find(ScopeSyntax scope) => scope switch
    {
        EqualScopeSyntax equal => equal.Entity as SlotSyntax,
        InScopeSyntax @in => @in.Entity as SlotSyntax,
        IsInScopeSyntax isIn => isIn.Entity as SlotSyntax,
        _ => null,
    };

    /// <summary>The template with entities in place of its slots; an entity that it has no slot for is left out.</summary>
    public static PolicySyntax Fill(PolicySyntax template, EntityUid? principal, EntityUid? resource) =>
        template with { Principal = Fill(template.Principal, principal), Resource = Fill(template.Resource, resource) };

    private static ScopeSyntax Fill(ScopeSyntax scope, EntityUid? entity)
    {
        if (entity is not { } uid || Find(scope) is not { } slot)
            return scope;
        var literal = new EntityLiteralSyntax(uid) { Span = slot.Span };
        return scope switch
        {
            EqualScopeSyntax equal => equal with { Entity = literal },
            InScopeSyntax @in => @in with { Entity = literal },
            IsInScopeSyntax isIn => isIn with { Entity = literal },
            _ => throw new InvalidOperationException($"No slot can stand in this scope: {scope.GetType().Name}."),
        };
    }
}
