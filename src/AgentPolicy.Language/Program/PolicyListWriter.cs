using System.Globalization;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Program;

/// <summary>Writes what decisions tell of policies as a table that generated code carries: the files, then the policies.</summary>
internal static class PolicyListWriter
{
    public static IReadOnlyList<string> Write(IReadOnlyList<ProgramPolicy> policies)
    {
        var writer = new TokenWriter();
        var files = policies.Select(policy => policy.Path).Distinct(StringComparer.Ordinal).ToList();
        var numbers = files.Select((path, number) => (path, number)).ToDictionary(file => file.path, file => file.number, StringComparer.Ordinal);
        writer.Add(files.Count).Add(policies.Count).EndLine();
        foreach (var file in files)
            writer.Add(file).EndLine();
        for (var i = 0; i < policies.Count; i++)
            Write(policies[i], i, numbers[policies[i].Path], writer);
        return writer.Lines;
    }

    /// <summary>The id that Cedar gives by position.</summary>
    public static string PositionalId(int position) => "policy" + position.ToString(CultureInfo.InvariantCulture);

    // Each is short: a set may have thousands.
    private static void Write(ProgramPolicy policy, int position, int file, TokenWriter writer)
    {
        writer.Add((policy.Reason is null ? 0 : 4) + (policy.Phase == PolicyPhase.Output ? 2 : 0) + (policy.Effect == PolicyEffect.Permit ? 1 : 0));
        writer.Add(file).Add(policy.Line).Add(policy.PositionalId == PositionalId(position) ? "" : policy.PositionalId).Add(policy.Id);
        if (policy.Reason is not null)
            writer.Add(policy.Reason);
        writer.EndLine();
    }
}
