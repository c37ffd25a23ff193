using System.Text.RegularExpressions;

namespace AgentPolicy.Oracle.Generation;

/// <summary>Spoils a text a little: what stands in it is left out, doubled, exchanged or replaced, a word at a time.</summary>
internal static partial class TextMutator
{
    private static readonly string[] s_cedar =
    [
        ";", ",", "(", ")", "{", "}", "[", "]", "<", ">", "::", ":", ".", "?", "@", "=", "==", "!=", "<=", ">=", "&&", "||", "!", "-", "+", "*", "/", "%", "//x\n", "/*", "permit", "forbid", "when", "unless", "principal", "action",
        "resource", "context", "true", "false", "if", "then", "else", "in", "is", "like", "has", "__cedar", "__cedar::Long", "?principal", "?resource", "?x", "entity", "type", "namespace", "appliesTo", "attributes", "tags", "enum", "Set", "Set<Long>",
        "Record", "Extension", "Long", "Bool", "Boolean", "String", "Entity", "decimal", "ipaddr", "ip", "Action", "Action::\"go\"", "N", "A::B", "a", "b", "_", "0", "007", "1.5", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "18446744073709551616", "\"\"", "\"a\"", "\"\\0\"", "\"\\x7f\"", "\"\\x80\"", "\"\\u{10ffff}\"", "\"\\u{110000}\"", "\"\\u{d800}\"", "\"\\u{0000041}\"", "\"\\u{4_1}\"", "\"\\*\"", "\"\\q\"", "\"\n\"", "\"", "'a'", "é", "\uFEFF", "\u00A0", "\u2028", "\v", "\f", "\u0085",
        "contains", "containsAll", "isEmpty", "isInRange", "offset", "lessThan", "getTag", "hasTag", "decimal(\"1.0\")", "ip()", "a()", "#", "\0", "&", "|", "~",
    ];

    private static readonly string[] s_json =
    [
        ",", ":", "{", "}", "[", "]", "null", "true", "false", "0", "-0", "1.0", "1e2", "1E400", "-1", "01", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "{}", "[]", "\"\"", "\"a\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"",
        "\"\\ud800\"", "\"\\x\"", "\"\\/\"", "\"__entity\"", "\"__extn\"", "\"__expr\"", "\"type\"", "\"id\"", "\"fn\"", "\"arg\"", "\"args\"", "\"uid\"", "\"attrs\"", "\"parents\"", "\"tags\"", "\"decimal\"", "\"ip\"", "\"offset\"", "\"1.5\"", "\"User\"", "\"N::User\"", "\"Action\"",
        "\"entityTypes\"", "\"actions\"", "\"commonTypes\"", "\"annotations\"", "\"memberOfTypes\"", "\"memberOf\"", "\"shape\"", "\"appliesTo\"", "\"principalTypes\"", "\"resourceTypes\"", "\"context\"", "\"attributes\"", "\"required\"", "\"additionalAttributes\"", "\"element\"",
        "\"name\"", "\"enum\"", "\"Record\"", "\"Set\"", "\"Entity\"", "\"EntityOrCommon\"", "\"Extension\"", "\"Long\"", "\"Bool\"", "\"Boolean\"", "\"String\"", "\"__cedar::Long\"", "\"ipaddr\"", "\"if\"", "\"a b\"", "\"\\n\"", "/**/", "\uFEFF", "\u00A0", "\f", " ", "'a'",
        "{\"__entity\":{\"type\":\"User\",\"id\":\"x\"}}", "{\"__extn\":{\"fn\":\"decimal\",\"arg\":\"1.5\"}}", "{\"__extn\":{\"fn\":\"ip\",\"args\":[]}}", "{\"__expr\":\"1\"}",
    ];

    public static IReadOnlyList<string> CedarWords => s_cedar;

    public static IReadOnlyList<string> JsonWords => s_json;

    public static string Cedar(string text, Choices choices) => Mutate(text, s_cedar, choices);

    public static string Json(string text, Choices choices) => Mutate(text, s_json, choices);

    private static string Mutate(string text, string[] words, Choices choices)
    {
        var tokens = Token().Matches(text).Select(match => match.Value).ToList();
        foreach (var _ in choices.Many(3, _ => 0, 45).Append(0))
        {
            var at = choices.Next(tokens.Count + 1);
            var other = choices.Next(tokens.Count + 1);
            if (at == tokens.Count)
            {
                tokens.Add(choices.Pick(words));
                continue;
            }

            switch (choices.Next(7))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                case 2 when other < tokens.Count:
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                case 3:
                    tokens.Insert(at, choices.Pick(words));
                    break;
                case 4 when tokens[at].Length > 1:
                    var cut = 1 + choices.Next(tokens[at].Length - 1);
                    tokens[at] = tokens[at][..cut] + (choices.Chance(50) ? choices.Pick(words) : tokens[at][(cut + 1)..]);
                    break;
                case 5 when other < tokens.Count:
                    tokens[at] = tokens[other];
                    break;
                default:
                    tokens[at] = choices.Pick(words);
                    break;
            }
        }

        // Half a pair of surrogates is no text that another engine could be given.
        return string.Concat(string.Concat(tokens).EnumerateRunes().Select(rune => rune.Value == 0xFFFD ? "" : rune.ToString()));
    }

    [GeneratedRegex("""[A-Za-z_][A-Za-z0-9_]*|[0-9]+|"(\\.|[^"\\])*"|::|&&|\|\||[=!<>]=|[\s\S]""", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
