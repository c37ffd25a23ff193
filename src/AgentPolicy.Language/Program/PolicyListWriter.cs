using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Program;

/// <summary>Writes what decisions tell of policies as a table that generated code carries.</summary>
internal static class PolicyListWriter
{
    public static IReadOnlyList<string> Write(IReadOnlyCollection<ProgramPolicy> policies)
    {
        var writer = new TokenWriter();
        writer.Add(policies.Count).EndLine();
        foreach (var policy in policies)
        {
            writer.Add(policy.Id).Add(policy.PositionalId).Add((int)policy.Effect).Add((int)policy.Phase).Add(policy.Path).Add(policy.Line);

            // A reason may be empty, or not be there.
            writer.Add(policy.Reason is null ? 0 : 1).Add(policy.Reason ?? "").EndLine();
        }

        return writer.Lines;
    }
}
