using System.Text;
using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Text;

namespace AgentPolicy.Language.Syntax;

/// <summary>
/// Resolves the escapes of string literals and <c>like</c> patterns. They are Rust's, since the reference hands strings to Rust's own reader; what its lexer
/// lets through is part of that: a line may not be continued by a backslash, and a carriage return must be written <c>\r</c>.
/// </summary>
internal static class CedarStringReader
{
    private static readonly char[] Special = ['\\', '\r'];

    /// <summary>Resolves a string token (its quotes included). Every wrong escape is reported; the result is false if there was one or the value is too long.</summary>
    public static bool TryReadString(SourceFile file, Token token, DiagnosticBag bag, out string value)
    {
        var content = GetContent(token);
        if (content.Length <= Limits.MaxLiteralLength && file.Text.IndexOfAny(Special, content.Start, content.Length) < 0)
        {
            value = file.Text.Substring(content.Start, content.Length);
            return true;
        }

        var reader = new Reader(file, content, bag, isPattern: false);
        var succeeded = reader.Read();
        value = reader.Text;
        return succeeded;
    }

    /// <summary>Resolves a string token (its quotes included) as a pattern, where <c>*</c> is a wildcard and <c>\*</c> a star.</summary>
    public static bool TryReadPattern(SourceFile file, Token token, DiagnosticBag bag, out LikePattern pattern)
    {
        var reader = new Reader(file, GetContent(token), bag, isPattern: true);
        var succeeded = reader.Read();
        pattern = new LikePattern(reader.Segments);
        return succeeded;
    }

    private static TextSpan GetContent(Token token) => new(token.Start + 1, token.Length - 2);

    private struct Reader(SourceFile file, TextSpan content, DiagnosticBag bag, bool isPattern)
    {
        private const string KnownEscapes = @"there are \n \r \t \\ \0 \' \"" \xNN and \u{N}";

        private readonly string _text = file.Text;
        private readonly StringBuilder _builder = new();
        private readonly List<string> _segments = [];
        private int _position = content.Start;
        private int _length = 0;
        private bool _failed = false;

        public readonly string Text => _builder.ToString();

        public readonly EquatableArray<string> Segments => new([.. _segments, Text]);

        public bool Read()
        {
            while (_position < content.End)
                ReadOne();
            if (_length > Limits.MaxLiteralLength)
                Report(content, DiagnosticRules.LiteralTooLong, _length, Limits.MaxLiteralLength);
            return !_failed;
        }

        private void ReadOne()
        {
            var c = _text[_position];
            if (c == '\\')
            {
                ReadEscape();
                return;
            }

            _position++;
            if (c == '\r')
                ReportEscape(_position - 1, "a carriage return in a string is written \\r");
            else
                Append(c);
        }

        private void ReadEscape()
        {
            var start = _position;
            var c = _text[start + 1];
            _position += 2;
            switch (c)
            {
                case 'n':
                    Append('\n');
                    break;
                case 'r':
                    Append('\r');
                    break;
                case 't':
                    Append('\t');
                    break;
                case '0':
                    Append('\0');
                    break;
                case '\\' or '\'' or '"':
                    Append(c);
                    break;
                case '*' when isPattern:
                    AppendLiteral('*');
                    break;
                case 'x':
                    ReadHexEscape(start);
                    break;
                case 'u':
                    ReadUnicodeEscape(start);
                    break;
                default:
                    ReportUnknownEscape(start, c);
                    break;
            }
        }

        private void ReadHexEscape(int start)
        {
            var value = 0;
            for (var i = 0; i < 2; i++)
            {
                var digit = _position < content.End ? GetHexDigit(_text[_position]) : -1;
                if (digit < 0)
                {
                    ReportEscape(start, "\\x takes two hexadecimal digits");
                    return;
                }

                value = (value * 16) + digit;
                _position++;
            }

            if (value > 0x7F)
                ReportEscape(start, FormattableString.Invariant($"\\x goes up to \\x7F; write \\u{{{value:x}}}"));
            else
                Append((char)value);
        }

        private void ReadUnicodeEscape(int start)
        {
            if (_position == content.End || _text[_position] != '{')
            {
                ReportEscape(start, "\\u takes hexadecimal digits in braces, as in \\u{1F600}");
                return;
            }

            _position++;
            var (value, digits) = (0, 0);
            for (; _position < content.End && _text[_position] != '}'; _position++)
            {
                var c = _text[_position];
                if (c == '_' && digits > 0)
                    continue;
                var digit = GetHexDigit(c);
                if (digit < 0)
                {
                    ReportEscape(start, "\\u takes hexadecimal digits in braces, as in \\u{1F600}");
                    return;
                }

                // More digits than six are an error anyway: nothing is lost where they overflow.
                value = unchecked((value * 16) + digit);
                digits++;
            }

            if (_position == content.End)
                ReportEscape(start, "expected '}'");
            else
                AppendScalar(start, value, digits);
        }

        private void AppendScalar(int start, int value, int digits)
        {
            _position++;
            if (digits is 0 or > 6)
                ReportEscape(start, "\\u takes one to six hexadecimal digits");
            else if (value is >= 0xD800 and <= 0xDFFF)
                ReportEscape(start, "a surrogate is no character");
            else if (value > 0x10FFFF)
                ReportEscape(start, "characters go up to \\u{10FFFF}");
            else
                AppendScalar(value);
        }

        private void AppendScalar(int value)
        {
            foreach (var c in char.ConvertFromUtf32(value))
                Append(c);
        }

        // A star is a wildcard even where it is written \x2A, since the reference resolves such escapes before it looks for stars.
        private void Append(char c)
        {
            if (c == '*' && isPattern)
                AppendWildcard();
            else
                AppendLiteral(c);
        }

        // Beyond the limit only the length is of interest: a message wants it.
        private void AppendLiteral(char c)
        {
            if (++_length <= Limits.MaxLiteralLength)
                _builder.Append(c);
        }

        private void AppendWildcard()
        {
            if (++_length > Limits.MaxLiteralLength)
                return;
            _segments.Add(_builder.ToString());
            _builder.Clear();
        }

        private void ReportUnknownEscape(int start, char c)
        {
            if (char.IsHighSurrogate(c) && _position < content.End)
                _position++;
            ReportEscape(start, c switch
            {
                '*' => "'\\*' belongs into patterns; a star in a string is just '*'",
                '\n' or '\r' => "a line cannot be continued",
                _ => KnownEscapes,
            });
        }

        private void ReportEscape(int start, string hint)
        {
            var span = TextSpan.FromBounds(start, _position);
            Report(span, DiagnosticRules.InvalidEscape, Excerpt.Quote(_text, span), hint);
        }

        private void Report(TextSpan span, DiagnosticRule rule, params object[] args)
        {
            _failed = true;
            bag.Report(file, span, rule, args);
        }

        private static int GetHexDigit(char c) => c switch
        {
            >= '0' and <= '9' => c - '0',
            >= 'a' and <= 'f' => c - 'a' + 10,
            >= 'A' and <= 'F' => c - 'A' + 10,
            _ => -1,
        };
    }
}
