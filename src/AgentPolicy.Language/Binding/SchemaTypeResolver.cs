using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>
/// A type with its size: the types and attributes it is made of, shared parts counted wherever they stand; and how deep records and sets nest in it.
/// </summary>
internal sealed record ResolvedType(SchemaType Type, long Size, int Depth);

/// <summary>Turns types as written into types, common types filled in. Null where something is wrong, which has been reported.</summary>
internal sealed class SchemaTypeResolver(SchemaSymbolTable symbols, DiagnosticBag bag)
{
    /// <summary>Fills in every common type, and reports those made of themselves.</summary>
    public void ResolveCommonTypes(IReadOnlyList<CommonTypeSymbol> types)
    {
        var indexes = new Dictionary<CommonTypeSymbol, int>(types.Count);
        foreach (var type in types)
            indexes.Add(type, indexes.Count);
        var dependencies = new List<int>[types.Count];
        for (var i = 0; i < types.Count; i++)
        {
            dependencies[i] = [];
            foreach (var named in SyntaxWalker.NamesIn(types[i].Syntax.Type))
            {
                if (symbols.Find(named, types[i].Namespace).Common is { } common)
                    dependencies[i].Add(indexes[common]);
            }
        }

        var order = DependencyOrder.Sort(dependencies, cycle => ReportCycle(cycle.ConvertAll(index => types[index])));
        foreach (var index in order)
            types[index].Resolved = Resolve(types[index].Syntax.Type, types[index].File, types[index].Namespace);
    }

    public ResolvedType? Resolve(SchemaTypeSyntax syntax, SourceFile file, SchemaNamespaceSymbol current)
    {
        if (!StackGuard.HasRoom())
        {
            bag.Report(file, syntax.Span, DiagnosticRules.StackTooSmall);
            return null;
        }

        return syntax switch
        {
            SchemaNamedTypeSyntax named => ResolveName(named, file, current),
            SchemaSetTypeSyntax set => ResolveSet(set, file, current),
            SchemaRecordTypeSyntax record => ResolveRecord(record, file, current),
            _ => throw new InvalidOperationException("unknown syntax of a type: " + syntax.GetType()),
        };
    }

    /// <summary>A context or an entity's attributes: a record, or a type that stands for one.</summary>
    /// <param name="syntax">The type.</param>
    /// <param name="what">What it is the type of, for the diagnostic.</param>
    /// <param name="file">Where it stands.</param>
    /// <param name="current">The namespace that it stands in.</param>
    public ResolvedType? ResolveRecord(SchemaTypeSyntax syntax, string what, SourceFile file, SchemaNamespaceSymbol current)
    {
        var resolved = Resolve(syntax, file, current);
        if (resolved is null or { Type: SchemaType.Record })
            return resolved;
        var text = syntax is SchemaNamedTypeSyntax named ? Excerpt.Shorten(named.Name.FullName) : Excerpt.Shorten(file.Text, syntax.Span);
        bag.Report(file, syntax.Span, DiagnosticRules.SchemaNotRecord, what, text);
        return null;
    }

    /// <summary>The full names, sorted and each once, of the entity types named.</summary>
    public EquatableArray<string> ResolveEntityTypes(EquatableArray<SchemaNameSyntax> names, SourceFile file, SchemaNamespaceSymbol current)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (symbols.FindEntityType(name, current) is { } symbol)
                types.Add(symbol.Type.TypeName);
            else
                bag.Report(file, name.Span, DiagnosticRules.SchemaUnknownEntityType, Excerpt.Shorten(name.FullName), EntityTypeHint(name, current));
        }

        return types.OrderBy(type => type, StringComparer.Ordinal).ToEquatableArray();
    }

    private void ReportCycle(List<CommonTypeSymbol> cycle)
    {
        var first = cycle[0];
        first.Report(bag, DiagnosticRules.SchemaTypeCycle, Excerpt.Shorten(first.Name), CyclePath.Describe(cycle, type => type.Namespace.Qualify(type.Name)));
    }

    private ResolvedType? ResolveName(SchemaNamedTypeSyntax named, SourceFile file, SchemaNamespaceSymbol current)
    {
        var (common, type) = symbols.Find(named, current);
        if (common is not null)
            return common.Resolved;
        if (type is not null)
            return new ResolvedType(type, 1, 0);
        var (rule, hint) = named.Kind switch
        {
            SchemaNameKind.Common => (DiagnosticRules.SchemaUnknownCommonType, CommonTypeHint(named.Name, current)),
            SchemaNameKind.Entity => (DiagnosticRules.SchemaUnknownEntityType, EntityTypeHint(named.Name, current)),
            _ => (DiagnosticRules.SchemaUnknownType, Hint(named.Name, current, entities: true, commonTypes: true)),
        };
        bag.Report(file, named.Name.Span, rule, Excerpt.Shorten(named.Name.FullName), hint);
        return null;
    }

    private ResolvedType? ResolveSet(SchemaSetTypeSyntax set, SourceFile file, SchemaNamespaceSymbol current)
    {
        if (Resolve(set.Element, file, current) is not { } element)
            return null;
        return Bounded(new ResolvedType(new SchemaType.Set(element.Type), element.Size + 1, element.Depth + 1), set.Span, file);
    }

    private ResolvedType? ResolveRecord(SchemaRecordTypeSyntax record, SourceFile file, SchemaNamespaceSymbol current)
    {
        var attributes = new SchemaAttribute[record.Attributes.Count];
        var (size, depth, isComplete) = (1L, 0, true);
        for (var i = 0; i < attributes.Length; i++)
        {
            var attribute = record.Attributes[i];
            if (Resolve(attribute.Type, file, current) is not { } type)
            {
                // The others are still resolved, so that all unknown names are reported.
                isComplete = false;
                continue;
            }

            attributes[i] = new SchemaAttribute(attribute.Name.Text, type.Type, attribute.IsRequired);
            size += type.Size + 1;
            depth = Math.Max(depth, type.Depth);
        }

        if (!isComplete)
            return null;
        Array.Sort(attributes, static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return Bounded(new ResolvedType(new SchemaType.Record(new EquatableArray<SchemaAttribute>(attributes)), size, depth + 1), record.Span, file);
    }

    private ResolvedType? Bounded(ResolvedType type, TextSpan span, SourceFile file)
    {
        if (type.Depth > Limits.MaxNesting)
            bag.Report(file, span, DiagnosticRules.SchemaTypeTooDeep, Limits.MaxNesting);
        else if (type.Size > Limits.MaxSchemaSize)
            bag.Report(file, span, DiagnosticRules.SchemaTooLarge, Limits.MaxSchemaSize);
        else
            return type;
        return null;
    }

    private string EntityTypeHint(SchemaNameSyntax name, SchemaNamespaceSymbol current)
    {
        var (common, type) = symbols.FindType(name, current);
        if (common is not null)
            return "; that is a common type, and an entity type must stand here";
        return type switch
        {
            SchemaType.Entity => "; actions cannot stand here, declare an entity type",
            null => Hint(name, current, entities: true, commonTypes: false),
            _ => "; that is the type of a value, and an entity type must stand here",
        };
    }

    private string CommonTypeHint(SchemaNameSyntax name, SchemaNamespaceSymbol current) => symbols.FindEntityType(name, current) is null
        ? Hint(name, current, entities: false, commonTypes: true)
        : "; that is an entity type, and a common type must stand here";

    private string Hint(SchemaNameSyntax name, SchemaNamespaceSymbol current, bool entities, bool commonTypes)
    {
        // The diagnostic will be dropped: no need to search.
        if (bag.IsFull)
            return "";
        if (name.Namespace == SchemaNames.Cedar)
            return "; the built-in types are " + string.Join(", ", SchemaNames.Builtins);
        var meant = commonTypes && !name.IsQualified ? SchemaNames.FromOtherLanguages(name.Name) : null;
        meant ??= symbols.TypeNames(current, entities, commonTypes).FirstOrDefault(candidate => IsOrEndsWith(candidate, name.Name));
        meant ??= Suggestion.FindNearest(name.FullName, symbols.TypeNames(current, entities, commonTypes));
        return SchemaSymbolTable.DescribeUnknown(meant);
    }

    private static bool IsOrEndsWith(string path, string name) =>
        path.EndsWith(name, StringComparison.Ordinal) && (path.Length == name.Length || path.EndsWith("::" + name, StringComparison.Ordinal));
}
