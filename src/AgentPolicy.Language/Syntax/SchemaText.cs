using System.Text;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>How the schema's diagnostics quote what was written.</summary>
internal static class SchemaText
{
    private const int MaxExcerpt = 40;

    /// <summary>The text of a span in quotes, cut where it is long.</summary>
    public static string Excerpt(string text, TextSpan span) => "'" + Shorten(text, span.Start, span.Length) + "'";

    public static string Shorten(string text) => Shorten(text, 0, text.Length);

    private static string Shorten(string text, int start, int length)
    {
        var cut = length <= MaxExcerpt ? length : char.IsHighSurrogate(text[start + MaxExcerpt - 1]) ? MaxExcerpt - 1 : MaxExcerpt;
        var builder = new StringBuilder(cut + 1);
        for (var i = start; i < start + cut; i++)
            AppendVisible(builder, text[i]);
        return builder.Append(cut < length ? "…" : "").ToString();
    }

    // A message is one line, whatever it quotes.
    private static void AppendVisible(StringBuilder builder, char c)
    {
        if (c is < ' ' or '\u007F')
            CedarText.AppendEscaped(builder, c.ToString(), escapeStar: false);
        else
            builder.Append(c);
    }
}
