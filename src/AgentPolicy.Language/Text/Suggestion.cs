namespace AgentPolicy.Language.Text;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Suggestion
{
    private const int MaxLength = 64;

    /// <summary>
    /// The candidate with the fewest typing slips (a letter left out, added, changed, or two swapped) from <paramref name="word"/>, or null where none is near.
    /// </summary>
    public static string? Closest(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > MaxLength)
            return null;
        string? closest = null;
        // Less than the word's length: where every letter differs, nothing was meant.
        var best = Math.Min(word.Length, Math.Max(1, word.Length / 3) + 1);
        foreach (var candidate in candidates)
        {
            // A candidate that differs more in length than the best one in letters cannot be nearer.
            if (Math.Abs(candidate.Length - word.Length) >= best)
                continue;
            var distance = Distance(word, candidate);
            if (distance >= best)
                continue;
            best = distance;
            closest = candidate;
        }

        return closest;
    }

    private static int Distance(string from, string to)
    {
        var (beforeLast, last, current) = (new int[to.Length + 1], new int[to.Length + 1], new int[to.Length + 1]);
        for (var j = 0; j <= to.Length; j++)
            last[j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var substitution = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[to.Length];
    }
}
