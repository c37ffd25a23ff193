using System.Globalization;
using System.Text;
using AgentPolicy.Language.Syntax;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Json;

/// <summary>Where in a document or a value somebody is: a root, and the keys and positions that lead from it. Written only when there is something to say of the place.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class JsonPath(string root)
{
    /// <summary>Of a longer path the middle is left out: nobody reads it.</summary>
    private const int MostSteps = 12;

    private readonly List<Step> _steps = [];

    public int Depth => _steps.Count;

    public void Enter(string key) => _steps.Add(new Step(key, 0));

    public void Enter(int index) => _steps.Add(new Step(null, index));

    public void Leave() => _steps.RemoveAt(_steps.Count - 1);

    /// <summary>Goes back to where the path was so long.</summary>
    public void LeaveTo(int depth) => _steps.RemoveRange(depth, _steps.Count - depth);

    /// <summary>The path as JSONPath writes it: <c>$.N.entityTypes["a b"][0]</c>.</summary>
    public override string ToString()
    {
        var builder = new StringBuilder(root);
        var left = _steps.Count - MostSteps;
        for (var i = 0; i < _steps.Count; i++)
        {
            if (left > 0 && i == MostSteps / 2)
            {
                builder.Append('…');
                i += left;
            }

            Append(builder, _steps[i]);
        }

        return builder.ToString();
    }

    private static void Append(StringBuilder builder, Step step)
    {
        if (step.Key is null)
            builder.Append('[').Append(step.Index.ToString(CultureInfo.InvariantCulture)).Append(']');
        else if (CedarText.IsIdentifier(step.Key))
            builder.Append(builder.Length > 0 ? "." : "").Append(Excerpt.Shorten(step.Key));
        else
            builder.Append("[\"").Append(Excerpt.Shorten(step.Key)).Append("\"]");
    }

    private readonly record struct Step(string? Key, int Index);
}
