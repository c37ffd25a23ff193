using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Binding;

internal static class CyclePath
{
    private const int MaxShown = 8;

    /// <summary>Writes a cycle as <c>A → B → A</c>, the middle left out where it is long.</summary>
    public static string Describe<T>(IReadOnlyList<T> cycle, Func<T, string> name)
    {
        var shown = cycle.Take(MaxShown).Select(item => Excerpt.Shorten(name(item)));
        if (cycle.Count > MaxShown)
            shown = shown.Append("…");
        return string.Join(" → ", shown.Append(Excerpt.Shorten(name(cycle[0]))));
    }
}
