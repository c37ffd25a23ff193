using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>Variables, entities, records, and the names asked of them.</summary>
internal sealed partial class ConditionNameChecker
{
    private CheckedExpr CheckEntity(EntityExprSyntax entity)
    {
        names.CheckEntity(file, entity.Uid, entity.Span);
        return new CheckedExpr(new PathShape.NodeShape(environment.Entity(entity.Uid.Type)));
    }

    private CheckedExpr CheckVariable(CedarVariable variable) => variable switch
    {
        CedarVariable.Principal => new(new PathShape.NodeShape(environment.Principal(policy.Principal))),
        CedarVariable.Resource => new(new PathShape.NodeShape(environment.Resource(policy))),
        CedarVariable.Context => new(new PathShape.NodeShape(environment.Actions.CallsOf(policy.Action).Context), PathTable.Context),
        // Actions have no attributes that a schema could declare.
        _ => new(PathShape.Open),
    };

    private CheckedExpr CheckIs(IsSyntax node)
    {
        Check(node.Target);
        names.CheckType(file, node.Type.Text, node.Type.Span);
        if (node.In is not null)
            Check(node.In);
        return new CheckedExpr(PathShape.Open);
    }

    private CheckedExpr CheckRecord(RecordSyntax record)
    {
        var fields = new Dictionary<string, (PathShape, int)>(StringComparer.Ordinal);
        foreach (var field in record.Fields)
        {
            var value = Check(field.Value);
            fields.Add(field.Name, (value.Shape, value.Path));
        }

        return new CheckedExpr(new PathShape.LiteralShape(fields));
    }

    private CheckedExpr CheckMember(MemberSyntax member)
    {
        var target = Check(member.Target);
        var path = _paths.Member(target.Path, member.Name);
        // What is no path of names cannot be guarded by one either: there the name need only exist.
        var isGuarded = path == PathTable.None || _facts.Contains(path) || _facts.Contains(PathTable.ActionCompared);
        var (shape, fieldPath) = Read(target.Shape, reporter.Asked(member), isGuarded);
        return new CheckedExpr(shape, target.Shape is PathShape.LiteralShape ? fieldPath : path);
    }

    private (PathShape Shape, int Path) Read(PathShape target, in AskedName asked, bool isGuarded)
    {
        switch (target)
        {
            case PathShape.LiteralShape literal:
                if (literal.Fields.TryGetValue(asked.Name, out var field))
                    return field;
                reporter.ReportUnknownField(asked, literal.Fields.Keys);
                return (PathShape.Open, PathTable.None);
            case PathShape.ChoiceShape choice:
                PathShape? all = null;
                foreach (var leaf in choice.Leaves)
                {
                    var (shape, _) = Read(leaf, asked, isGuarded);
                    all = all is null ? shape : PathShape.Either(all, shape);
                }

                return (all!, PathTable.None);
            default:
                return (Read(((PathShape.NodeShape)target).Node, asked, isGuarded), PathTable.None);
        }
    }

    private PathShape Read(PathNode target, in AskedName asked, bool isGuarded)
    {
        var step = target.Find(asked.Name);
        // Guarded or not: a 'has' is false of what cannot be read, so the rule would pass over the very tool that it is about.
        if (step.Unread is { } unread)
            reporter.ReportUnread(asked, unread.Owner, unread.Reason);
        else if (step.Node is null)
            reporter.ReportUnknown(asked, target, step);
        else if (step.NeedsGuard && !isGuarded)
            reporter.ReportUnguarded(asked, step);
        return step.Node is null ? PathShape.Open : new PathShape.NodeShape(step.Node);
    }

    private CheckedExpr CheckHas(HasSyntax has)
    {
        var target = Check(has.Target);
        var (shapes, path) = (new List<PathShape> { target.Shape }, target.Path);
        var facts = new List<int>();
        foreach (var asked in reporter.Asked(has))
        {
            path = _paths.Member(path, asked.Name);
            if (path != PathTable.None)
                facts.Add(path);
            if (Test(shapes, asked) is not { Count: > 0 } next)
                break;
            shapes = next;
        }

        return new CheckedExpr(PathShape.Open, WhenTrue: facts.Count == 0 ? null : FactSet.Of([.. facts]));
    }

    /// <summary>Where a tested name leads. A test is about what may be missing, so one place that has the name is enough.</summary>
    private List<PathShape> Test(List<PathShape> targets, in AskedName asked)
    {
        var found = new HashSet<PathShape>();
        PathShape? lacking = null;
        foreach (var leaf in targets.SelectMany(target => target is PathShape.ChoiceShape choice ? choice.Leaves : [target]))
        {
            if (leaf is PathShape.LiteralShape literal && literal.Fields.TryGetValue(asked.Name, out var field))
                found.Add(field.Shape);
            else if (leaf is PathShape.NodeShape { Node: var node } && node.Find(asked.Name) is { Unread: null, Node: { } next })
                found.Add(new PathShape.NodeShape(next));
            else if (!(leaf is PathShape.NodeShape { Node: var target } && ReportUnread(target, asked)))
                lacking ??= leaf;
        }

        if (found.Count == 0 && lacking is not null)
            Read(lacking, asked, isGuarded: true);
        return [.. found];
    }

    private bool ReportUnread(PathNode target, in AskedName asked)
    {
        if (target.Find(asked.Name).Unread is not { } unread)
            return false;
        reporter.ReportUnread(asked, unread.Owner, unread.Reason);
        return true;
    }
}
