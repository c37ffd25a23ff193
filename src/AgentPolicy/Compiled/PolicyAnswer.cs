using System.ComponentModel;

namespace AgentPolicy.Compiled;

/// <summary>What a condition, or a part of one, comes to. Which error it was is told to the <see cref="PolicyQuery"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum PolicyAnswer
{
    /// <summary>It does not hold.</summary>
    False,

    /// <summary>It holds.</summary>
    True,

    /// <summary>It has no value: evaluation ended with an error.</summary>
    Error,
}
