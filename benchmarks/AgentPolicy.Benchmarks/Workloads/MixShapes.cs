namespace AgentPolicy.Benchmarks.Workloads;

/// <summary>A condition in both languages; <see cref="MixConstants"/> says what stands in braces.</summary>
internal sealed record MixShape(string Cedar, string CSharp, params string[] Inputs);

/// <summary>The shapes of the mix: no two are alike but for their constants.</summary>
internal static class MixShapes
{
    private const string Ordinal = "StringComparison.Ordinal";

    /// <summary>What is computed once by those who write rules by hand.</summary>
    public static string HandMembers { get; } = string.Concat(Enumerable.Range(1, 9).Select(n => FormattableString.Invariant(
        $"    private static readonly DateTimeOffset s_day{n} = new(2026, 1, {n}, 0, 0, 0, TimeSpan.Zero);\n    private static readonly TimeSpan s_hours{n} = TimeSpan.FromHours({n});\n")))
        + "    private static readonly TimeSpan s_half = TimeSpan.FromMinutes(30);\n";

    public static IReadOnlyList<MixShape> All { get; } = [.. Texts(), .. Numbers(), .. Optionals(), .. Callers(), .. Times(), .. Combinations()];

    private static MixShape[] Texts() =>
    [
        new("""context.input.name == "{a}" """, """name == "{a}" """, "name"),
        new("""context.input.name != "{a}" && context.input.name != "{b}" """, """name != "{a}" && name != "{b}" """, "name"),
        new("""context.input.name == context.input.account""", """name == account""", "name", "account"),
        new("""context.input.path like "/{a}/*" """, $$"""path.StartsWith("/{a}/", {{Ordinal}})""", "path"),
        new("""context.input.path like "*-{n}.txt" """, $$"""path.EndsWith("-{n}.txt", {{Ordinal}})""", "path"),
        new("""context.input.path like "*/{a}/*" """, $$"""path.Contains("/{a}/", {{Ordinal}})""", "path"),
        new("""context.input.subject like "{a} *{b}" """, $$"""subject.Length >= "{a} {b}".Length && subject.StartsWith("{a} ", {{Ordinal}}) && subject.EndsWith("{b}", {{Ordinal}})""", "subject"),
        new("""!(context.input.path like "/{a}*") && context.input.path like "*.txt" """, $$"""!path.StartsWith("/{a}", {{Ordinal}}) && path.EndsWith(".txt", {{Ordinal}})""", "path"),
        new("""["{a}", "{b}", "{c}"].contains(context.input.account)""", """account is "{a}" or "{b}" or "{c}" """, "account"),
        new("""!["{a}", "{b}"].contains(context.input.account) && context.input.name == "{c}" """, """account is not ("{a}" or "{b}") && name == "{c}" """, "account", "name"),
        new("""context.input.path like "/{a}/*" || context.input.path like "/{b}/*" """, $$"""(path.StartsWith("/{a}/", {{Ordinal}}) || path.StartsWith("/{b}/", {{Ordinal}}))""", "path"),
        new("""context.input.path like "/*/{a}/*" """, $$"""path.StartsWith('/') && path.IndexOf("/{a}/", 1, {{Ordinal}}) >= 0""", "path"),
    ];

    private static MixShape[] Numbers() =>
    [
        new("context.input.amount < {n}", "amount < {n}", "amount"),
        new("context.input.amount >= {n} && context.input.amount <= {m}", "amount >= {n} && amount <= {m}", "amount"),
        new("context.input.amount == {n}", "amount == {n}", "amount"),
        new("context.input.amount + context.input.count > {m}", "amount + count > {m}", "amount", "count"),
        new("context.input.amount * {n} < {m}", "amount * {n} < {m}", "amount"),
        new("context.input.amount - context.input.offset == {n}", "amount - offset == {n}", "amount", "offset"),
        new("context.input.count > context.input.offset", "count > offset", "count", "offset"),
        new("[{n}, {m}, 7].contains(context.input.count)", "count == {n} || count == {m} || count == 7", "count"),
        new("-context.input.offset > -{n}", "-offset > -{n}", "offset"),
        new("context.input.price.lessThan(decimal(\"{n}.25\"))", "price < {n}.25m", "price"),
        new("context.input.price.greaterThanOrEqual(decimal(\"{n}.5\")) && context.input.price.lessThanOrEqual(decimal(\"{m}.5\"))", "price >= {n}.5m && price <= {m}.5m", "price"),
        new("context.input.price == decimal(\"{n}.0\")", "price == {n}.0m", "price"),
        new("context.input.fee.greaterThan(decimal(\"{n}.0\"))", "fee > {n}.0m", "fee"),
        new("context.input.fee.lessThan(context.input.price)", "fee < price", "fee", "price"),
        new("context.input.urgent", "urgent", "urgent"),
        new("!context.input.urgent && context.input.dry", "!urgent && dry", "urgent", "dry"),
        new("context.input.urgent == context.input.dry && context.input.count != {n}", "urgent == dry && count != {n}", "urgent", "dry", "count"),
    ];

    private static MixShape[] Optionals() =>
    [
        new("""context.input has note && context.input.note == "{a}" """, """note == "{a}" """, "note"),
        new("""!(context.input has note) || context.input.note != "{a}" """, """note != "{a}" """, "note"),
        new("""context.input has note && context.input.note like "*{a}*" """, $$"""note is not null && note.Contains("{a}", {{Ordinal}})""", "note"),
        new("context.input has limit && context.input.limit > {n}", "limit > {n}", "limit"),
        new("context.input has limit && context.input.amount < context.input.limit", "amount < limit", "limit", "amount"),
        new("!(context.input has limit) && context.input.amount < {n}", "limit is null && amount < {n}", "limit", "amount"),
        new("context.input has discount && context.input.discount.lessThan(decimal(\"{n}.75\"))", "discount < {n}.75m", "discount"),
        new("context.input has rush && context.input.rush", "rush == true", "rush"),
        new("context.input has rush && !context.input.rush && context.input.count == {n}", "rush == false && count == {n}", "rush", "count"),
        new("context.input has note && context.input has limit && context.input.limit <= {m}", "note is not null && limit <= {m}", "note", "limit"),
    ];

    private static MixShape[] Callers() =>
    [
        new("""principal.roles.contains("{a}")""", """principal.Roles.Contains("{a}")""", "name"),
        new("""principal.roles.contains("{a}") && principal.roles.contains("{b}")""", """principal.Roles.Contains("{a}") && principal.Roles.Contains("{b}")""", "name"),
        new("""!principal.roles.contains("{a}") && context.input.amount > {n}""", """!principal.Roles.Contains("{a}") && amount > {n}""", "amount"),
        new("""principal.roles.contains(context.input.name)""", """principal.Roles.Contains(name)""", "name"),
        new("""principal.department == "{a}" """, """principal.Department == "{a}" """, "name"),
        new("""principal.department == context.input.account""", """principal.Department == account""", "account"),
        new("""principal.level > {n} && context.input.amount < {m}""", """principal.Level > {n} && amount < {m}""", "amount"),
        new("""context.input.amount < principal.level""", """amount < principal.Level""", "amount"),
        new("""principal.active && context.input.count < {n}""", """principal.Active && count < {n}""", "count"),
        new("""principal has clearance && principal.clearance >= {n}""", """principal.Clearance >= {n}""", "name"),
        new("""context.input.price.lessThanOrEqual(principal.budget)""", """price <= principal.Budget""", "price"),
        new("""principal == Agent::"agent_{n}" """, """principal.Id == "agent_{n}" """, "name"),
    ];

    private static MixShape[] Times() =>
    [
        new("context.input.at < datetime(\"2026-01-0{n}\")", "at < s_day{n}", "at"),
        new("context.input.at >= datetime(\"2026-01-0{n}\") && context.input.at < datetime(\"2026-01-0{m}\")", "at >= s_day{n} && at < s_day{m}", "at"),
        new("context.input.wait > duration(\"{n}h\")", "wait > s_hours{n}", "wait"),
        new("context.input.wait <= duration(\"{n}h30m\") && context.input.urgent", "wait <= s_hours{n} + s_half && urgent", "wait", "urgent"),
        new("context.input.at.toTime() < duration(\"{n}h\")", "at.UtcDateTime.TimeOfDay < s_hours{n}", "at"),
    ];

    private static MixShape[] Combinations() =>
    [
        new("""if context.input.urgent then context.input.amount < {n} else context.input.amount < {m}""", "(urgent ? amount < {n} : amount < {m})", "urgent", "amount"),
        new("""if principal.active then context.input.name == "{a}" else context.input.dry""", """(principal.Active ? name == "{a}" : dry)""", "name", "dry"),
        new("""(context.input.name == "{a}" || context.input.account == "{b}") && context.input.amount < {m}""", """(name == "{a}" || account == "{b}") && amount < {m}""", "name", "account", "amount"),
        new("""(principal.roles.contains("{a}") && context.input.path like "/{b}/*") || (context.input.dry && context.input.count < {n})""", $$"""((principal.Roles.Contains("{a}") && path.StartsWith("/{b}/", {{Ordinal}})) || (dry && count < {n}))""", "path", "dry", "count"),
        new("""!(context.input.amount > {n} || context.input.name == "{a}")""", """!(amount > {n} || name == "{a}")""", "amount", "name"),
        new("""principal.department == "{a}" && context.input.path like "*/{b}-*" && context.input.price.lessThan(decimal("{m}.0"))""", $$"""principal.Department == "{a}" && path.Contains("/{b}-", {{Ordinal}}) && price < {m}.0m""", "path", "price"),
        new("""context.input.amount < {m} && (context.input has limit || context.input.urgent) && principal.level >= {n}""", "amount < {m} && (limit is not null || urgent) && principal.Level >= {n}", "amount", "limit", "urgent"),
        new("""["{a}", "{b}"].contains(principal.department) && context.input.fee.lessThan(decimal("{m}.5"))""", """principal.Department is "{a}" or "{b}" && fee < {m}.5m""", "fee"),
    ];
}
