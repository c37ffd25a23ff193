namespace AgentPolicy.Oracle.Generation;

/// <summary>Writes expressions of every operator and function: mostly of the type that their place asks for, over what the schema declares, with strays.</summary>
internal sealed class ExpressionWriter(SchemaPlan plan, PathTable paths, Choices choices, int strayPercent)
{
    public string Bool(int depth)
    {
        if (depth <= 0)
            return Leaf(Kind.Bool, choices.Pick("true", "false"));
        var d = depth - 1;
        return choices.Next(24) switch
        {
            0 => Leaf(Kind.Bool, "true"),
            1 => $"({Sub(Kind.Bool, d)} && {Sub(Kind.Bool, d)})",
            2 => $"({Sub(Kind.Bool, d)} || {Sub(Kind.Bool, d)})",
            3 => $"{choices.Pick("!", "!!", "!!!!")}({Sub(Kind.Bool, d)})",
            4 => $"({string.Join(choices.Pick(" && ", " || "), choices.Many(5, _ => Sub(Kind.Bool, 1), 80).Prepend(Sub(Kind.Bool, d)))})",
            5 => AnyKind() is var kind ? $"({Sub(kind, d)} {choices.Pick("==", "!=")} {Sub(kind, d)})" : "",
            6 or 7 => $"({Sub(Kind.Long, d)} {Comparison()} {Sub(Kind.Long, d)})",
            8 => choices.Pick(Kind.Clock, Kind.Span) is var kind ? $"({Sub(kind, d)} {Comparison()} {Sub(kind, d)})" : "",
            9 => $"({Sub(Kind.Entity, d)} in {(choices.Chance(40) ? Entities(d) : Sub(Kind.Entity, d))})",
            10 => $"({Sub(Kind.Entity, d)} is {TypeName()})",
            11 => $"({Sub(Kind.Entity, d)} is {TypeName()} in {(choices.Chance(40) ? Entities(d) : Sub(Kind.Entity, d))})",
            12 => $"{Receiver(Kind.Set, d)}.contains({Sub(AnyKind(), d)})",
            13 => $"{Receiver(Kind.Set, d)}.{choices.Pick("containsAll", "containsAny")}({Sub(Kind.Set, d)})",
            14 => $"{Receiver(Kind.Set, d)}.isEmpty()",
            15 => $"({Sub(Kind.Text, d)} like \"{string.Concat(choices.Many(6, _ => choices.Pick(Pools.PatternParts), 75))}\")",
            16 => HasKnown(),
            17 => $"({Sub(choices.Chance(50) ? Kind.Entity : Kind.Record, d)} has {Has()})",
            18 => Guarded(),
            19 => $"{Receiver(Kind.Entity, d)}.hasTag({Sub(Kind.Text, d)})",
            20 => $"{Receiver(Kind.Decimal, d)}.{choices.Pick("lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual")}({Sub(Kind.Decimal, d)})",
            21 => $"{Receiver(Kind.Address, d)}.{choices.Pick("isIpv4", "isIpv6", "isLoopback", "isMulticast")}({Strays(Kind.Address)})",
            22 => $"{Receiver(Kind.Address, d)}.isInRange({Sub(Kind.Address, d)})",
            _ => If(Kind.Bool, d),
        };
    }

    private string Of(Kind kind, int depth) => kind switch
    {
        Kind.Bool => Bool(depth),
        Kind.Long => Long(depth),
        Kind.Text => Text(depth),
        Kind.Entity => Entity(depth),
        Kind.Set => Set(depth),
        Kind.Record => Record(depth),
        Kind.Clock => Clock(depth),
        Kind.Span => Span(depth),
        _ => depth > 0 && choices.Chance(15) ? If(kind, depth - 1) : Leaf(kind, Constructed(kind, depth)),
    };

    // What a place asks for, or once in a while anything.
    private string Sub(Kind kind, int depth) => Of(strayPercent > 0 && choices.Chance(strayPercent) ? AnyKind() : kind, depth);

    // A negative number or a literal with an operator needs parentheses before a dot, and most others have their own.
    private string Receiver(Kind kind, int depth) => Sub(kind, depth) is var text && text[0] is '-' or '!' ? $"({text})" : text;

    private string Leaf(Kind kind, string literal)
    {
        var known = paths.Of(kind);
        return known.Count == 0 || choices.Chance(40) ? literal : choices.Pick(known);
    }

    private string Long(int depth)
    {
        if (depth <= 0)
            return Leaf(Kind.Long, choices.Pick(Pools.Longs));
        var d = depth - 1;
        return choices.Next(6) switch
        {
            0 => Leaf(Kind.Long, choices.Pick(Pools.Longs)),
            1 or 2 => $"({Sub(Kind.Long, d)} {choices.Pick("+", "-", "*")} {Sub(Kind.Long, d)})",
            3 => $"{choices.Pick("-", "--", "-----"[..4])}({Sub(Kind.Long, d)})",
            4 => $"{Receiver(Kind.Span, d)}.{choices.Pick("toMilliseconds", "toSeconds", "toMinutes", "toHours", "toDays")}({Strays(Kind.Span)})",
            _ => If(Kind.Long, d),
        };
    }

    private string Text(int depth) => depth <= 0 || choices.Chance(50)
        ? Leaf(Kind.Text, Quoting.Cedar(choices.Pick(Pools.Texts)))
        : choices.Chance(60) ? $"{Receiver(Kind.Entity, depth - 1)}.getTag({Sub(Kind.Text, depth - 1)})" : If(Kind.Text, depth - 1);

    private string Clock(int depth) => depth <= 0 || choices.Chance(30)
        ? Leaf(Kind.Clock, Constructed(Kind.Clock, depth))
        : choices.Chance(50) ? $"{Receiver(Kind.Clock, depth - 1)}.offset({Sub(Kind.Span, depth - 1)})" : $"{Receiver(Kind.Clock, depth - 1)}.toDate()";

    private string Span(int depth) => depth <= 0 || choices.Chance(30)
        ? Leaf(Kind.Span, Constructed(Kind.Span, depth))
        : choices.Chance(50) ? $"{Receiver(Kind.Clock, depth - 1)}.durationSince({Sub(Kind.Clock, depth - 1)})" : $"{Receiver(Kind.Clock, depth - 1)}.toTime({Strays(Kind.Clock)})";

    private string Entity(int depth) => depth > 0 && choices.Chance(15) ? If(Kind.Entity, depth - 1) : Leaf(Kind.Entity, Uid());

    private string Entities(int depth) => $"[{string.Join(", ", choices.Many(3, _ => Sub(Kind.Entity, depth - 1)))}]";

    private string Set(int depth)
    {
        if (depth <= 0 || choices.Chance(40))
            return Leaf(Kind.Set, choices.Pick("[]", "[1, 2]", "[\"a\", \"b\",]", "[1, \"a\", true]", "[[], [1]]"));
        var kind = AnyKind();
        return $"[{string.Join(", ", choices.Many(5, _ => Sub(choices.Chance(20) ? AnyKind() : kind, depth - 1), 75))}]";
    }

    private string Record(int depth)
    {
        if (depth <= 0 || choices.Chance(50))
            return Leaf(Kind.Record, choices.Pick("{}", "{a: 1}", "{\"a\": 1, \"b\": {\"c\": []}}", "context"));
        var names = choices.Many(3, _ => choices.Pick(Pools.AttributeNames)).Distinct().ToArray();
        var record = $"{{{string.Join(", ", names.Select(name => $"{Quoting.Key(name)}: {Sub(AnyKind(), depth - 1)}"))}}}";
        return record;
    }

    private string If(Kind kind, int depth) => $"(if {Sub(Kind.Bool, depth)} then {Sub(kind, depth)} else {Sub(kind, depth)})";

    // A constructor's argument is a literal, or now and then whatever text there is.
    private string Constructed(Kind kind, int depth)
    {
        var pool = Pools.Extension(kind);
        var argument = choices.Chance(12) ? Sub(Kind.Text, depth - 1) : Quoting.Cedar(pool[choices.Next(choices.Chance(25) ? pool.Length : 8)]);
        return $"{Pools.Constructor(kind)}({argument}{(choices.Chance(1) ? ", \"\"" : "")})";
    }

    private string Has()
    {
        if (choices.Chance(25))
            return Quoting.Cedar(choices.Pick(Pools.AttributeNames));
        string Name() => choices.Pick(Pools.AttributeNames) is var name && Quoting.IsIdentifier(name) ? name : "a";
        return string.Join('.', choices.Many(3, _ => Name(), 40).Prepend(Name()));
    }

    // Along a path that is there, or that ends one step before.
    private string HasKnown()
    {
        var known = paths.Of(AnyKind());
        var path = (known.Count == 0 ? "context.a" : choices.Pick(known)).Split('.');
        if (path.Any(part => part.Contains('"')))
            return $"(context has {Has()})";
        var steps = path.Skip(1).Concat(path.Length == 1 || choices.Chance(30) ? ["a"] : []);
        return $"({path[0]} has {string.Join('.', steps)})";
    }

    // The everyday form: an attribute is asked for before it is read.
    private string Guarded()
    {
        var path = choices.Pick(choices.Pick(paths.Of(AnyKind()), paths.Of(Kind.Entity)) is { Count: > 0 } some ? some : ["context.a"]);
        var dot = path.LastIndexOf('.');
        return dot < 0 || path[dot..].Contains('"') ? $"({path} == {path})" : $"({path[..dot]} has {path[(dot + 1)..]} && {path} == {path})";
    }

    private string Uid()
    {
        if (choices.Chance(15))
        {
            var action = choices.Pick(plan.Actions);
            return Quoting.CedarUid(action.Type, action.Id);
        }

        var type = choices.Pick(plan.Types);
        return Quoting.CedarUid(type.Name, type.EnumIds.Count > 0 ? choices.Pick(type.EnumIds) : Pools.Ids[choices.Chance(15) ? choices.Next(Pools.Ids.Length) : choices.Next(3)]);
    }

    private string TypeName() => choices.Chance(8) ? choices.Pick("Action", "Ghost", "N::Action") : choices.Pick(plan.Types).Name;

    private string Comparison() => choices.Pick("<", "<=", ">", ">=");

    // Too many arguments parse, and fail where they are evaluated.
    private string Strays(Kind kind) => strayPercent > 0 && choices.Chance(1) ? Of(kind, 0) : "";

    private Kind AnyKind() => (Kind)choices.Next((int)Kind.Record + 1);
}
