using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Syntax;

/// <summary>One schema file: its namespaces, and the declarations outside of any, which belong to the empty namespace.</summary>
internal sealed record SchemaSyntax(
    EquatableArray<SchemaNamespaceSyntax> Namespaces,
    EquatableArray<SchemaDeclarationSyntax> Declarations) : SyntaxNode;

/// <summary><c>namespace A::B { … }</c>.</summary>
internal sealed record SchemaNamespaceSyntax(
    EquatableArray<AnnotationSyntax> Annotations,
    SchemaNameSyntax Name,
    EquatableArray<SchemaDeclarationSyntax> Declarations) : SyntaxNode;

/// <summary>A name where it is declared, or the id of an action or of an enum's entity: an identifier, or the text of a string.</summary>
internal sealed record SchemaLabelSyntax(string Text) : SyntaxNode;

/// <summary>A name that refers to a declaration: <c>Name</c>, or <c>A::B::Name</c>, whose namespace is <c>A::B</c>.</summary>
/// <remarks>The namespace is in normal form (no spaces); it is empty in a name without <c>::</c>, which is looked for in more than one namespace.</remarks>
internal sealed record SchemaNameSyntax(string Namespace, string Name) : SyntaxNode
{
    public bool IsQualified => Namespace.Length > 0;

    public string FullName => IsQualified ? Namespace + "::" + Name : Name;
}

/// <summary>What a namespace declares. One declaration can give several names.</summary>
internal abstract record SchemaDeclarationSyntax(EquatableArray<AnnotationSyntax> Annotations) : SyntaxNode;

/// <summary><c>entity A, B in [C, D] = { … } tags T;</c></summary>
/// <remarks>The shape is a record, in JSON also a type that stands for one; null where no attributes are given. The tags are null where the entities have none.</remarks>
internal sealed record SchemaEntitySyntax(
    EquatableArray<AnnotationSyntax> Annotations,
    EquatableArray<SchemaLabelSyntax> Names,
    EquatableArray<SchemaNameSyntax> MemberOf,
    SchemaTypeSyntax? Shape,
    SchemaTypeSyntax? Tags) : SchemaDeclarationSyntax(Annotations);

/// <summary><c>entity A, B enum ["x", "y"];</c></summary>
internal sealed record SchemaEnumSyntax(
    EquatableArray<AnnotationSyntax> Annotations,
    EquatableArray<SchemaLabelSyntax> Names,
    EquatableArray<SchemaLabelSyntax> Ids) : SchemaDeclarationSyntax(Annotations);

/// <summary><c>action a, "b" in [c, N::Action::"d"] appliesTo { … };</c></summary>
/// <remarks>A group, which applies to nothing, has no <c>appliesTo</c>.</remarks>
internal sealed record SchemaActionSyntax(
    EquatableArray<AnnotationSyntax> Annotations,
    EquatableArray<SchemaLabelSyntax> Names,
    EquatableArray<SchemaActionReferenceSyntax> MemberOf,
    SchemaAppliesToSyntax? AppliesTo) : SchemaDeclarationSyntax(Annotations);

/// <summary><c>type T = …;</c></summary>
internal sealed record SchemaCommonTypeSyntax(
    EquatableArray<AnnotationSyntax> Annotations,
    SchemaLabelSyntax Name,
    SchemaTypeSyntax Type) : SchemaDeclarationSyntax(Annotations);

/// <summary>An action group: <c>c</c>, <c>"c"</c>, or with its type <c>N::Action::"c"</c>.</summary>
internal sealed record SchemaActionReferenceSyntax(SchemaNameSyntax? Type, string Id) : SyntaxNode;

/// <summary><c>appliesTo { principal: [A, B], resource: C, context: { … } }</c>.</summary>
/// <remarks>
/// The context is a record, or the name of a common type; null where nothing is said, which is an empty record. In JSON it is any type that stands for a record, and there may
/// be no principals or no resources: then the action applies to nothing.
/// </remarks>
internal sealed record SchemaAppliesToSyntax(
    EquatableArray<SchemaNameSyntax> Principals,
    EquatableArray<SchemaNameSyntax> Resources,
    SchemaTypeSyntax? Context) : SyntaxNode;

internal abstract record SchemaTypeSyntax : SyntaxNode
{
    private protected SchemaTypeSyntax()
    {
    }
}

/// <summary><c>Long</c>, <c>User</c>, <c>A::B::T</c>, <c>__cedar::Long</c>.</summary>
internal sealed record SchemaNamedTypeSyntax(SchemaNameSyntax Name, SchemaNameKind Kind = SchemaNameKind.EntityOrCommon) : SchemaTypeSyntax;

/// <summary>What a name may stand for. Cedar's own syntax tells it by the place, JSON at each name.</summary>
internal enum SchemaNameKind
{
    /// <summary>A common type, or else an entity type.</summary>
    EntityOrCommon,

    /// <summary>A common or built-in type; an entity type of the name is passed over.</summary>
    Common,

    /// <summary>An entity type; a common type of the name is passed over.</summary>
    Entity,
}

/// <summary><c>Set&lt;T&gt;</c>.</summary>
internal sealed record SchemaSetTypeSyntax(SchemaTypeSyntax Element) : SchemaTypeSyntax;

/// <summary><c>{ a: T, "b c"?: U }</c>; no name stands twice.</summary>
internal sealed record SchemaRecordTypeSyntax(EquatableArray<SchemaAttributeSyntax> Attributes) : SchemaTypeSyntax;

/// <summary><c>@annotation("…") name?: T</c>.</summary>
internal sealed record SchemaAttributeSyntax(
    EquatableArray<AnnotationSyntax> Annotations,
    SchemaLabelSyntax Name,
    bool IsRequired,
    SchemaTypeSyntax Type) : SyntaxNode;
