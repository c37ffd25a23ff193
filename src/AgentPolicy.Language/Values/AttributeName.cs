using System.Text;

namespace AgentPolicy.Language;

/// <summary>An attribute's name as a policy writes it, in the two forms that records are searched by.</summary>
internal sealed class AttributeName(string text) : IEquatable<AttributeName>
{
    public string Text { get; } = text;

    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(text);

    public bool Equals(AttributeName? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as AttributeName);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    public override string ToString() => Text;
}
