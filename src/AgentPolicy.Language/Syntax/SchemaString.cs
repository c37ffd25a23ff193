using System.Text;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>Resolves the escapes of a string literal: <c>\n \r \t \\ \0 \' \" \xNN \u{…}</c>.</summary>
internal static class SchemaString
{
    private const int MaxUnicodeDigits = 6;

    /// <summary>The text of the literal at <paramref name="literal"/>, quotes included; each escape that is none is reported and left out.</summary>
    public static string Unescape(SourceFile file, TextSpan literal, DiagnosticBag bag)
    {
        var (text, start, end) = (file.Text, literal.Start + 1, literal.End - 1);
        if (text.IndexOf('\\', start, end - start) < 0 && text.IndexOf('\r', start, end - start) < 0)
            return text.Substring(start, end - start);

        var builder = new StringBuilder(end - start);
        for (var position = start; position < end;)
        {
            if (text[position] is not ('\\' or '\r'))
            {
                builder.Append(text[position++]);
                continue;
            }

            var length = ReadEscape(text, position, end, builder, out var problem);
            if (problem is not null)
            {
                var span = new TextSpan(position, length);
                bag.Report(file, span, DiagnosticRules.SchemaInvalidEscape, text[position] == '\r' ? "a carriage return" : SchemaText.Excerpt(text, span), problem);
            }

            position += length;
        }

        return builder.ToString();
    }

    private static int ReadEscape(string text, int position, int end, StringBuilder builder, out string? problem)
    {
        problem = null;
        if (text[position] == '\r')
        {
            problem = @"write '\r', or end the line with a line feed alone";
            return 1;
        }

        switch (text[position + 1])
        {
            case 'n':
                builder.Append('\n');
                return 2;
            case 'r':
                builder.Append('\r');
                return 2;
            case 't':
                builder.Append('\t');
                return 2;
            case '0':
                builder.Append('\0');
                return 2;
            case '\\' or '\'' or '"':
                builder.Append(text[position + 1]);
                return 2;
            case 'x':
                return ReadHex(text, position, end, builder, out problem);
            case 'u':
                return ReadUnicode(text, position, end, builder, out problem);
            default:
                problem = @"the escapes are \n \r \t \\ \0 \' \"" \xNN and \u{…}";
                return char.IsHighSurrogate(text[position + 1]) && position + 2 < end ? 3 : 2;
        }
    }

    private static int ReadHex(string text, int position, int end, StringBuilder builder, out string? problem)
    {
        problem = null;
        var digits = 0;
        while (digits < 2 && position + 2 + digits < end && HexValue(text[position + 2 + digits]) >= 0)
            digits++;
        if (digits < 2)
        {
            problem = @"'\x' takes two hexadecimal digits";
            return 2 + digits;
        }

        var value = (HexValue(text[position + 2]) * 16) + HexValue(text[position + 3]);
        if (value > 0x7F)
            problem = FormattableString.Invariant($@"'\x' goes up to '\x7f', write '\u{{{value:x}}}'");
        else
            builder.Append((char)value);
        return 4;
    }

    private static int ReadUnicode(string text, int position, int end, StringBuilder builder, out string? problem)
    {
        problem = @"'\u' takes one to six hexadecimal digits in braces: '\u{1F600}'";
        if (position + 2 >= end || text[position + 2] != '{')
            return 2;
        var close = text.IndexOf('}', position, end - position);
        if (close < 0)
            return 3;

        // Underscores between digits are allowed, as in the reference implementation.
        var (value, digits) = (0, 0);
        for (var i = position + 3; i < close; i++)
        {
            if (text[i] == '_' && digits > 0)
                continue;
            var digit = HexValue(text[i]);
            if (digit < 0 || ++digits > MaxUnicodeDigits)
                return close + 1 - position;
            value = (value * 16) + digit;
        }

        if (digits > 0)
            problem = AppendScalar(value, builder);
        return close + 1 - position;
    }

    private static string? AppendScalar(int value, StringBuilder builder)
    {
        if (value > 0x10FFFF)
            return "the last character is '\\u{10FFFF}'";
        if (value is >= 0xD800 and <= 0xDFFF)
            return "a surrogate is no character; write the character's own code";
        builder.Append(char.ConvertFromUtf32(value));
        return null;
    }

    private static int HexValue(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
