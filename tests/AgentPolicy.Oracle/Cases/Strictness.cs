using AgentPolicy.Oracle.Reference;

namespace AgentPolicy.Oracle.Cases;

/// <summary>Where we differ from the reference engine on purpose, each with its reason. What is not here is a disagreement.</summary>
internal sealed record Strictness(string Name, string Reason, Func<Subject, string, Verdict, Verdict, bool> Covers)
{
    public static readonly IReadOnlyList<Strictness> All = [];

    public static bool Explains(Subject subject, string text, Verdict ours, Verdict reference) => All.Any(strictness => strictness.Covers(subject, text, ours, reference));
}
