using AgentPolicy.Language.Text;

namespace AgentPolicy.Compiled;

/// <summary>Reads the list of policies that generated code carries.</summary>
internal static class PolicyList
{
    /// <exception cref="FormatException">It is no such list, or another version's.</exception>
    public static PolicyInfo[] Read(ReadOnlySpan<byte> text)
    {
        var reader = new TokenReader(text);
        var policies = new PolicyInfo[reader.ReadInt()];
        for (var i = 0; i < policies.Length; i++)
        {
            var (id, positionalId, effect, phase) = (reader.ReadText(), reader.ReadText(), (PolicyEffect)reader.ReadInt(), (PolicyPhase)reader.ReadInt());
            var (path, line) = (reader.ReadText(), reader.ReadInt());
            var hasReason = reader.ReadInt() != 0;
            var reason = reader.ReadText();
            policies[i] = new PolicyInfo(id, positionalId, effect, phase, hasReason ? reason : null, path, line);
        }

        return reader.IsAtEnd ? policies : throw new FormatException("The list of policies goes on behind its end.");
    }
}
