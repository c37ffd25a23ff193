using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>
/// Finds what a name means: a name without namespace is looked for in the namespace it stands in, then in the empty one, and then among the built-in types;
/// a full name only where it says. In each namespace common types go before entity types.
/// </summary>
internal sealed class SchemaSymbolTable
{
    // A suggestion need not be sought among any number of names.
    private const int MaxCandidates = 2_000;
    private const int MaxCandidateNamespaceLength = 200;

    private readonly Dictionary<string, SchemaNamespaceSymbol> _namespaces = new(StringComparer.Ordinal);
    private readonly List<SchemaNamespaceSymbol> _inOrder = [];

    public SchemaSymbolTable() => Empty = GetOrAdd("");

    public SchemaNamespaceSymbol Empty { get; }

    /// <summary>In the order first declared, so that diagnostics have an order.</summary>
    public IReadOnlyList<SchemaNamespaceSymbol> Namespaces => _inOrder;

    public SchemaNamespaceSymbol GetOrAdd(string name)
    {
        if (_namespaces.TryGetValue(name, out var found))
            return found;
        var added = new SchemaNamespaceSymbol(name);
        _namespaces.Add(name, added);
        _inOrder.Add(added);
        return added;
    }

    /// <summary>What a name means as the type of a value: a common type's symbol, or a type; neither where it means nothing.</summary>
    public (CommonTypeSymbol? Common, SchemaType? Type) Find(SchemaNamedTypeSyntax named, SchemaNamespaceSymbol current) => named.Kind switch
    {
        SchemaNameKind.EntityOrCommon => FindType(named.Name, current),
        SchemaNameKind.Common => FindCommonType(named.Name, current),
        SchemaNameKind.Entity => (null, FindEntity(named.Name, current)),
        _ => throw new InvalidOperationException("No such kind of name: " + (int)named.Kind),
    };

    /// <summary>The type that <paramref name="name"/> means where a value's type is wanted: a common type's symbol, or a type.</summary>
    public (CommonTypeSymbol? Common, SchemaType? Type) FindType(SchemaNameSyntax name, SchemaNamespaceSymbol current)
    {
        foreach (var container in Candidates(name, current))
        {
            if (container.CommonTypes.TryGetValue(name.Name, out var common))
                return (common, null);
            if (FindEntity(name.Name, container) is { } entity)
                return (null, entity);
        }

        return (null, FindBuiltin(name));
    }

    /// <summary>The type that <paramref name="name"/> means where only a common type may stand.</summary>
    public (CommonTypeSymbol? Common, SchemaType? Type) FindCommonType(SchemaNameSyntax name, SchemaNamespaceSymbol current)
    {
        foreach (var container in Candidates(name, current))
        {
            if (container.CommonTypes.TryGetValue(name.Name, out var common))
                return (common, null);
        }

        return (null, FindBuiltin(name));
    }

    public EntityTypeSymbol? FindEntityType(SchemaNameSyntax name, SchemaNamespaceSymbol current)
    {
        foreach (var container in Candidates(name, current))
        {
            if (container.EntityTypes.TryGetValue(name.Name, out var entity))
                return entity;
        }

        return null;
    }

    public ActionSymbol? FindAction(SchemaActionReferenceSyntax reference, SchemaNamespaceSymbol current)
    {
        if (reference.Type is { Name: not SchemaNames.Action })
            return null;
        foreach (var container in Candidates(reference.Type, current))
        {
            if (container.Actions.TryGetValue(reference.Id, out var action))
                return action;
        }

        return null;
    }

    /// <summary>The names of types that could have been meant, as they would be written in <paramref name="current"/>.</summary>
    public IEnumerable<string> TypeNames(SchemaNamespaceSymbol current, bool entities, bool commonTypes) => Namespaces
        .Where(container => container.Name.Length <= MaxCandidateNamespaceLength)
        .SelectMany(container => (entities ? container.EntityTypes.Keys : Enumerable.Empty<string>())
            .Concat(commonTypes ? container.CommonTypes.Keys : Enumerable.Empty<string>())
            .Select(name => container == current ? name : container.Qualify(name)))
        .Take(MaxCandidates)
        .Concat(commonTypes ? SchemaNames.Builtins : []);

    public IEnumerable<string> ActionIds() => Namespaces.SelectMany(container => container.Actions.Keys).Take(MaxCandidates);

    /// <summary>The end of a message about a name that means nothing.</summary>
    public static string DescribeUnknown(string? meant) => meant is null ? "; it is declared in no file of the schema" : Suggestion.DidYouMean(meant);

    private SchemaType.Entity? FindEntity(SchemaNameSyntax name, SchemaNamespaceSymbol current) =>
        Candidates(name, current).Select(container => FindEntity(name.Name, container)).FirstOrDefault(type => type is not null);

    // Actions are entities too, where there are any.
    private static SchemaType.Entity? FindEntity(string name, SchemaNamespaceSymbol container)
    {
        if (container.EntityTypes.TryGetValue(name, out var entity))
            return entity.Type;
        return name == SchemaNames.Action && container.Actions.Count > 0 ? new SchemaType.Entity(container.ActionType) : null;
    }

    // A user's type in the empty namespace takes a built-in type's place; '__cedar::' still names the built-in one.
    private SchemaType? FindBuiltin(SchemaNameSyntax name)
    {
        if (name.IsQualified)
            return name.Namespace == SchemaNames.Cedar ? SchemaNames.Builtin(name.Name) : null;
        return Empty.CommonTypes.ContainsKey(name.Name) || Empty.EntityTypes.ContainsKey(name.Name) ? null : SchemaNames.Builtin(name.Name);
    }

    private IEnumerable<SchemaNamespaceSymbol> Candidates(SchemaNameSyntax? name, SchemaNamespaceSymbol current)
    {
        if (name is { IsQualified: true })
        {
            if (_namespaces.TryGetValue(name.Namespace, out var named))
                yield return named;
            yield break;
        }

        yield return current;
        if (current != Empty)
            yield return Empty;
    }
}
