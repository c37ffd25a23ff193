namespace AgentPolicy.Generators.Tests.Emit;

/// <summary>Writes random policies on the inputs of <c>InputCalls</c>, in the forms that policies have, with constants at the ends of ranges and on either side of the calls' values.</summary>
internal sealed class RandomConditions(int seed)
{
    private readonly Random _random = new(seed);

    public string Set() => string.Join('\n', Enumerable.Range(0, _random.Next(1, 8)).Select(_ => Policy()));

    /// <summary>One question alone, whose answer no other hides: what is not forbidden runs.</summary>
    public string Question() => $"permit(principal, action, resource); forbid(principal, action, resource) {Pick("when", "unless")} {{ {Pick<Func<string>>(Leaf, OfPrincipal, Scalars, Scalars, Kinds, Times)()} }};";

    private string Policy()
    {
        var principal = Pick("principal", "principal", "principal == Agent::\"a\"", "principal == Agent::\"b\"", "principal is Agent", "principal in Role::\"staff\"");
        var action = Pick("action", "action in Action::\"call_tool\"", "action == Action::\"ask\"", "action in [Action::\"ask\", Action::\"tell\"]");
        var resource = Pick("resource", "resource", "resource == Tool::\"Tools\"", "resource is File");
        return $"{Pick("permit", "permit", "forbid")}({principal}, {action}, {resource}) {Pick("when", "when", "unless")} {{ {Condition(_random.Next(0, 4))} }};";
    }

    private string Condition(int depth)
    {
        if (depth == 0)
            return Leaf();
        string Next() => Condition(depth - 1);
        return _random.Next(7) switch
        {
            0 => $"({Next()} && {Next()})",
            1 => $"({Next()} || {Next()})",
            2 => $"!({Next()})",
            3 => $"(if {Next()} then {Next()} else {Next()})",
            4 => Guarded(),
            5 => $"({string.Join(Pick(" && ", " || "), Enumerable.Range(0, _random.Next(2, 20)).Select(_ => Leaf()))})",
            _ => Leaf(),
        };
    }

    // What is asked after the question whether it is there, which is where both become one.
    private string Guarded()
    {
        var input = Pick("d", "e", "n", "m", "b", "c", "s", "t", "g");
        var has = Pick($"context.input has {input}", $"context has input.{input}");
        return Pick($"({has} && {Of(input)})", $"({has} && !({Of(input)}))", $"(!({has}) || {Of(input)})", $"({has} && {Of(input)} && {Of(input)})", $"({Of(input)} && {has})");
    }

    private string Leaf() => _random.Next(18) switch
    {
        0 => Pick("context.input has e", "context has input.t", "context.input has d", "context has session"),
        1 => Pick("principal.level == context.input.n", "principal.names.contains(\"x\")", "context.input.d == context.input.e", "context.input.n + 1 > context.input.m"),
        2 => Pick("principal in Role::\"staff\"", "principal in Role::\"other\"", "resource == File::\"Tools\"", "principal == Agent::\"a\"", "true", "false"),
        3 or 4 => OfPrincipal(),
        5 or 6 => Scalars(),
        7 => Times(),
        _ => Of(Pick("d", "e", "n", "m", "b", "c", "s", "t", "g", "s", "t")),
    };

    private string OfPrincipal() => Pick(
        $"principal.level {Pick("<", ">=", "==", "!=")} {Long()}", $"principal has clearance && principal.clearance {Pick("<", ">=", "==")} {Long()}", $"principal.clearance > {Long()}",
        "principal has clearance", "principal has user", "principal has level", "!(principal has team)", "principal.active", "principal has muted && principal.muted", "principal.muted == false",
        $"principal.department == {Text()}", $"principal.department like {Pick("\"x*\"", "\"*\"", "\"*é*\"")}", $"principal has team && principal.team != {Text()}", "principal.department == context.input.s",
        $"[\"x\", \"é\"].contains(principal.{Pick("department", "team")})", $"principal.{Pick("names", "others", "list", "folded", "nulls", "level")}.contains({Text()})",
        $"principal.budget.{Pick("lessThan", "greaterThanOrEqual")}({Decimal()})", "context.input.d.lessThanOrEqual(principal.budget)", "principal.budget == context.input.e", $"principal.level == {Text()}",
        "principal.level == principal.clearance", "principal.department < 1", "principal.names == principal.list");

    private string Scalars() => Pick(
        $"context.input.n {Pick("+", "-", "*")} context.input.m {Pick("<", ">", "==")} {Long()}", $"context.input.n * {Long()} {Pick("<=", "!=")} {Long()}", $"-context.input.n {Pick("<", "==")} {Long()}",
        $"context.input.n {Pick("<", "<=", "==", "!=")} {Pick("context.input.m", "principal.level", "principal.clearance")}", $"context.input.s {Pick("==", "!=")} context.input.t", "context.input.b == context.input.c",
        $"[{Long()}, {Long()}, 7].contains(context.input.{Pick("n", "m")})", $"[{Text()}, 1].contains(context.input.{Pick("s", "t")})", $"[{Text()}, {Text()}].contains(context.input.{Pick("s", "t", "g", "n")})", "[].contains(context.input.n)",
        "context.input.d.lessThan(context.input.e)", "context.input.d == context.input.e", $"context.input.n - 1 - {Long()} * 2 < principal.level + context.input.n", "!(context.input.s == context.input.t)",
        "(context.input.n < 1) == context.input.b", $"(if context.input.b then context.input.n else context.input.m) > {Long()}");

    // A scalar beside one of another kind, of which nothing is known when the code is made.
    private string Kinds()
    {
        var own = "principal." + Pick("level", "clearance", "active", "muted", "department", "team", "budget", "since", "shift", "names");
        var input = "context.input." + Pick("d", "e", "n", "m", "b", "c", "s", "t", "g", "w", "v");
        return Pick($"{own} == {input}", $"{input} {Pick("<", "<=", "==")} {own}", $"{own} like \"*\"", $"{own} < {input}", $"{input}.lessThan({own})", $"[{Text()}].contains({own})", $"[{Long()}, 2].contains({own})");
    }

    private string Times() => Pick(
        $"context.input.w {Pick("<", "<=", "==", ">")} {Time()}", $"context.input.w {Pick("<", "==")} principal.since", $"context.input has v && context.input.v {Pick("<", ">=", "==")} {Span()}", $"context.input.v > {Span()}",
        $"context.input.w.toTime() {Pick("<", ">")} {Span()}", $"context.input.w.toDate() == {Time()}", $"context.input.w.offset({Span()}) > {Time()}", $"principal has shift && principal.shift {Pick("<", "==")} {Span()}",
        $"context.input.w.durationSince(principal.since) > {Span()}", $"context.input.w < {Span()}", "principal.since.toTime() < context.input.v");

    private string Time() => Pick("datetime(\"1970-01-01\")", "datetime(\"2026-01-01\")", "datetime(\"2026-01-01T07:00:00Z\")", "datetime(\"1969-12-31T23:59:59.999Z\")");

    private string Span() => Pick("duration(\"0s\")", "duration(\"1h\")", "duration(\"-1ms\")", "duration(\"1d\")");

    private string Of(string input) => input switch
    {
        "d" or "e" => Pick(
            $"context.input.{input}.{Pick("lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual")}({Decimal()})",
            $"context.input.{input} {Pick("==", "!=")} {Decimal()}",
            $"{Decimal()} == context.input.{input}",
            $"{Decimal()}.lessThan(context.input.{input})"),
        "n" or "m" => Pick(
            $"context.input.{input} {Pick("<", "<=", ">", ">=", "==", "!=")} {Long()}", $"{Long()} {Pick("<", "<=", ">", ">=", "==", "!=")} context.input.{input}"),
        "b" or "c" => Pick($"context.input.{input}", $"context.input.{input} == true"),
        "g" => Pick("context.input.g == \"00000000-0000-0000-0000-000000000000\"", "context.input.g like \"0*\"", "principal.names.contains(context.input.g)"),
        _ => Pick(
            $"context.input.{input} {Pick("==", "!=")} {Text()}",
            $"context.input.{input} like {Pick("\"x*\"", "\"*\"", "\"*é*\"", "\"\"", "\"a*b\"")}",
            $"principal.{Pick("names", "others", "list", "folded", "nulls")}.contains(context.input.{input})",
            $"[\"x\", \"\"].contains(context.input.{input})"),
    };

    private string Decimal() => $"decimal(\"{Pick("0.0", "0.0001", "-0.0001", "1.5", "-1.0", "1000.0", "922337203685477.5807", "-922337203685477.5808", "92233720368547.7581")}\")";

    private string Long() => Pick("0", "1", "-1", "7", "9223372036854775807", "-9223372036854775808");

    private string Text() => Pick("\"x\"", "\"\"", "\"é\"", "\"X\"", "\"in arguments, 0, \"");

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
