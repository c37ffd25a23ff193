namespace AgentPolicy.Compiled;

/// <summary>
/// Has equal texts of policies be one string, where they are read not long after one another: of ten thousand policies that ask for a role of ten, each would else have one of its own
/// to fetch from memory. Safe for concurrent use.
/// </summary>
internal static class SharedTexts
{
    private const int PlaceCount = 1024;

    /// <summary>Those that are kept stay for good; long ones are seldom alike.</summary>
    private const int LongestKept = 64;

    private static readonly string?[] s_recent = new string?[PlaceCount];

    /// <summary>The text, as the string that it was before, or as this one.</summary>
    public static string Share(string text)
    {
        if (text.Length > LongestKept)
            return text;
        ref var place = ref s_recent[text.GetHashCode() & (PlaceCount - 1)];
        var known = Volatile.Read(ref place);
        if (string.Equals(known, text, StringComparison.Ordinal))
            return known!;
        Volatile.Write(ref place, text);
        return text;
    }
}
