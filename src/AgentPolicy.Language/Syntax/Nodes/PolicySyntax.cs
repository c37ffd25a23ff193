using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Syntax;

/// <summary>The policies of one file, in the order written. Policies with a syntax error are left out.</summary>
internal sealed record PolicyFileSyntax(EquatableArray<PolicySyntax> Policies) : SyntaxNode;

/// <summary><c>@annotation("…") permit (principal, action, resource) when { … } unless { … };</c></summary>
internal sealed record PolicySyntax(
    EquatableArray<AnnotationSyntax> Annotations,
    PolicyEffect Effect,
    ScopeSyntax Principal,
    ScopeSyntax Action,
    ScopeSyntax Resource,
    EquatableArray<ConditionSyntax> Conditions) : SyntaxNode;

/// <summary><c>@name("value")</c>; the value is null in <c>@name</c>.</summary>
internal sealed record AnnotationSyntax(string Name, string? Value) : SyntaxNode;

/// <summary><c>when { … }</c>, or <c>unless { … }</c>.</summary>
internal sealed record ConditionSyntax(bool IsUnless, ExprSyntax Body) : SyntaxNode;

/// <summary>What a policy's head says of the principal, the action or the resource. The action's forms are the first four.</summary>
internal abstract record ScopeSyntax : SyntaxNode
{
    private protected ScopeSyntax()
    {
    }
}

/// <summary><c>principal</c>: any.</summary>
internal sealed record AnyScopeSyntax : ScopeSyntax;

/// <summary><c>principal == User::"a"</c>, or a slot.</summary>
internal sealed record EqualScopeSyntax(EntityReferenceSyntax Entity) : ScopeSyntax;

/// <summary><c>principal in Role::"a"</c>, or a slot.</summary>
internal sealed record InScopeSyntax(EntityReferenceSyntax Entity) : ScopeSyntax;

/// <summary><c>action in [Action::"a", Action::"b"]</c>.</summary>
internal sealed record InSetScopeSyntax(EquatableArray<EntityLiteralSyntax> Entities) : ScopeSyntax;

/// <summary><c>principal is User</c>.</summary>
internal sealed record IsScopeSyntax(NameSyntax Type) : ScopeSyntax;

/// <summary><c>principal is User in Role::"a"</c>, or a slot.</summary>
internal sealed record IsInScopeSyntax(NameSyntax Type, EntityReferenceSyntax Entity) : ScopeSyntax;

/// <summary>What a scope names: an entity, or in a template a slot.</summary>
internal abstract record EntityReferenceSyntax : SyntaxNode
{
    private protected EntityReferenceSyntax()
    {
    }
}

/// <summary><c>User::"a"</c> in a scope.</summary>
internal sealed record EntityLiteralSyntax(EntityUid Uid) : EntityReferenceSyntax;

/// <summary><c>?principal</c> or <c>?resource</c>, which only a template has.</summary>
internal sealed record SlotSyntax(CedarVariable Variable) : EntityReferenceSyntax;

/// <summary>A type's name, such as <c>Namespace::User</c>, in normal form: no spaces around <c>::</c>.</summary>
internal sealed record NameSyntax(string Text) : SyntaxNode;
