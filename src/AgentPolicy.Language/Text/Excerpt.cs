using System.Globalization;
using System.Text;

namespace AgentPolicy.Language.Text;

/// <summary>Quotes source text in messages: short, on one line, and without characters that cannot be seen.</summary>
internal static class Excerpt
{
    private const int LongestExcerpt = 40;

    /// <summary>The text in single quotes, its end left out where it is long.</summary>
    public static string Quote(string text) => Quote(text, new TextSpan(0, text.Length));

    /// <inheritdoc cref="Quote(string)"/>
    public static string Quote(string text, TextSpan span) => "'" + Shorten(text, span) + "'";

    /// <summary>The text as <see cref="Quote(string)"/> has it between its quotes.</summary>
    public static string Shorten(string text) => Shorten(text, new TextSpan(0, text.Length));

    /// <inheritdoc cref="Shorten(string)"/>
    public static string Shorten(string text, TextSpan span)
    {
        var builder = new StringBuilder();
        var end = Math.Min(span.End, span.Start + LongestExcerpt);
        var i = span.Start;
        for (; i < end; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < span.End && char.IsLowSurrogate(text[i + 1]))
                builder.Append(text[i]).Append(text[++i]);
            else
                AppendVisible(builder, text[i]);
        }

        return builder.Append(i < span.End ? "…" : "").ToString();
    }

    /// <summary>Appends the character, or an escape where it could not be seen.</summary>
    public static void AppendVisible(StringBuilder builder, char c)
    {
        if (c == '\n')
            builder.Append("\\n");
        else if (c == '\r')
            builder.Append("\\r");
        else if (IsVisible(c))
            builder.Append(c);
        else
            builder.Append("\\u{").Append(((int)c).ToString("x", CultureInfo.InvariantCulture)).Append('}');
    }

    // Format characters (zero width, direction marks, byte order mark) would make a message lie about the text that it quotes.
    private static bool IsVisible(char c) =>
        c is (>= ' ' and < '\u007F') or (> '\u00A0' and not ((>= '\u200B' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2060' and <= '\u206F')
            or '\u00AD' or '\uFEFF' or (>= '\uD800' and <= '\uDFFF')));
}
