using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>
/// The first pass over a schema: makes a symbol for every name declared in any file, and checks the names themselves: reserved ones, doubles, and names that
/// would hide one of the empty namespace.
/// </summary>
internal sealed class SchemaDeclarations(DiagnosticBag bag)
{
    private const int NameLengthPerUnit = 64;

    private readonly SchemaBudget _budget = new(bag);

    public SchemaSymbolTable Symbols { get; } = new();

    public List<CommonTypeSymbol> CommonTypes { get; } = [];

    /// <summary>Each entity declaration with the symbols of the names it gives.</summary>
    public List<(SchemaDeclarationSyntax Syntax, IReadOnlyList<EntityTypeSymbol> Symbols)> EntityTypes { get; } = [];

    /// <summary>Each action declaration with the symbols of the names it gives.</summary>
    public List<(SchemaActionSyntax Syntax, IReadOnlyList<ActionSymbol> Symbols)> Actions { get; } = [];

    /// <summary>
    /// Whether the full names alone are too much, which has been reported: a long namespace name is repeated in the name of everything it declares.
    /// </summary>
    public bool IsTooLarge => _budget.IsExceeded;

    public void Declare(SourceFile file, SchemaSyntax syntax)
    {
        DeclareAll(file, Symbols.Empty, syntax.Declarations);
        var seen = new Dictionary<string, TextSpan>(StringComparer.Ordinal);
        foreach (var declared in syntax.Namespaces)
        {
            var name = declared.Name.FullName;
            if (SchemaNames.IsReserved(name))
                bag.Report(file, declared.Name.Span, DiagnosticRules.SchemaReservedName, Excerpt.Shorten(name));
            else if (seen.TryGetValue(name, out var first))
                bag.Report(file, declared.Name.Span, DiagnosticRules.SchemaDuplicateNamespace, Excerpt.Shorten(name), SchemaLocation.Describe(file, first));
            else
                seen.Add(name, declared.Name.Span);
            DeclareAll(file, Symbols.GetOrAdd(name), declared.Declarations);
        }
    }

    /// <summary>No name of a namespace may hide one of the empty namespace, so that moving a declaration never changes what another means.</summary>
    public void CheckShadowing()
    {
        foreach (var container in Symbols.Namespaces)
        {
            if (container == Symbols.Empty)
                continue;
            foreach (var symbol in container.EntityTypes.Values.Concat<SchemaSymbol>(container.CommonTypes.Values))
                CheckTypeShadowing(symbol);
            foreach (var action in container.Actions.Values)
            {
                if (Symbols.Empty.Actions.TryGetValue(action.Name, out var hidden))
                    ReportShadowing(DiagnosticRules.SchemaActionShadowing, action, action.Uid.ToString(), hidden, hidden.Uid.ToString());
            }
        }
    }

    private void CheckTypeShadowing(SchemaSymbol symbol)
    {
        SchemaSymbol? hidden = Symbols.Empty.EntityTypes.TryGetValue(symbol.Name, out var entity) ? entity
            : Symbols.Empty.CommonTypes.TryGetValue(symbol.Name, out var common) ? common
            : null;
        if (hidden is not null)
            ReportShadowing(DiagnosticRules.SchemaTypeShadowing, symbol, symbol.Namespace.Qualify(symbol.Name), hidden, hidden.Name);
    }

    private void ReportShadowing(DiagnosticRule rule, SchemaSymbol symbol, string name, SchemaSymbol hidden, string hiddenName) =>
        symbol.Report(bag, rule, Excerpt.Shorten(name), Excerpt.Shorten(hiddenName), hidden.Location);

    private void DeclareAll(SourceFile file, SchemaNamespaceSymbol container, IReadOnlyList<SchemaDeclarationSyntax> declarations)
    {
        foreach (var declaration in declarations)
        {
            switch (declaration)
            {
                case SchemaEntitySyntax entity:
                    EntityTypes.Add((entity, DeclareEntityTypes(file, container, entity.Names)));
                    break;
                case SchemaEnumSyntax enumeration:
                    EntityTypes.Add((enumeration, DeclareEntityTypes(file, container, enumeration.Names)));
                    break;
                case SchemaActionSyntax action:
                    Actions.Add((action, DeclareActions(file, container, action.Names)));
                    break;
                case SchemaCommonTypeSyntax common:
                    DeclareCommonType(new CommonTypeSymbol(file, container, common));
                    break;
                default:
                    throw new InvalidOperationException("unknown syntax of a declaration: " + declaration.GetType());
            }
        }
    }

    private List<EntityTypeSymbol> DeclareEntityTypes(SourceFile file, SchemaNamespaceSymbol container, IReadOnlyList<SchemaLabelSyntax> names)
    {
        var symbols = new List<EntityTypeSymbol>();
        foreach (var name in names)
        {
            var symbol = new EntityTypeSymbol(file, container, name);
            if (name.Text == SchemaNames.Cedar)
                symbol.Report(bag, DiagnosticRules.SchemaReservedName, name.Text);
            else if (name.Text == SchemaNames.Action)
                symbol.Report(bag, DiagnosticRules.SchemaActionTypeDeclared, Excerpt.Shorten(container.ActionType));
            else if (TryAdd(container.EntityTypes, symbol, "the entity type"))
                symbols.Add(symbol);
        }

        return symbols;
    }

    private List<ActionSymbol> DeclareActions(SourceFile file, SchemaNamespaceSymbol container, IReadOnlyList<SchemaLabelSyntax> names)
    {
        var symbols = new List<ActionSymbol>();
        foreach (var name in names)
        {
            var symbol = new ActionSymbol(file, container, name);
            if (TryAdd(container.Actions, symbol, "the action"))
                symbols.Add(symbol);
        }

        return symbols;
    }

    private void DeclareCommonType(CommonTypeSymbol symbol)
    {
        if (symbol.Name == SchemaNames.Cedar || SchemaNames.IsReservedForCommonTypes(symbol.Name))
            symbol.Report(bag, DiagnosticRules.SchemaReservedName, symbol.Name);
        else if (TryAdd(symbol.Namespace.CommonTypes, symbol, "the type"))
            CommonTypes.Add(symbol);
    }

    private bool TryAdd<T>(Dictionary<string, T> declared, T symbol, string kind)
        where T : SchemaSymbol
    {
        if (declared.TryGetValue(symbol.Name, out var first))
        {
            symbol.Report(bag, DiagnosticRules.SchemaDuplicateDeclaration, kind, Excerpt.Shorten(symbol.Name), first.Location);
            return false;
        }

        declared.Add(symbol.Name, symbol);
        _budget.TryCharge(1 + ((symbol.Namespace.Name.Length + symbol.Name.Length) / NameLengthPerUnit), symbol);
        return true;
    }
}
