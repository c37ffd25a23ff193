using System.ComponentModel;
using System.Text;

namespace AgentPolicy.Language;

/// <summary>An attribute's name as a policy writes it, in the two forms that records are searched by.</summary>
/// <remarks>For generated code, which holds one for each name that its policies read.</remarks>
/// <param name="text">The name.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
#if AGENTPOLICY_GENERATOR
internal
#else
public
#endif
sealed class AttributeName(string text) : IEquatable<AttributeName>
{
    internal string Text { get; } = text;

    internal byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(text);

    /// <inheritdoc/>
    public bool Equals(AttributeName? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AttributeName);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
