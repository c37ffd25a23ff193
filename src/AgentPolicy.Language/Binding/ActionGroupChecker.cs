using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>Checks that the groups actions are in exist, form no circle and are not too large altogether.</summary>
internal sealed class ActionGroupChecker(SchemaDeclarations declarations, DiagnosticBag bag)
{
    private readonly List<ActionSymbol> _actions = [];
    private readonly Dictionary<ActionSymbol, int> _indexes = [];
    private readonly List<IReadOnlyList<int>> _parents = [];

    public void Check()
    {
        foreach (var (_, symbols) in declarations.Actions)
        {
            foreach (var symbol in symbols)
            {
                _indexes.Add(symbol, _actions.Count);
                _actions.Add(symbol);
            }
        }

        foreach (var (syntax, symbols) in declarations.Actions)
        {
            if (symbols.Count == 0)
                continue;
            // One list for all names of a declaration: a thousand actions in a thousand groups are written in two thousand words.
            var parents = FindGroups(syntax, symbols[0]);
            foreach (var _ in symbols)
                _parents.Add(parents);
        }

        CheckHierarchy();
    }

    private List<int> FindGroups(SchemaActionSyntax syntax, ActionSymbol member)
    {
        var groups = new HashSet<int>();
        foreach (var reference in syntax.MemberOf)
        {
            if (declarations.Symbols.FindAction(reference, member.Namespace) is { } group)
                groups.Add(_indexes[group]);
            else
                bag.Report(member.File, reference.Span, DiagnosticRules.SchemaUnknownAction, Describe(reference), Hint(reference));
        }

        return groups.ToList();
    }

    private void CheckHierarchy()
    {
        var edges = 0L;
        for (var i = 0; i < _parents.Count; i++)
        {
            edges += _parents[i].Count;
            if (edges > Limits.MaxHierarchySize)
            {
                ReportTooLarge(i);
                return;
            }
        }

        var hasCycle = false;
        var order = DependencyOrder.Sort(_parents, cycle =>
        {
            hasCycle = true;
            ReportCycle(cycle.ConvertAll(index => _actions[index]));
        });
        if (!hasCycle && AncestorClosure.Compute(_parents, order, out var crossing) is null)
            ReportTooLarge(crossing);
    }

    private void ReportTooLarge(int index) =>
        _actions[index].Report(bag, DiagnosticRules.ActionGroupsTooLarge, Excerpt.Shorten(_actions[index].Name), Limits.MaxHierarchySize);

    private void ReportCycle(List<ActionSymbol> cycle) =>
        cycle[0].Report(bag, DiagnosticRules.SchemaActionCycle, Excerpt.Shorten(cycle[0].Name), CyclePath.Describe(cycle, action => action.Uid.ToString()));

    private static string Describe(SchemaActionReferenceSyntax reference) => reference.Type is null
        ? Excerpt.Shorten(reference.Id)
        : Excerpt.Shorten(reference.Type.FullName + "::" + CedarText.Quote(reference.Id));

    private string Hint(SchemaActionReferenceSyntax reference)
    {
        if (bag.IsFull)
            return "";
        if (reference.Type is { Name: not SchemaNames.Action })
            return "; an action's type is 'Action', or 'Namespace::Action'";
        var meant = Suggestion.FindNearest(reference.Id, declarations.Symbols.ActionIds());
        if (meant == reference.Id)
            return "; an action of that id is declared in another namespace, write its namespace before it";
        return SchemaSymbolTable.DescribeUnknown(meant);
    }
}
