using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Indexing;
using AgentPolicy.Language.Lowering;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language;

/// <summary>The front end, from text to the intermediate representation: parse, bind, lower, fold, index.</summary>
internal static class PolicyCompiler
{
    /// <summary>
    /// Compiles a set of files, which the caller has put in order (ordinal path). With any diagnostic there is no program. Where the options carry what the code
    /// or a schema declares, the names that policies use are checked against it.
    /// </summary>
    public static PolicyProgram? Compile(IReadOnlyList<SourceFile> files, BindingOptions options, DiagnosticBag bag) =>
        Compile(files.Select(file => new ParsedPolicies(file, CedarParser.Parse(file, bag))).ToArray(), options, bag);

    /// <summary>Compiles what was parsed already. With any diagnostic, also of the parser, there is no program.</summary>
    public static PolicyProgram? Compile(IReadOnlyList<ParsedPolicies> parsed, BindingOptions options, DiagnosticBag bag)
    {
        var bound = Binder.Bind(parsed, options, bag);
        if (bag.HasErrors)
            return null;
        var policies = new ProgramPolicy[bound.Policies.Count];
        var templates = new ProgramTemplate[bound.Templates.Count];
        return TryLower(bound.Policies, PolicyLowering.Lower, policies, bag) && TryLower(bound.Templates, PolicyLowering.LowerTemplate, templates, bag)
            ? new PolicyProgram(new EquatableArray<ProgramPolicy>(policies), new EquatableArray<ProgramTemplate>(templates), ProgramIndexer.Index(policies, templates))
            : null;
    }

    private static bool TryLower<T>(IReadOnlyList<BoundPolicy> bound, Func<BoundPolicy, T> lower, T[] lowered, DiagnosticBag bag)
    {
        for (var i = 0; i < lowered.Length; i++)
        {
            try
            {
                lowered[i] = lower(bound[i]);
            }
            catch (InsufficientExecutionStackException)
            {
                bag.Report(bound[i].File, bound[i].Syntax.Span, DiagnosticRules.StackTooSmall);
                return false;
            }
        }

        return true;
    }
}
