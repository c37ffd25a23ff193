namespace AgentPolicy.Language.Text;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Suggestion
{
    private const int LongestWord = 64;

    /// <summary>The end of a message, <c>; did you mean 'contains'?</c>, or an empty string where no candidate is near.</summary>
    public static string DidYouMean(string word, IEnumerable<string> candidates) =>
        FindNearest(word, candidates) is { } nearest ? DidYouMean(nearest) : "";

    /// <summary>The end of a message that offers <paramref name="meant"/>.</summary>
    public static string DidYouMean(string meant) => $"; did you mean '{meant}'?";

    /// <summary>The nearest candidate, the first of several, or null where none is near: a third of the word may differ, and never all of it.</summary>
    public static string? FindNearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > LongestWord)
            return null;
        string? nearest = null;
        var bound = Math.Min(Math.Max(1, word.Length / 3), word.Length - 1) + 1;
        foreach (var candidate in candidates)
        {
            if (string.Equals(word, candidate, StringComparison.OrdinalIgnoreCase))
                return candidate;
            var distance = GetDistance(word, candidate, bound);
            if (distance >= bound)
                continue;
            nearest = candidate;
            bound = distance;
        }

        return nearest;
    }

    /// <summary>Damerau's and Levenshtein's distance (neighbours swapped count once), or <paramref name="bound"/> where it is not below that.</summary>
    public static int GetDistance(string left, string right, int bound)
    {
        if (Math.Abs(left.Length - right.Length) >= bound)
            return bound;
        var (beforeLast, last, current) = (new int[right.Length + 1], new int[right.Length + 1], new int[right.Length + 1]);
        for (var j = 0; j <= right.Length; j++)
            last[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return Math.Min(last[right.Length], bound);
    }
}
