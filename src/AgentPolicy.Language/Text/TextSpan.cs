namespace AgentPolicy.Language.Text;

/// <summary>A run of UTF-16 code units in a source text.</summary>
internal readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public static TextSpan FromBounds(int start, int end) => new(start, end - start);
}
