using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>Where a name is asked for: the place of the name, and the expression that it is asked of, for messages.</summary>
internal readonly record struct AskedName(string Name, TextSpan Span, TextSpan Target);

/// <summary>Says what is wrong with a name that is asked of an expression. One complaint a place.</summary>
internal sealed class PathReporter(SourceFile file, DiagnosticBag bag)
{
    private readonly HashSet<TextSpan> _reported = [];

    /// <summary>No alternative has the name.</summary>
    public void ReportUnknown(in AskedName asked, PathNode target, PathStep step)
    {
        if (bag.IsFull)
            return;
        var name = Excerpt.Shorten(asked.Name);
        var suggestion = Suggestion.DidYouMean(asked.Name, target.Names);
        if (target.IsValue && target.Alternatives[0].Type is ValuePathType value)
            Report(asked, DiagnosticRules.ValueHasNoAttributes, Excerpt.Shorten(file.Text, asked.Target), value.Description, name);
        else if (target.Kind == PathKind.Context && asked.Name == ToolContextType.Output && step.Lacking.IsTools)
            Report(asked, DiagnosticRules.UnreadableOutput, step.Lacking.DescribeAny());
        else if (target.Kind == PathKind.Input)
            Report(asked, DiagnosticRules.UnknownInput, name, step.Lacking.DescribeAny(), suggestion);
        else if (target.Kind == PathKind.Context)
            Report(asked, DiagnosticRules.UnknownInContext, name, step.Lacking.DescribeAny(), suggestion);
        else if (target.Kind == PathKind.Entity)
            Report(asked, DiagnosticRules.UnknownEntityAttribute, name, step.Lacking.DescribeAny(), suggestion);
        else
            Report(asked, DiagnosticRules.UnknownAttribute, Excerpt.Shorten(file.Text, asked.Target), name, step.Lacking.DescribeAny(), suggestion);
    }

    /// <summary>The name is there, but nothing can be read.</summary>
    public void ReportUnread(in AskedName asked, PathOwner owner, string reason) =>
        Report(asked, DiagnosticRules.UnreadName, Excerpt.Shorten(asked.Name), owner, reason);

    /// <summary>Some alternatives have the name, others do not, and nothing has asked which.</summary>
    public void ReportUnguarded(in AskedName asked, PathStep step) =>
        Report(asked, DiagnosticRules.UnguardedName, Excerpt.Shorten(asked.Name), step.Lacking, Excerpt.Shorten(file.Text, asked.Target));

    /// <summary>A record that the policy writes has no such attribute.</summary>
    public void ReportUnknownField(in AskedName asked, IEnumerable<string> fields)
    {
        if (!bag.IsFull)
            Report(asked, DiagnosticRules.UnknownRecordField, Excerpt.Shorten(asked.Name), Suggestion.DidYouMean(asked.Name, fields));
    }

    /// <summary>The place of an attribute's name; of the whole access where it is written in brackets.</summary>
    public AskedName Asked(MemberSyntax member)
    {
        var isPlain = EndsWith(member.Span, member.Name);
        var span = isPlain ? new TextSpan(member.Span.End - member.Name.Length, member.Name.Length) : member.Span;
        return new AskedName(member.Name, span, member.Target.Span);
    }

    /// <summary>The places of a test's names; of the whole test where they are not written one after the other.</summary>
    public AskedName[] Asked(HasSyntax has)
    {
        var asked = new AskedName[has.Path.Count];
        var isPlain = EndsWith(has.Span, string.Join(".", has.Path));
        var end = has.Span.End;
        for (var i = asked.Length - 1; i >= 0; i--)
        {
            var name = has.Path[i];
            asked[i] = new AskedName(name, isPlain ? new TextSpan(end - name.Length, name.Length) : has.Span, has.Target.Span);
            end -= name.Length + 1;
        }

        if (isPlain)
        {
            for (var i = 1; i < asked.Length; i++)
                asked[i] = asked[i] with { Target = TextSpan.FromBounds(has.Target.Span.Start, asked[i - 1].Span.End) };
        }

        return asked;
    }

    private bool EndsWith(TextSpan span, string text) =>
        text.Length <= span.Length && string.CompareOrdinal(file.Text, span.End - text.Length, text, 0, text.Length) == 0;

    private void Report(in AskedName asked, DiagnosticRule rule, params object[] arguments)
    {
        if (_reported.Add(asked.Span))
            bag.Report(file, asked.Span, rule, arguments);
    }
}
