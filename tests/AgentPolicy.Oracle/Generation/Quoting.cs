using System.Globalization;
using System.Text;

namespace AgentPolicy.Oracle.Generation;

/// <summary>Writes texts as literals, of Cedar and of JSON.</summary>
internal static class Quoting
{
    public static string Cedar(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                0 => quoted.Append("\\0"),
                '\n' => quoted.Append("\\n"),
                < 0x20 => quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),

                // Half of what is beyond ASCII as it stands, half of it escaped.
                > 0x7F when rune.Value % 2 == 0 => quoted.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}"),
                _ => quoted.Append(rune),
            };
        }

        return quoted.Append('"').ToString();
    }

    public static string Json(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    public static string CedarUid(string type, string id) => $"{type}::{Cedar(id)}";

    public static string JsonUid(string type, string id) => $"{{\"type\":{Json(type)},\"id\":{Json(id)}}}";

    public static bool IsIdentifier(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && text is not ("true" or "false" or "if" or "then" or "else" or "in" or "is" or "like" or "has" or "__cedar");

    /// <summary>An attribute's name where it is declared, a record literal's key or what is asked for by <c>has</c>.</summary>
    public static string Key(string name) => IsIdentifier(name) ? name : Cedar(name);

    public static string Member(string name) => IsIdentifier(name) ? "." + name : $"[{Cedar(name)}]";
}
