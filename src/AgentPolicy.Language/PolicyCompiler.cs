using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Lowering;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language;

/// <summary>The front end, from text to the intermediate representation: parse, bind, lower, fold.</summary>
internal static class PolicyCompiler
{
    /// <summary>
    /// Compiles a set of files, which the caller has put in order (ordinal path). With any diagnostic there is no program. Where the options carry what the code
    /// or a schema declares, the names that policies use are checked against it.
    /// </summary>
    public static PolicyProgram? Compile(IReadOnlyList<SourceFile> files, BindingOptions options, DiagnosticBag bag)
    {
        var syntax = files.Select(file => (file, CedarParser.Parse(file, bag))).ToArray();
        var bound = Binder.Bind(syntax, options, bag);
        if (bag.HasErrors)
            return null;
        var policies = new ProgramPolicy[bound.Policies.Count];
        for (var i = 0; i < policies.Length; i++)
        {
            if (!TryLower(bound.Policies[i], bag, out policies[i]))
                return null;
        }

        return new PolicyProgram(new EquatableArray<ProgramPolicy>(policies), bound.TemplateCount);
    }

    private static bool TryLower(BoundPolicy policy, DiagnosticBag bag, out ProgramPolicy lowered)
    {
        try
        {
            lowered = PolicyLowering.Lower(policy);
            return true;
        }
        catch (InsufficientExecutionStackException)
        {
            bag.Report(policy.File, policy.Syntax.Span, DiagnosticRules.StackTooSmall);
            lowered = null!;
            return false;
        }
    }
}
