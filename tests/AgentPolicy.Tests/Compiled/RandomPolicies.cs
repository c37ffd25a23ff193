namespace AgentPolicy.Tests.Compiled;

/// <summary>Writes random policies over the entities and the context of <c>ExpressionCases</c>: mostly well-typed, so that much of them is evaluated, with wrong types strewn in.</summary>
internal sealed class RandomPolicies(int seed)
{
    private readonly Random _random = new(seed);

    public string Set()
    {
        var policies = Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Policy());
        return string.Join('\n', policies);
    }

    /// <summary>A policy with both slots.</summary>
    public string Template()
    {
        var principal = Pick("principal == ?principal", "principal in ?principal", "principal is Agent in ?principal");
        return $"{Pick("permit", "forbid")}({principal}, action, resource {Pick("==", "in")} ?resource) {Pick("when", "unless")} {{ {Bool(_random.Next(1, 4))} }};";
    }

    private string Policy()
    {
        var principal = Pick("principal", "principal", "principal is Agent", "principal == Agent::\"assistant\"", "principal in Role::\"admin\"", "principal is Agent in Role::\"guest\"");
        var action = Pick("action", "action == Action::\"send_money\"", "action in Action::\"call_tool\"", "action in [Action::\"send_money\", Action::\"x\"]");
        var resource = Pick("resource", "resource", "resource in Folder::\"b\"", "resource is Tool");
        return $"{Pick("permit", "forbid")}({principal}, {action}, {resource}) {Pick("when", "unless")} {{ {Bool(_random.Next(1, 6))} }};";
    }

    private string Any(int depth) => _random.Next(10) switch
    {
        0 or 1 => Bool(depth),
        2 => Long(depth),
        3 => Text(depth),
        4 => SetOf(depth),
        5 => Record(depth),
        6 => Address(depth),
        7 => Clock(depth),
        8 => Span(depth),
        _ => Entity(depth),
    };

    // One in ten is of any type.
    private string Mostly(Func<int, string> well, int depth) => depth > 0 && _random.Next(10) == 0 ? Any(depth - 1) : well(depth - 1);

    private string Bool(int depth)
    {
        if (depth <= 0)
            return Pick("true", "false", "context.flag", "(context has missing)", "(context has nested.a.b)", "(principal == resource)");
        string B() => Mostly(Bool, depth);
        return _random.Next(22) switch
        {
            0 or 1 => $"({B()} && {B()})",
            2 => $"({string.Join(" || ", Enumerable.Range(0, _random.Next(2, 40)).Select(_ => Mostly(Bool, 1)))})",
            3 => $"({B()} || {B()} || {B()})",
            4 => $"!({B()})",
            5 => $"(if {B()} then {B()} else {B()})",
            6 => $"({Mostly(Any, depth)} == {Mostly(Any, depth)})",
            7 => $"({Mostly(Long, depth)} {Pick("<", "<=", ">", ">=", "==", "!=")} {Mostly(Long, depth)})",
            8 => $"({Mostly(Entity, depth)} in {Mostly(_random.Next(2) == 0 ? Entity : EntitySet, depth)})",
            9 => $"({Mostly(Entity, depth)} is {Pick("Agent", "Role")} in {Mostly(Entity, depth)})",
            10 => $"({Mostly(Entity, depth)} is {Pick("Agent", "Action")})",
            11 => $"{Mostly(SetOf, depth)}.contains({Any(depth - 1)})",
            12 => $"{Mostly(SetOf, depth)}.{Pick("containsAll", "containsAny")}({Mostly(SetOf, depth)})",
            13 => $"({Mostly(Text, depth)} like \"{Pick("h*o", "*", "hello", "x*")}\")",
            14 => $"({Mostly(Record, depth)} has {Pick("a", "b", "a.b", "nested.a", "nested.a.b")})",
            15 => $"{Mostly(Entity, depth)}.hasTag({Mostly(Text, depth)})",
            16 => $"{Mostly(Decimal, depth)}.{Pick("lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual")}({Mostly(Decimal, depth)})",
            17 => $"{Mostly(Address, depth)}.{Pick("isIpv4", "isIpv6", "isLoopback", "isMulticast")}()",
            18 => $"{Mostly(Address, depth)}.isInRange({Mostly(Address, depth)})",
            19 => $"({Mostly(Clock, depth)} {Pick("<", "<=", ">", ">=", "==", "!=")} {Mostly(Clock, depth)})",
            20 => $"({Mostly(Span, depth)} {Pick("<", "<=", ">", ">=", "==", "!=")} {Mostly(Span, depth)})",
            _ => $"{Mostly(SetOf, depth)}.isEmpty()",
        };
    }

    private string Long(int depth) => depth <= 0
        ? Pick("0", "5", "9223372036854775807", "context.number", "principal.level", "context.missing")
        : _random.Next(4) switch
        {
            0 => $"({Mostly(Long, depth)} {Pick("+", "-", "*")} {Mostly(Long, depth)})",
            1 => $"(-({Mostly(Long, depth)}))",
            2 => $"{Mostly(Span, depth)}.{Pick("toMilliseconds", "toSeconds", "toMinutes", "toHours", "toDays")}()",
            _ => $"(if {Mostly(Bool, depth)} then {Mostly(Long, depth)} else {Mostly(Long, depth)})",
        };

    private string Text(int depth) => depth <= 0
        ? Pick("\"hello\"", "\"a\"", "context.text", "context.one", "context.missing")
        : _random.Next(2) == 0 ? $"{Mostly(Entity, depth)}.getTag({Mostly(Text, depth)})" : Text(0);

    private string Decimal(int depth) => Pick("context.price", "decimal(\"1.5\")", "decimal(context.digits)", "decimal(context.text)", Text(depth - 1));

    private string Address(int depth) =>
        Pick("ip(\"10.0.0.0/8\")", "ip(\"::1\")", "ip(\"fe80::/10\")", "ip(context.address)", "ip(context.six)", "ip(context.loopback)", "ip(context.text)", $"ip({Text(depth - 1)})");

    private string Clock(int depth) => depth <= 0
        ? Pick("datetime(\"2024-02-29\")", "datetime(\"0000-01-01\")", "datetime(context.day)", "datetime(context.text)")
        : Pick($"{Mostly(Clock, depth)}.offset({Mostly(Span, depth)})", $"{Mostly(Clock, depth)}.toDate()", Clock(0));

    private string Span(int depth) => depth <= 0
        ? Pick("duration(\"25h\")", "duration(\"-9223372036854775808ms\")", "duration(context.span)", "duration(context.text)")
        : Pick($"{Mostly(Clock, depth)}.durationSince({Mostly(Clock, depth)})", $"{Mostly(Clock, depth)}.toTime()", Span(0));

    private string Entity(int depth) => depth <= 0
        ? Pick("principal", "action", "resource", "Role::\"admin\"", "Role::\"guest\"", "Agent::\"assistant\"")
        : $"(if {Mostly(Bool, depth)} then {Mostly(Entity, depth)} else {Mostly(Entity, depth)})";

    private string EntitySet(int depth) => $"[{Items(() => Mostly(Entity, depth), 4)}]";

    private string SetOf(int depth) => depth <= 0
        ? Pick("context.list", "context.empty", "[1, \"a\", true]", "[]")
        : $"[{Items(() => Any(depth - 1), _random.Next(8) == 0 ? 40 : 4)}]";

    private string Record(int depth) => depth <= 0
        ? Pick("context", "context.nested", "{a: 1, b: {c: 2}}", "{}", "principal")
        : $"{{a: {Any(depth - 1)}, b: {Any(depth - 1)}, \"c d\": {Any(depth - 1)}}}";

    private string Items(Func<string> item, int most) => string.Join(", ", Enumerable.Range(0, _random.Next(most)).Select(_ => item()));

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
