using AgentPolicy.Language.Program;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Compiled;

/// <summary>Reads the list of policies that <see cref="PolicyListWriter"/> wrote.</summary>
internal static class PolicyList
{
    private const int IsPermit = 1;
    private const int IsOfOutput = 2;
    private const int HasReason = 4;

    /// <exception cref="FormatException">It is no such list, or another version's.</exception>
    public static PolicyInfo[] Read(ReadOnlySpan<byte> text)
    {
        var reader = new TokenReader(text);
        var files = new string[reader.ReadCount()];
        var policies = new PolicyInfo[reader.ReadCount()];
        for (var i = 0; i < files.Length; i++)
            files[i] = reader.ReadText();
        for (var i = 0; i < policies.Length; i++)
            policies[i] = Read(ref reader, i, files);
        return reader.IsAtEnd ? policies : throw new FormatException("The list of policies goes on behind its end.");
    }

    private static PolicyInfo Read(ref TokenReader reader, int position, string[] files)
    {
        var (flags, file, line) = (reader.ReadCount(), reader.ReadCount(), reader.ReadCount());
        if (flags > (IsPermit | IsOfOutput | HasReason) || file >= files.Length)
            throw new FormatException("No such policy.");
        var (positionalId, id) = (reader.ReadText(), reader.ReadText());
        return new PolicyInfo(
            id,
            positionalId.Length == 0 ? PolicyListWriter.PositionalId(position) : positionalId,
            (flags & IsPermit) != 0 ? PolicyEffect.Permit : PolicyEffect.Forbid,
            (flags & IsOfOutput) != 0 ? PolicyPhase.Output : PolicyPhase.Input,
            (flags & HasReason) != 0 ? reader.ReadText() : null,
            files[file],
            line);
    }
}
