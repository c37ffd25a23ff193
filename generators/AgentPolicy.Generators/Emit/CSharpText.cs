using System.Globalization;
using System.Text;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Generators.Emit;

/// <summary>
/// Makes text out of policy files harmless in C#. Whoever wrote a policy must not be able to write code: a literal holds nothing but visible ASCII, and a comment no
/// character that C# takes for the end of a line, or that an editor would show as other than it is.
/// </summary>
internal static class CSharpText
{
    private const char ArabicLetterMark = '\u061C';

    /// <summary>A string literal with its quotes; null is <c>null</c>.</summary>
    public static string Literal(string? text)
    {
        if (text is null)
            return "null";
        var builder = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                builder.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~')
                builder.Append(c);
            else
                builder.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        return builder.Append('"').ToString();
    }

    public static string Literal(long value) => value == long.MinValue ? "long.MinValue" : value.ToString(CultureInfo.InvariantCulture) + "L";

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The text as one line of a comment, without the slashes.</summary>
    public static string Comment(string text) => Comment(text, 0, text.Length);

    /// <summary>Writes the text, which may have many lines, as comment lines.</summary>
    public static void WriteComment(SourceWriter writer, string text)
    {
        var start = 0;
        while (start <= text.Length)
        {
            var end = text.IndexOfAny(s_lineEnds, start);
            if (end < 0)
                end = text.Length;
            writer.WriteLine(("// " + Comment(text, start, end)).TrimEnd(' '));
            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
    }

    private static readonly char[] s_lineEnds = ['\r', '\n'];

    private static string Comment(string text, int start, int end)
    {
        var builder = new StringBuilder(end - start);
        for (var i = start; i < end; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < end && char.IsLowSurrogate(text[i + 1]))
                AppendPair(builder, text[i], text[++i]);
            else if (text[i] == ArabicLetterMark)
                builder.Append("\\u{61c}");
            else
                Excerpt.AppendVisible(builder, text[i]);
        }

        return builder.ToString();
    }

    // Beyond the basic plane there are letters, and tags that nothing shows: none is needed to recognise a policy by.
    private static void AppendPair(StringBuilder builder, char high, char low) =>
        builder.Append("\\u{").Append(char.ConvertToUtf32(high, low).ToString("x", CultureInfo.InvariantCulture)).Append('}');
}
