using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;

namespace AgentPolicy.Language.Indexing;

/// <summary>Makes the index of a set's policies.</summary>
internal static class ProgramIndexer
{
    /// <exception cref="InsufficientExecutionStackException">The thread's stack is too small for an expression nested like this.</exception>
    public static ProgramIndex Index(IReadOnlyList<ProgramPolicy> policies, IReadOnlyList<ProgramTemplate> templates)
    {
        var paths = new AttributePaths();
        foreach (var policy in policies)
            paths.AddAll(policy.Condition);
        foreach (var template in templates)
            paths.AddAll(template.Conditions);
        var reader = new HeadReader(paths);
        return new ProgramIndex(policies.Select(policy => reader.Read(policy.Condition)).ToEquatableArray(), paths.Paths);
    }
}
