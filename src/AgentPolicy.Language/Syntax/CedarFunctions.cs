namespace AgentPolicy.Language.Syntax;

internal enum CedarCallStyle
{
    /// <summary><c>ip("10.0.0.1")</c></summary>
    Function,

    /// <summary><c>value.isLoopback()</c></summary>
    Method,
}

/// <summary>
/// A function or method of Cedar. <paramref name="ArgumentCount"/> does not count the value that a method is called on.
/// A wrong number of arguments is a syntax error for the operators that are written as methods; for an extension's, as in the reference, it is the type checker's matter.
/// </summary>
internal sealed record CedarFunction(string Name, CedarCallStyle Style, int ArgumentCount, bool IsExtension);

/// <summary>Every function and method there is.</summary>
internal static class CedarFunctions
{
    private static readonly CedarFunction[] Table =
    [
        Operator("contains", 1),
        Operator("containsAll", 1),
        Operator("containsAny", 1),
        Operator("isEmpty", 0),
        Operator("getTag", 1),
        Operator("hasTag", 1),
        Function("decimal"),
        Function("ip"),
        Function("datetime"),
        Function("duration"),
        Method("lessThan", 1),
        Method("lessThanOrEqual", 1),
        Method("greaterThan", 1),
        Method("greaterThanOrEqual", 1),
        Method("isIpv4", 0),
        Method("isIpv6", 0),
        Method("isLoopback", 0),
        Method("isMulticast", 0),
        Method("isInRange", 1),
        Method("offset", 1),
        Method("durationSince", 1),
        Method("toDate", 0),
        Method("toTime", 0),
        Method("toMilliseconds", 0),
        Method("toSeconds", 0),
        Method("toMinutes", 0),
        Method("toHours", 0),
        Method("toDays", 0),
    ];

    private static readonly Dictionary<string, CedarFunction> ByName = Table.ToDictionary(function => function.Name, StringComparer.Ordinal);

    public static IReadOnlyList<CedarFunction> All => Table;

    public static IEnumerable<string> FunctionNames { get; } = GetNames(CedarCallStyle.Function);

    public static IEnumerable<string> MethodNames { get; } = GetNames(CedarCallStyle.Method);

    public static CedarFunction? Find(string name) => ByName.TryGetValue(name, out var function) ? function : null;

    private static string[] GetNames(CedarCallStyle style) => [.. Table.Where(function => function.Style == style).Select(function => function.Name)];

    private static CedarFunction Operator(string name, int arguments) => new(name, CedarCallStyle.Method, arguments, IsExtension: false);

    private static CedarFunction Function(string name) => new(name, CedarCallStyle.Function, 1, IsExtension: true);

    private static CedarFunction Method(string name, int arguments) => new(name, CedarCallStyle.Method, arguments, IsExtension: true);
}
