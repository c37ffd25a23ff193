using AgentPolicy.Indexing;

namespace AgentPolicy;

/// <summary>A policy of a set, as decisions name it. Immutable.</summary>
public sealed class PolicyInfo
{
    internal PolicyInfo(string id, string positionalId, PolicyEffect effect, PolicyPhase phase, string? reason, string path, int line)
    {
        Id = id;
        PositionalId = positionalId;
        Effect = effect;
        Phase = phase;
        Reason = reason;
        Path = path;
        Line = line;
    }

    /// <summary>Stands for no policy: its texts are empty and its effect is forbid.</summary>
    public static PolicyInfo None { get; } = new("", "", PolicyEffect.Forbid, PolicyPhase.Input, null, "", 0);

    /// <summary>The name that <c>@id</c> gives, or else <see cref="PositionalId"/>.</summary>
    public string Id { get; }

    /// <summary>The id that Cedar gives by position in the set: <c>policy0</c>, <c>policy1</c>, …</summary>
    public string PositionalId { get; }

    /// <summary>What the policy does when satisfied.</summary>
    public PolicyEffect Effect { get; }

    /// <summary>When it is evaluated.</summary>
    public PolicyPhase Phase { get; }

    /// <summary>What <c>@reason</c> tells the caller when this policy decides, or null.</summary>
    public string? Reason { get; }

    /// <summary>The file, relative to the set's folder, or an empty string.</summary>
    public string Path { get; }

    /// <summary>The 1-based line where the policy begins; 0 for <see cref="None"/>.</summary>
    public int Line { get; }

    internal PolicyKind Kind => Phase == PolicyPhase.Output ? PolicyKind.OutputForbid : Effect == PolicyEffect.Forbid ? PolicyKind.Forbid : PolicyKind.Permit;

    /// <inheritdoc/>
    public override string ToString() => Id;
}
