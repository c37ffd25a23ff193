using System.Text.Json;

namespace AgentPolicy.Tests.Interpretation;

/// <summary>For every kind of expression a condition that is true, one that is false and one that errs, and the same context in every form a caller may hand in.</summary>
internal static class ExpressionCases
{
    /// <summary>Kind, true, false, error. A kind is a node of the intermediate representation, or a node and its operator.</summary>
    public static readonly (string Kind, string True, string False, string Error)[] All =
    [
        ("Constant", "true", "false", "5"),
        ("Variable", "principal == principal", "principal == resource", "context"),
        ("If", "if context.flag then context.flag else false", "if context.flag then false else true", "if context.text then true else false"),
        ("And", "context.flag && context.number == 5", "context.flag && context.number == 6", "context.flag && context.text"),
        ("Or", "context.number == 6 || context.flag", "context.number == 6 || context.number == 7", "context.number == 6 || context.text"),
        ("Not", "!(context.number == 6)", "!context.flag", "!context.text"),
        ("Negate", "-context.number == -5", "-context.number == 5", "-context.flag == 1"),
        ("IsEmpty", "context.empty.isEmpty()", "context.list.isEmpty()", "context.text.isEmpty()"),
        ("Equal", "context.list == [\"c\", \"b\", \"a\"] && context.nested == {a: {b: 1}}", "context.text == \"hallo\"", "context.missing == 1"),
        ("Less", "context.number < 6", "context.number < 5", "context.text < \"i\""),
        ("LessOrEqual", "context.number <= 5", "context.number <= 4", "context.number <= true"),
        ("Add", "context.number + 1 == 6", "context.number + 1 == 7", "context.number + 9223372036854775807 == 0"),
        ("Subtract", "context.number - 1 == 4", "context.number - 1 == 5", "-9223372036854775808 - context.number == 0"),
        ("Multiply", "context.number * 2 == 10", "context.number * 2 == 11", "context.number * 9223372036854775807 == 0"),
        ("In", "principal in Role::\"admin\" && resource in [Folder::\"a\", Folder::\"b\"]", "principal in Role::\"guest\"", "context.text in Role::\"admin\""),
        ("Contains", "context.list.contains(context.one)", "context.list.contains(context.text)", "context.text.contains(\"h\")"),
        ("ContainsAll", "context.list.containsAll([context.one, \"c\"])", "context.list.containsAll([\"a\", context.text])", "context.list.containsAll(context.text)"),
        ("ContainsAny", "context.list.containsAny([context.text, \"c\"])", "context.list.containsAny([context.text])", "context.number.containsAny([1])"),
        ("GetTag", "principal.getTag(context.one) == \"tag-a\"", "principal.getTag(\"a\") == context.one", "principal.getTag(\"b\") == 1"),
        ("HasTag", "principal.hasTag(context.one)", "principal.hasTag(context.text)", "principal.hasTag(context.number)"),
        ("GetAttribute", "context.nested.a.b == 1 && principal.level == 3", "context.nested.a.b == 2", "context.nested.a.c == 1"),
        ("HasAttribute", "context has nested.a.b && principal has level", "context has nested.a.c", "context.text has a"),
        ("Like", "context.text like \"h*l*o\"", "context.text like \"h*x\"", "context.number like \"*\""),
        ("Is", "principal is Agent", "principal is User", "context.text is User"),
        ("IsIn", "principal is Agent in Role::\"admin\"", "principal is User in Role::\"admin\"", "context.text is User in Role::\"admin\""),
        ("Set", "[context.one, context.text].contains(\"hello\")", "[context.one, context.number] == [1]", "[context.missing] == []"),
        ("Record", "{a: context.one, b: {c: context.number}}.b.c == 5", "{a: context.number} == {a: 4}", "{a: context.missing} == {a: 4}"),
        ("ParseDecimal", "decimal(context.digits) == decimal(\"1.5\")", "decimal(context.digits) == decimal(\"1.6\")", "decimal(context.text) == decimal(\"1.6\")"),
        ("DecimalLess", "context.price.lessThan(decimal(\"99.0\"))", "context.price.lessThan(decimal(\"98.7\"))", "context.number.lessThan(decimal(\"98.7\"))"),
        ("DecimalLessOrEqual", "context.price.lessThanOrEqual(decimal(\"98.7\"))", "context.price.lessThanOrEqual(decimal(\"98.6\"))", "context.price.lessThanOrEqual(1)"),
        ("DecimalGreater", "context.price.greaterThan(decimal(\"98.6\"))", "context.price.greaterThan(decimal(\"98.7\"))", "context.price.greaterThan()"),
        ("DecimalGreaterOrEqual", "context.price.greaterThanOrEqual(decimal(\"98.7\"))", "context.price.greaterThanOrEqual(decimal(\"98.8\"))", "context.text.greaterThanOrEqual(decimal(\"1.0\"))"),
        ("ParseIpAddress", "ip(context.address) == ip(\"10.0.0.7\") && ip(context.six) == ip(\"fe80::1/64\")", "[ip(context.six), ip(context.address)].contains(ip(\"fe80::1\"))", "ip(context.text) == ip(\"10.0.0.7\")"),
        ("IsIpv4", "ip(context.address).isIpv4()", "ip(context.six).isIpv4()", "context.address.isIpv4()"),
        ("IsIpv6", "ip(context.six).isIpv6()", "ip(context.address).isIpv6()", "ip(context.six).isIpv6(1)"),
        ("IsLoopback", "ip(context.loopback).isLoopback()", "ip(context.six).isLoopback()", "context.number.isLoopback()"),
        ("IsMulticast", "!ip(context.six).isMulticast() && ip(\"ff02::1\").isMulticast()", "ip(context.address).isMulticast()", "ip(context.missing).isMulticast()"),
        ("IsInRange", "ip(context.address).isInRange(ip(\"10.0.0.0/8\")) && ip(context.six).isInRange(ip(\"fe80::/10\"))", "ip(context.six).isInRange(ip(\"::/65\"))", "ip(context.six).isInRange(ip(\"fe80::/10\"), ip(\"::1\"))"),
        ("ParseDateTime", "datetime(context.day) == datetime(\"2024-02-29T10:30:00Z\") && datetime(context.day) < datetime(\"2024-03-01\")", "datetime(context.day) <= datetime(\"2024-02-29\")", "datetime(context.text) == datetime(\"2024-02-29\")"),
        ("Offset", "datetime(\"2024-02-28\").offset(duration(context.span)) == datetime(\"2024-02-29T01:00:00Z\")", "datetime(context.day).offset(duration(context.span)) < datetime(context.day)", "datetime(context.day).offset(duration(\"9223372036854775807ms\")) == datetime(\"1970-01-01\")"),
        ("DurationSince", "datetime(context.day).durationSince(datetime(\"2024-02-29\")) == duration(\"10h30m\")", "datetime(context.day).durationSince(datetime(\"2024-02-29\")) > duration(\"10h30m\")", "datetime(context.day).durationSince(duration(context.span)) == duration(\"1h\")"),
        ("ToDate", "datetime(context.day).toDate() == datetime(\"2024-02-29\")", "datetime(context.day).toDate() == datetime(context.day)", "datetime(\"1970-01-01\").offset(duration(\"-9223372036854775808ms\")).toDate() == datetime(context.day)"),
        ("ToTime", "datetime(context.day).toTime() == duration(\"10h30m\")", "datetime(context.day).toTime() == duration(context.span)", "context.day.toTime() == duration(\"10h30m\")"),
        ("ParseDuration", "duration(context.span) == duration(\"1d1h\") && duration(context.span) >= duration(\"25h\")", "duration(context.span) < duration(\"25h\")", "duration(context.day) == duration(\"1h\")"),
        ("ToMilliseconds", "duration(context.span).toMilliseconds() == 90000000", "duration(context.span).toMilliseconds() == 1", "context.number.toMilliseconds() == 1"),
        ("ToSeconds", "duration(context.span).toSeconds() == 90000", "duration(context.span).toSeconds() == 90000000", "datetime(context.day).toSeconds() == 1"),
        ("ToMinutes", "duration(context.span).toMinutes() == 1500", "duration(context.span).toMinutes() == 90000", "duration(context.span).toMinutes(1) == 1500"),
        ("ToHours", "duration(context.span).toHours() == 25", "duration(context.span).toHours() == 24", "duration(context.text).toHours() == 25"),
        ("ToDays", "duration(context.span).toDays() == 1", "duration(context.span).toDays() == 25", "context.span.toDays() == 1"),
    ];

    public static readonly EntityUid Principal = new("Agent", "assistant");
    public static readonly EntityUid Action = new("Action", "send_money");
    public static readonly EntityUid Resource = new("Tool", "bank");

    public static readonly EntityStore Entities = EntityStore.Create(
        new Entity(Principal, new Dictionary<string, object?> { ["level"] = 3L }, [new("Role", "teller")], new Dictionary<string, object?> { ["a"] = "tag-a" }),
        new Entity(new("Role", "teller"), parents: [new("Role", "admin")]),
        new Entity(Resource, parents: [new("Folder", "b")]));

    private const string Json = """
        { "flag": true, "number": 5, "text": "h\u0065llo", "one": "a", "digits": "1.5", "price": 98.70, "list": ["a", "\u0062", "c"], "empty": [],
          "address": "10.0.0.7", "six": "\u0066e80::1/64", "loopback": "::1", "day": "2024-02-29T12:00:00+0130", "span": "1d1h", "nested": { "a": { "b": 1 } } }
        """;

    public static JsonElement JsonContext { get; } = JsonDocument.Parse(Json).RootElement;

    public static Dictionary<string, object?> DictionaryContext { get; } = new()
    {
        ["flag"] = true,
        ["number"] = 5,
        ["text"] = "hello",
        ["one"] = "a",
        ["digits"] = "1.5",
        ["price"] = 98.70m,
        ["list"] = new List<string> { "a", "b", "c" },
        ["empty"] = Array.Empty<string>(),
        ["address"] = "10.0.0.7",
        ["six"] = "fe80::1/64",
        ["loopback"] = "::1",
        ["day"] = "2024-02-29T12:00:00+0130",
        ["span"] = "1d1h",
        ["nested"] = new Dictionary<string, object?> { ["a"] = new Dictionary<string, object?> { ["b"] = 1L } },
    };

    public static StructContext Struct { get; } = new(true, 5, "hello", "a", "1.5", 98.70m, ["a", "b", "c"], [], "10.0.0.7", "fe80::1/64", "::1", "2024-02-29T12:00:00+0130", "1d1h");
}

/// <summary>A context as a generator would write it: a struct with an attribute a slot, a nested struct among them.</summary>
internal readonly record struct StructContext(
    bool Flag, long Number, string Text, string One, string Digits, decimal Price, string[] List, HashSet<string> Empty,
    string Address, string Six, string Loopback, string Day, string Span) : IPolicyRecord
{
    private static readonly string[] s_names = ["flag", "number", "text", "one", "digits", "price", "list", "empty", "nested", "address", "six", "loopback", "day", "span"];

    public int SlotCount => s_names.Length;

    public string GetName(int slot) => s_names[slot];

    public int FindSlot(string name) => Array.IndexOf(s_names, name);

    public PolicyValue GetValue(int slot, PolicyScratch scratch) => slot switch
    {
        0 => Flag,
        1 => Number,
        2 => Text,
        3 => One,
        4 => Digits,
        5 => PolicyValue.FromDecimal(Price),
        6 => scratch.Read(List),
        7 => scratch.Read(Empty),
        8 => scratch.Record(new Outer(new Inner(1))),
        9 => Address,
        10 => Six,
        11 => Loopback,
        12 => Day,
        13 => Span,
        _ => default,
    };

    private readonly record struct Outer(Inner A) : IPolicyRecord
    {
        public int SlotCount => 1;

        public string GetName(int slot) => "a";

        public int FindSlot(string name) => name == "a" ? 0 : -1;

        public PolicyValue GetValue(int slot, PolicyScratch scratch) => scratch.Record(A);
    }

    private readonly record struct Inner(long B) : IPolicyRecord
    {
        public int SlotCount => 1;

        public string GetName(int slot) => "b";

        public int FindSlot(string name) => name == "b" ? 0 : -1;

        public PolicyValue GetValue(int slot, PolicyScratch scratch) => B;
    }
}
