namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>
/// Writes random policies on the inputs of <see cref="WideCalls"/>. A policy may come several times with other constants, also of other kinds, so that policies of one shape stand
/// beside those that only look like it.
/// </summary>
internal sealed class WideConditions(int seed)
{
    private static readonly string[] s_inputs =
        ["byte", "ulong", "ushort", "sbyte", "f", "double", "color", "other", "access", "time", "day", "address", "list", "set", "point", "small", "map", "json", "uri", "uid", "id", "count", "at", "text", "flag", "span", "money"];

    private readonly Random _constants = new(seed);
    private Random _shape = new(seed);

    public string Set()
    {
        var policies = new List<string>();
        var shapes = new Random(seed);

        // A tool that many policies can apply to has no code of its own.
        if (seed % 4 == 3)
            policies.AddRange(Enumerable.Range(0, 65).Select(i => $"{(i % 2 == 0 ? "permit" : "forbid")}(principal == Agent::\"z{i}\", action, resource) when {{ context.input.list.contains({Constant()}) }};"));
        for (var left = shapes.Next(1, 5); left > 0; left--)
        {
            var shape = shapes.Next();
            for (var copies = shapes.Next(1, 5); copies > 0; copies--)
            {
                _shape = new Random(shape);
                policies.Add(Policy());
            }
        }

        // Under a permit for all, what is forbidden shows.
        if (seed % 2 == 0)
            policies.Add("permit(principal, action, resource);");
        return string.Join('\n', policies);
    }

    private string Policy()
    {
        var principal = Pick("principal", "principal", "principal", $"principal == Agent::{Text()}", "principal in Role::\"staff\"", "principal is Agent", "principal == Agent::\"a\"");
        var action = Pick("action", "action", "action == Action::\"wide \\\"\\\\|é\"", "action in [Action::\"call_tool\"]");
        var clauses = string.Join(' ', Enumerable.Range(0, _shape.Next(1, 4)).Select(_ => $"{Pick("when", "when", "unless")} {{ {Condition(_shape.Next(0, 4))} }}"));
        var effect = Pick("permit", "permit", "forbid");
        if (effect == "forbid" && _shape.Next(2) == 0)
            clauses += Pick(" when", " unless") + $" {{ {Pick($"context.output == {Constant()}", "context.output like \"policy*\"", $"context.output < {Constant()}", "context has output", $"[{Constant()}, \"policy0\"].contains(context.output)", "context.output == context.input.text")} || {Leaf()} }}";
        return $"{effect}({principal}, {action}, resource) {clauses};";
    }

    private string Condition(int depth)
    {
        if (depth == 0)
            return Leaf();
        string Next() => Condition(depth - 1);
        return _shape.Next(6) switch
        {
            0 => $"({Next()} && {Next()})",
            1 => $"({Next()} || {Next()})",
            2 => $"!({Next()})",
            3 => $"(if {Next()} then {Next()} else {Next()})",
            4 => Guarded(Input()),
            _ => Leaf(),
        };
    }

    private string Guarded(string input) => $"(context.input has {input} && {Pick($"{Constant()} == context.input.{input}", $"context.input.{input} < {Constant()}", $"context.input.{input} like {Pattern()}")})";

    private string Leaf() => Pick<Func<string>>(
        () => $"{Constant()} == context.input.{Input()}",
        () => $"context.input.{Input()} {Pick("==", "!=")} {Constant()}",
        () => $"context.input.{Input()} {Pick("<", "<=", ">")} {Constant()}",
        () => $"{Constant()} {Pick("<", "<=")} context.input.{Input()}",
        () => $"context.input.{Input()} == context.input.{Input()}",
        () => $"context.input.{Pick("byte", "ulong", "ushort", "sbyte")} {Pick("+", "-", "*")} context.input.{Pick("byte", "ulong", "ushort", "sbyte")} {Pick("==", "<")} {Long()}",
        () => $"context.input has {Input()}",
        () => $"context has input.{Pick("point.y", "point.next.tags", "json.a.b", "small.z", "map.a", "point.class")}",
        () => $"context.input.{Pick("point.y", "point.x", "point.next.z", "json.a", "json.a.b", "small.z", "map.a", "point.class")} {Pick("==", "<", "==")} {Constant()}",
        () => $"context.input.{Pick("list", "set", "access", "point.next.tags", "json", "map")}.{Pick("contains", "contains", "containsAny", "containsAll")}({Constant()})",
        () => $"{SetOf()}.{Pick("contains", "contains", "containsAny", "containsAll")}(context.input.{Input()})",
        () => $"context.input.{Input()} in {SetOf()}",
        () => $"context.input.uid {Pick("is Agent", "is File in File::\"x\"", "in Agent::\"a\"", "== principal")}",
        () => $"context.input.{Input()} like {Pattern()}",
        () => $"principal.{Own()} {Pick("==", "<", "<=")} {Constant()}",
        () => $"{Constant()} == principal.{Own()}",
        () => $"principal has {Pick("rate", "site", "boss", "home.y", "home.next.tags", "home.class", "counts.a")}",
        () => $"principal.{Pick("list", "colors", "counts")}.contains({Pick(Constant(), "context.input.json", "context.input.color")})",
        () => $"{{a: context.input.{Input()}, b: {Constant()}}} == {{b: {Constant()}, a: context.input.{Input()}}}",
        () => $"[context.input.{Input()}, {Constant()}].contains({Constant()})",
        () => $"(if context.input.{Input()} == {Constant()} then context.input.byte else {Constant()}) == {Constant()}",
        () => $"context.input.{Pick("f", "double", "json", "byte")}.{Pick("lessThan", "greaterThanOrEqual")}({Constant()})",
        () => $"ip({Text()}) == context.input.address",
        () => $"context.input.address.isInRange({Address()})")();

    private string Input() => Pick(s_inputs);

    private string Own() => Pick("big", "rate", "color", "home", "home.x", "home.y", "home.next.z", "site", "boss", "counts.a", "list", "user");

    // Mostly of one kind each time the shape is used, and sometimes of any.
    private string Constant() => (_constants.Next(3) == 0 ? _constants : _shape).Next(9) switch
    {
        0 or 1 => Long(),
        2 or 3 => Text(),
        4 => $"decimal(\"{Any("0.0", "1.5", "-1.0", "0.1", "-922337203685477.5808")}\")",
        5 => Any("datetime(\"1970-01-01\")", "datetime(\"2026-01-01\")", "duration(\"-1ms\")", "duration(\"1d\")"),
        6 => Any("Agent::\"a\"", "File::\"x\"", "true", "false", Address()),
        7 => SetOf(),
        _ => Any("{a: 1}", "{x: 1}", "{}", "{a: {b: \"x\"}}"),
    };

    private string SetOf() => "[" + string.Join(", ", Enumerable.Range(0, _constants.Next(4)).Select(_ => _constants.Next(2) == 0 ? Text() : Any(Long(), "File::\"x\"", "[]", "decimal(\"1.5\")"))) + "]";

    private string Address() => Any("ip(\"127.0.0.1\")", "ip(\"10.0.0.0/8\")", "ip(\"::1\")", "ip(\"fe80::/10\")", "ip(\"::ffff:10.1.2.3\")", "ip(\"10.1.2.3/32\")");

    private string Long() => Any("0", "1", "-1", "255", "9223372036854775807", "-9223372036854775808");

    private string Text() => Any("\"x\"", "\"\"", "\"\\0\"", "\"a|b\\\\\"", "\"é\"", "\"Red\"", "\"http://x/\"", "\" x \"", "\"\\\"\\\"\\\"\"", "\"\\u{1F600}\"", "\"\\r\\n\"");

    private string Pattern() => Any("\"x*\"", "\"*\"", "\"\"", "\"\\*\"", "\"a|*\\\\\"", "\"**\"", "\"R*d\"", "\"http*/\"", "\"\\0*\"");

    private T Pick<T>(params T[] choices) => choices[_shape.Next(choices.Length)];

    private string Any(params string[] choices) => choices[_constants.Next(choices.Length)];
}
