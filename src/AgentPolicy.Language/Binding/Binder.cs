using System.Globalization;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

/// <summary>
/// Gives each policy its ids and checks that everything it names has an effect: its annotations, the functions it calls, the parts of the context it reads;
/// where tools or a schema are known, that everything it names exists (<see cref="NameChecker"/>). What this version cannot do is refused here, never ignored.
/// </summary>
internal sealed class Binder(BindingOptions options, DiagnosticBag bag)
{
    private static readonly string[] s_supportedAnnotations = ["id", "reason"];
    private static readonly string[] s_unsupportedAnnotations = ["severity", "mode", "approval", "rate_limit", "budget", "redact", "label", "audit"];

    private readonly Dictionary<string, (SourceFile File, TextSpan Span)> _ids = new(StringComparer.Ordinal);
    private readonly List<BoundPolicy> _policies = [];
    private readonly List<BoundPolicy> _templates = [];
    private readonly NameChecker? _names = PolicyEnvironment.Create(options) is { } environment ? new NameChecker(environment, bag) : null;
    private int _position;

    public static BoundPolicySet Bind(IReadOnlyList<ParsedPolicies> files, BindingOptions options, DiagnosticBag bag)
    {
        var binder = new Binder(options, bag);
        foreach (var (file, syntax, ids) in files)
        {
            for (var i = 0; i < syntax.Policies.Count; i++)
            {
                if (binder._position == Limits.MaxPolicies)
                {
                    bag.Report(file, syntax.Policies[i].Span, DiagnosticRules.TooManyPolicies, Limits.MaxPolicies);
                    return new BoundPolicySet([], []);
                }

                binder.BindPolicy(file, syntax.Policies[i], ids?[i] ?? PositionalId(binder._position));
                binder._position++;
            }
        }

        return new BoundPolicySet(binder._policies, binder._templates);
    }

    /// <summary>What a policy is called that nothing else gives an id. Templates count too, as in the reference engine.</summary>
    public static string PositionalId(int position) => "policy" + position.ToString(CultureInfo.InvariantCulture);

    private void BindPolicy(SourceFile file, PolicySyntax policy, string positionalId)
    {
        CheckAnnotations(file, policy);
        _names?.Check(file, policy);
        var annotation = Annotation(policy, "id");
        var id = annotation is { Value: { Length: > 0 } text } ? text : positionalId;
        if (!options.IsCedarMode)
            CheckUnique(file, id, annotation?.Span ?? policy.Span);
        var list = TemplateSlots.Find(policy) is null ? _policies : _templates;
        list.Add(new BoundPolicy(policy, file, positionalId, id, Annotation(policy, "reason")?.Value, FindPhase(file, policy)));
    }

    // Cedar itself knows no phases. Elsewhere a policy is of the one or the other, and what a call returned can only be withheld, so there it forbids.
    private PolicyPhase FindPhase(SourceFile file, PolicySyntax policy)
    {
        if (options.IsCedarMode)
            return PolicyPhase.Input;
        var output = policy.Conditions.SelectMany(condition => SyntaxWalker.DescendantsAndSelf(condition.Body)).FirstOrDefault(MayReadOutput);
        if (output is null)
            return PolicyPhase.Input;
        if (policy.Effect == PolicyEffect.Permit)
            bag.Report(file, output.Span, DiagnosticRules.OutputNeedsForbid);
        return PolicyPhase.Output;
    }

    private static AnnotationSyntax? Annotation(PolicySyntax policy, string name) =>
        policy.Annotations.FirstOrDefault(annotation => string.Equals(annotation.Name, name, StringComparison.Ordinal));

    private void CheckUnique(SourceFile file, string id, TextSpan span)
    {
        if (_ids.TryGetValue(id, out var first))
            bag.Report(file, span, DiagnosticRules.DuplicatePolicyId, Excerpt.Shorten(id), first.File.Path, first.File.GetLinePosition(first.Span.Start).Line);
        else
            _ids.Add(id, (file, span));
    }

    private void CheckAnnotations(SourceFile file, PolicySyntax policy)
    {
        if (options.IsCedarMode)
            return;
        foreach (var annotation in policy.Annotations)
        {
            if (s_supportedAnnotations.Contains(annotation.Name, StringComparer.Ordinal))
            {
                if (string.IsNullOrEmpty(annotation.Value))
                    bag.Report(file, annotation.Span, DiagnosticRules.AnnotationNeedsText, annotation.Name);
            }
            else if (s_unsupportedAnnotations.Contains(annotation.Name, StringComparer.Ordinal))
            {
                bag.Report(file, annotation.Span, DiagnosticRules.UnsupportedAnnotation, annotation.Name);
            }
            else if (!options.Annotations.Contains(annotation.Name, StringComparer.Ordinal))
            {
                var known = s_supportedAnnotations.Concat(s_unsupportedAnnotations).Concat(options.Annotations);
                var suggestion = Suggestion.DidYouMean(annotation.Name, known);
                bag.Report(file, annotation.Span, DiagnosticRules.UnknownAnnotation, Excerpt.Shorten(annotation.Name), suggestion);
            }
        }
    }

    private static bool MayReadOutput(ExprSyntax expr) => expr switch
    {
        MemberSyntax member => member.Name == "output" && MayBeContext(member.Target),
        HasSyntax { Target: VariableSyntax } has => has.Path[0] == "output" && MayBeContext(has.Target),
        HasSyntax has => has.Path.Contains("output", StringComparer.Ordinal) && MayBeContext(has.Target),
        _ => false,
    };

    // The safe side: wherever the context could come out of an 'if' or of a record that the policy writes, an 'output' is taken to be the context's.
    private static bool MayBeContext(ExprSyntax expr) => expr switch
    {
        VariableSyntax variable => variable.Variable == CedarVariable.Context,
        IfSyntax node => MayBeContext(node.Then) || MayBeContext(node.Else),
        RecordSyntax node => node.Fields.Any(field => MayBeContext(field.Value)),
        MemberSyntax { Target: not VariableSyntax } member => MayBeContext(member.Target),
        _ => false,
    };
}
