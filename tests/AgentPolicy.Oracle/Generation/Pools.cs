namespace AgentPolicy.Oracle.Generation;

/// <summary>What names, texts and numbers are chosen from: the ends of every range, and what is easily taken for something else. The simplest stands first.</summary>
internal static class Pools
{
    public static readonly string[] Namespaces = ["", "N", "A::B"];

    public static readonly string[] TypeNames = ["User", "File", "Group", "permit", "when", "principal", "_T9"];

    public static readonly string[] AttributeNames = ["a", "b", "c", "permit", "principal", "when", "_x1", "if", "a b", "", "\0", "é", "😀", "\"\\", "__cedar", "true", "A"];

    public static readonly string[] ActionIds = ["go", "see", "all", "", "a b", "\0", "é😀", "Action", "\"\\"];

    public static readonly string[] Ids = ["x", "y", "z", "", "X", "\0", "é", "e\u0301", "😀", "a\"b\\", "\n", "*"];

    public static readonly string[] Texts =
        ["", "a", "b", "ab", "aab", "A", "é", "e\u0301", "😀", "\uD83D\uDE01", "a*b", "*", "\\", "\"", "\0", "\n\r\t", "\uFFFF", "\uFEFF", "\U0010FFFF", "10.0.0.1", "1.5", "2024-02-29", "1h", "x", "y"];

    public static readonly string[] PatternParts = ["*", "a", "b", "\\*", "é", "😀", "\\0", "\\u{1F601}", "\\\"", "**", "A", "10", ".", "\\\\"];

    public static readonly string[] Longs =
        ["0", "1", "2", "5", "-1", "-2", "9223372036854775807", "-9223372036854775808", "4611686018427387904", "-4611686018427387905", "3037000500", "9007199254740993", "86400000"];

    public static readonly string[] Decimals =
    [
        "0.0", "1.5", "-0.1", "-0.0", "0.0001", "1.50", "12.3456", "922337203685477.5807", "-922337203685477.5808", "922337203685477.5808", "-922337203685477.5809", "1.00000", "1.", ".5",
        "007.5", "+1.0", " 1.0", "1e1", "99999999999999999999.0", "-00.5", "1.5\n", "\u0661.0", "",
    ];

    public static readonly string[] Addresses =
    [
        "10.0.0.1", "10.0.0.0/8", "10.0.0.7/8", "0.0.0.0/0", "255.255.255.255/32", "127.0.0.1", "127.0.0.0/7", "127.255.255.255/8", "224.0.0.1", "224.0.0.0/4", "224.0.0.0/3", "::", "::1", "::1/128", "::1/127",
        "ff00::/8", "ff00::/7", "fe80::1/64", "2001:db8::/32", "1:2:3:4:5:6:7:8", "ffff:FFFF:ffff:ffff:ffff:ffff:ffff:ffff/128", "::/0", "::ffff:10.0.0.1", "::ffff:a00:1", "1::2::3", "10.0.0.1/33", "10.0.0.1/08",
        "10.0.0.1/00", "01.2.3.4", "1.2.3", "10.0.0.0/", "1.2.3.4.5", "::1/129", "::g", "12345::", "256.0.0.1", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", ":1:2:3:4:5:6:7:8", "fe80::1%1", "", "10.0.0.1/-1", "::/+1",
    ];

    public static readonly string[] Clocks =
    [
        "2024-02-29", "1970-01-01", "0000-01-01", "9999-12-31", "9999-12-31T23:59:59.999Z", "1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "1969-12-31", "2024-01-01T00:00:00+2359", "2024-01-01T00:00:00.001-0100",
        "0000-01-01T00:00:00+2359", "2023-02-29", "2000-02-29", "1900-02-29", "2024-01-01T24:00:00Z", "2016-12-31T23:59:60Z", "2024-1-1", "2024-01-01T00:00:00.12Z", "2024-01-01T00:00:00", "2024-01-01T00:00:00+2400",
        "2024-01-01T00:00:00+0060", "2024-01-01T00:00Z", "2024-01-01 00:00:00Z", "2024-01-01t00:00:00Z", "2024-01-01T00:00:00z", "2024-13-01", "2024-00-10", "2024-04-31", "10000-01-01", "-0001-01-01", "2024-01-01T00:00:00-0000", "", "2024-02-29Z",
    ];

    public static readonly string[] Spans =
    [
        "0ms", "1d", "1h30m", "25h", "-1d2h3m4s5ms", "1ms", "-1ms", "1500ms", "9223372036854775807ms", "-9223372036854775808ms", "9223372036854775808ms", "-9223372036854775809ms", "106751991167d", "106751991168d", "-106751991168d",
        "1s1m", "1d1d", "", "-", "1", "ms", "1.5h", "+1h", "1h ", "00001h", "--1h", "1D", "99999999999999999999d", "9223372036854775s808ms", "9223372036854775s807ms", "-9223372036854775s808ms",
    ];

    public static string[] Extension(Kind kind) => kind switch
    {
        Kind.Decimal => Decimals,
        Kind.Address => Addresses,
        Kind.Clock => Clocks,
        _ => Spans,
    };

    public static string Constructor(Kind kind) => kind switch
    {
        Kind.Decimal => "decimal",
        Kind.Address => "ip",
        Kind.Clock => "datetime",
        _ => "duration",
    };
}
