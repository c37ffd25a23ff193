using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>
/// What the parser makes: immutable, structurally equal, with the span it was read from. Spans are no part of equality, so that a tree that was printed and
/// parsed again equals the one it was printed from.
/// </summary>
internal abstract record SyntaxNode
{
    public TextSpan Span { get; init; }

    public virtual bool Equals(SyntaxNode? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();
}
