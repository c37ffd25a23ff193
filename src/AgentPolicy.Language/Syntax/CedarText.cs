using System.Globalization;
using System.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>Lexical facts of Cedar that more than one stage needs.</summary>
internal static class CedarText
{
    /// <summary>Writes <paramref name="text"/> as a string literal that reads back as the same text.</summary>
    public static string Quote(string text)
    {
        var builder = new StringBuilder(text.Length + 2).Append('"');
        AppendEscaped(builder, text, escapeStar: false);
        return builder.Append('"').ToString();
    }

    /// <summary>Appends <paramref name="text"/> with the escapes of a string literal; of a <c>like</c> pattern, where a star that is no wildcard is <c>\*</c>.</summary>
    public static void AppendEscaped(StringBuilder builder, string text, bool escapeStar)
    {
        foreach (var c in text)
        {
            switch (c)
            {
                case '"':
                    builder.Append("\\\"");
                    break;
                case '\\':
                    builder.Append("\\\\");
                    break;
                case '\n':
                    builder.Append("\\n");
                    break;
                case '\r':
                    builder.Append("\\r");
                    break;
                case '\t':
                    builder.Append("\\t");
                    break;
                case '\0':
                    builder.Append("\\0");
                    break;
                case '*' when escapeStar:
                    builder.Append("\\*");
                    break;
                case < ' ' or '\u007F':
                    builder.Append("\\u{").Append(((int)c).ToString("x", CultureInfo.InvariantCulture)).Append('}');
                    break;
                default:
                    builder.Append(c);
                    break;
            }
        }
    }

    /// <summary>Whether <paramref name="text"/> can be written as an identifier where any identifier, reserved ones excepted, may stand.</summary>
    public static bool IsIdentifier(string text) => !IsReserved(text) && IsWord(text);

    /// <summary>Whether <paramref name="text"/> is an identifier, or one of the words that are reserved.</summary>
    public static bool IsWord(string text)
    {
        if (text.Length == 0 || !IsIdentifierStart(text[0]))
            return false;
        foreach (var c in text)
        {
            if (!IsIdentifierPart(c))
                return false;
        }

        return true;
    }

    /// <summary>Whether <paramref name="text"/> is a type's name in normal form: identifiers joined by <c>::</c>.</summary>
    public static bool IsTypeName(string text)
    {
        var start = 0;
        for (var end = text.IndexOf("::", StringComparison.Ordinal); end >= 0; end = text.IndexOf("::", start, StringComparison.Ordinal))
        {
            if (!IsIdentifier(text.Substring(start, end - start)))
                return false;
            start = end + 2;
        }

        return IsIdentifier(text.Substring(start));
    }

    public static bool IsIdentifierStart(char c) => c is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    public static bool IsIdentifierPart(char c) => IsIdentifierStart(c) || c is >= '0' and <= '9';

    /// <summary>Words that cannot be used as identifiers (names of attributes, types or record fields).</summary>
    public static bool IsReserved(string word) =>
        word is "true" or "false" or "if" or "then" or "else" or "in" or "is" or "like" or "has" or "__cedar";

    /// <summary>Unicode's White_Space property, which is what separates tokens; spelled out because the runtime's tables differ between frameworks.</summary>
    public static bool IsWhiteSpace(char c) => c switch
    {
        ' ' or (>= '\t' and <= '\r') => true,
        < '\u0085' => false,
        '\u0085' or '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200A') or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000' => true,
        _ => false,
    };
}
