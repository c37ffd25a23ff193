using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>Makes one schema of its files: finds what each name means, fills in common types, checks that everything referred to exists.</summary>
internal sealed class SchemaResolver
{
    private readonly DiagnosticBag _bag;
    private readonly SchemaDeclarations _declarations;
    private readonly SchemaTypeResolver _types;
    private readonly List<SchemaEntityType> _entityTypes = [];
    private readonly List<SchemaAction> _actions = [];
    private readonly SchemaBudget _budget;

    private SchemaResolver(DiagnosticBag bag)
    {
        _bag = bag;
        _budget = new SchemaBudget(bag);
        _declarations = new SchemaDeclarations(bag);
        _types = new SchemaTypeResolver(_declarations.Symbols, bag);
    }

    /// <summary>The schema; where diagnostics were reported, what is left without the declarations they are about.</summary>
    public static SchemaModel Resolve(IReadOnlyList<(SourceFile File, SchemaSyntax Syntax)> files, DiagnosticBag bag)
    {
        var resolver = new SchemaResolver(bag);
        foreach (var (file, syntax) in files)
            resolver._declarations.Declare(file, syntax);
        return resolver._declarations.IsTooLarge ? SchemaModel.Empty : resolver.Resolve();
    }

    private SchemaModel Resolve()
    {
        _declarations.CheckShadowing();
        _types.ResolveCommonTypes(_declarations.CommonTypes);
        foreach (var (syntax, symbols) in _declarations.EntityTypes)
        {
            if (symbols.Count > 0)
                AddEntityTypes(syntax, symbols);
        }

        new ActionGroupChecker(_declarations, _bag).Check();
        foreach (var (syntax, symbols) in _declarations.Actions)
        {
            if (symbols.Count > 0)
                AddActions(syntax, symbols);
        }

        return new SchemaModel(
            _entityTypes.OrderBy(type => type.Name, StringComparer.Ordinal).ToEquatableArray(),
            _actions.OrderBy(action => action.Uid.Type, StringComparer.Ordinal).ThenBy(action => action.Uid.Id, StringComparer.Ordinal).ToEquatableArray());
    }

    private void AddEntityTypes(SchemaDeclarationSyntax syntax, IReadOnlyList<EntityTypeSymbol> symbols)
    {
        var declared = syntax switch
        {
            SchemaEntitySyntax entity => ResolveEntity(entity, symbols[0]),
            SchemaEnumSyntax enumeration => ResolveEnum(enumeration),
            _ => throw new InvalidOperationException("unknown syntax of an entity type: " + syntax.GetType()),
        };

        if (declared is not var (type, size))
            return;
        foreach (var symbol in symbols)
        {
            if (_budget.TryCharge(size, symbol))
                _entityTypes.Add(type with { Name = symbol.Type.TypeName });
        }
    }

    private (SchemaEntityType Type, long Size)? ResolveEntity(SchemaEntitySyntax syntax, EntityTypeSymbol symbol)
    {
        var (file, container) = (symbol.File, symbol.Namespace);
        var memberOf = _types.ResolveEntityTypes(syntax.MemberOf, file, container);
        var shape = syntax.Shape is null ? EmptyRecord : _types.ResolveRecord(syntax.Shape, "shape", file, container);
        var tags = syntax.Tags is null ? null : _types.Resolve(syntax.Tags, file, container);
        if (shape?.Type is not SchemaType.Record attributes || (syntax.Tags is not null && tags is null))
            return null;
        var type = new SchemaEntityType("", memberOf, attributes, tags?.Type, EquatableArray<string>.Empty);
        return (type, memberOf.Count + shape.Size + (tags?.Size ?? 0));
    }

    private static (SchemaEntityType Type, long Size)? ResolveEnum(SchemaEnumSyntax syntax)
    {
        var ids = syntax.Ids.Select(id => id.Text).Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal).ToEquatableArray();
        return (new SchemaEntityType("", EquatableArray<string>.Empty, SchemaType.Record.Empty, null, ids), ids.Count);
    }

    private void AddActions(SchemaActionSyntax syntax, IReadOnlyList<ActionSymbol> symbols)
    {
        var (file, container) = (symbols[0].File, symbols[0].Namespace);
        var (principals, resources) = (EquatableArray<string>.Empty, EquatableArray<string>.Empty);
        var context = EmptyRecord;
        if (syntax.AppliesTo is { } appliesTo)
        {
            principals = _types.ResolveEntityTypes(appliesTo.Principals, file, container);
            resources = _types.ResolveEntityTypes(appliesTo.Resources, file, container);
            context = appliesTo.Context is null ? EmptyRecord : _types.ResolveRecord(appliesTo.Context, "context", file, container);
        }

        if (context?.Type is not SchemaType.Record attributes)
            return;
        var memberOf = MemberOf(syntax, container);
        var size = memberOf.Count + principals.Count + resources.Count + context.Size;
        foreach (var symbol in symbols)
        {
            if (_budget.TryCharge(size, symbol))
                _actions.Add(new SchemaAction(symbol.Uid, memberOf, principals, resources, attributes));
        }
    }

    private EquatableArray<EntityUid> MemberOf(SchemaActionSyntax syntax, SchemaNamespaceSymbol container)
    {
        var groups = new HashSet<EntityUid>();
        foreach (var reference in syntax.MemberOf)
        {
            if (_declarations.Symbols.FindAction(reference, container) is { } group)
                groups.Add(group.Uid);
        }

        return groups.OrderBy(uid => uid.Type, StringComparer.Ordinal).ThenBy(uid => uid.Id, StringComparer.Ordinal).ToEquatableArray();
    }

    private static ResolvedType? EmptyRecord { get; } = new(SchemaType.Record.Empty, 1, 1);
}
