using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>
/// Rewrites a valid schema, read from JSON perhaps, into one that Cedar's human-readable syntax can write and that means the same: a shape that is a common type becomes that
/// type's record, and a name that says of which kind it is becomes one that its place tells. An action without principals or without resources, which nobody can do, becomes a group.
/// </summary>
internal sealed class SchemaTextForm
{
    private readonly SchemaSymbolTable _symbols;

    private SchemaTextForm(SchemaSymbolTable symbols) => _symbols = symbols;

    /// <exception cref="InvalidOperationException">The schema names an entity type that something else hides, a common type of the same name mostly; the syntax has no way to write that.</exception>
    /// <exception cref="InsufficientExecutionStackException">The thread's stack is too small for how deep the types nest.</exception>
    public static SchemaSyntax Create(SchemaSyntax schema)
    {
        // The schema is valid, so that nothing is reported, and nobody asks in which file it stands.
        var declarations = new SchemaDeclarations(new DiagnosticBag());
        declarations.Declare(new SourceFile("", ""), schema);
        var form = new SchemaTextForm(declarations.Symbols);
        var namespaces = schema.Namespaces.Select(declared => declared with { Declarations = form.Rewrite(declared.Declarations, declared.Name.FullName) });
        return new SchemaSyntax(namespaces.ToEquatableArray(), form.Rewrite(schema.Declarations, ""));
    }

    private EquatableArray<SchemaDeclarationSyntax> Rewrite(EquatableArray<SchemaDeclarationSyntax> declarations, string container)
    {
        var current = _symbols.GetOrAdd(container);
        return declarations.Select(declaration => Rewrite(declaration, current)).ToEquatableArray();
    }

    private SchemaDeclarationSyntax Rewrite(SchemaDeclarationSyntax declaration, SchemaNamespaceSymbol current) => declaration switch
    {
        SchemaEntitySyntax entity => entity with
        {
            Shape = entity.Shape is null ? null : RewriteShape(entity.Shape, current),
            Tags = entity.Tags is null ? null : Rewrite(entity.Tags, current, current),
        },
        SchemaActionSyntax { AppliesTo: { } appliesTo } action => action with { AppliesTo = Rewrite(appliesTo, current) },
        SchemaCommonTypeSyntax common => common with { Type = Rewrite(common.Type, current, current) },
        _ => declaration,
    };

    private SchemaAppliesToSyntax? Rewrite(SchemaAppliesToSyntax appliesTo, SchemaNamespaceSymbol current)
    {
        if (appliesTo.Principals.IsEmpty || appliesTo.Resources.IsEmpty)
            return null;
        var context = appliesTo.Context is null ? null : Rewrite(appliesTo.Context, current, current);

        // Nothing but a common type can stand where a context is named.
        return appliesTo with { Context = context is SchemaNamedTypeSyntax named ? named with { Kind = SchemaNameKind.Common } : context };
    }

    // The name of a type may lead over others to its record, which may stand in another namespace.
    private SchemaTypeSyntax RewriteShape(SchemaTypeSyntax shape, SchemaNamespaceSymbol current)
    {
        var origin = current;
        while (shape is SchemaNamedTypeSyntax named && _symbols.Find(named, origin).Common is { } common)
            (shape, origin) = (common.Syntax.Type, common.Namespace);
        return Rewrite(shape, origin, current);
    }

    /// <summary>A type that is written in one namespace, as it is to be written in another.</summary>
    private SchemaTypeSyntax Rewrite(SchemaTypeSyntax type, SchemaNamespaceSymbol from, SchemaNamespaceSymbol to)
    {
        if (!StackGuard.HasRoom())
            throw new InsufficientExecutionStackException();
        return type switch
        {
            SchemaNamedTypeSyntax named => Rewrite(named, from, to),
            SchemaSetTypeSyntax set => set with { Element = Rewrite(set.Element, from, to) },
            SchemaRecordTypeSyntax record => record with
            {
                Attributes = record.Attributes.Select(attribute => attribute with { Type = Rewrite(attribute.Type, from, to) }).ToEquatableArray(),
            },
            _ => throw new InvalidOperationException("unknown syntax of a type: " + type.GetType()),
        };
    }

    private SchemaNamedTypeSyntax Rewrite(SchemaNamedTypeSyntax named, SchemaNamespaceSymbol from, SchemaNamespaceSymbol to)
    {
        var meant = _symbols.Find(named, from);
        var plain = named with { Kind = SchemaNameKind.EntityOrCommon };
        if (Means(plain, to, meant))
            return plain;
        var full = plain with { Name = FullName(named.Name, meant) };
        return Means(full, to, meant)
            ? full
            : throw new InvalidOperationException($"'{named.Name.FullName}' names an entity type, but means something else where it would stand; Cedar's human-readable syntax has no other way to write it.");
    }

    private bool Means(SchemaNamedTypeSyntax named, SchemaNamespaceSymbol current, (CommonTypeSymbol? Common, SchemaType? Type) meant)
    {
        var (common, type) = _symbols.Find(named, current);
        return common == meant.Common && Equals(type, meant.Type);
    }

    private static SchemaNameSyntax FullName(SchemaNameSyntax name, (CommonTypeSymbol? Common, SchemaType? Type) meant)
    {
        if (meant.Common is { } common)
            return new SchemaNameSyntax(common.Namespace.Name, common.Name);
        if (meant.Type is not SchemaType.Entity { TypeName: var type })
            return new SchemaNameSyntax(SchemaNames.Cedar, name.Name);
        var end = type.LastIndexOf("::", StringComparison.Ordinal);
        return end < 0 ? new SchemaNameSyntax("", type) : new SchemaNameSyntax(type.Substring(0, end), type.Substring(end + 2));
    }
}
