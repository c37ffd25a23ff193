using AgentPolicy.Language.Collections;
using AgentPolicy.Language.Program;
using AgentPolicy.Language.Tests.Values;
using FsCheck;
using FsCheck.Fluent;

namespace AgentPolicy.Language.Tests.Lowering;

/// <summary>Generates expressions of the intermediate representation: mostly well-typed ones, so that much of them is evaluated, with wrong types strewn in.</summary>
public static class ProgramGenerator
{
    private static readonly string[] s_names = ["n", "s", "flag", "d", "ip", "day", "span", "set", "r", "who", "next", "missing"];

    private static readonly Gen<AttributeName> Name = Gen.Elements(s_names).Select(name => new AttributeName(name));

    public static Arbitrary<ProgramWrapper> All() => Arb.From(Gen.Sized(size => Any(Math.Min(size, 50))).Select(x => new ProgramWrapper(x)));

    private static Gen<ProgramExpr> Any(int size) => Gen.Choose(0, 9).SelectMany(choice => choice switch
    {
        0 or 1 => Bool(size),
        2 => Long(size),
        3 => Text(size),
        4 => Set(size),
        5 => Record(size),
        6 => Entity(size),
        7 => Clock(size),
        8 => Span(size),
        _ => Extension(size),
    });

    // One in eight is of any type.
    private static Gen<ProgramExpr> Mostly(Func<int, Gen<ProgramExpr>> well, int size) => Gen.Choose(0, 7).SelectMany(choice => choice == 0 && size > 0 ? Any(size / 2) : well(size));

    private static Gen<ProgramExpr> Bool(int size)
    {
        var leaf = Gen.OneOf(Constant(true, false), Attribute("flag"));
        if (size <= 0)
            return leaf;
        var half = size / 2;
        var (b, l, t, s, r, e, d) = (Mostly(Bool, half), Mostly(Long, half), Mostly(Text, half), Mostly(Set, half), Mostly(Record, half), Mostly(Entity, half), Mostly(Extension, half));
        var (c, p) = (Mostly(Clock, half), Mostly(Span, half));
        var any = Any(half);
        return Gen.OneOf(
            leaf,
            If(b, b),
            Few(b, 2, 4).Select(x => (ProgramExpr)new AndExpr(x)),
            Few(b, 2, 4).Select(x => (ProgramExpr)new OrExpr(x)),
            b.Select(x => (ProgramExpr)new UnaryExpr(UnaryOperator.Not, x)),
            s.Select(x => (ProgramExpr)new UnaryExpr(UnaryOperator.IsEmpty, x)),
            Binary(any, any, BinaryOperator.Equal),
            Binary(r, r, BinaryOperator.Equal),
            Binary(e, e, BinaryOperator.Equal),
            Binary(l, l, BinaryOperator.Less, BinaryOperator.LessOrEqual, BinaryOperator.Equal),
            Binary(c, c, BinaryOperator.Less, BinaryOperator.LessOrEqual, BinaryOperator.Equal),
            Binary(p, p, BinaryOperator.Less, BinaryOperator.LessOrEqual, BinaryOperator.Equal),
            Binary(s, any, BinaryOperator.Contains),
            Binary(s, s, BinaryOperator.ContainsAll, BinaryOperator.ContainsAny, BinaryOperator.Equal),
            Binary(e, Gen.OneOf(e, Few(e, 0, 3).Select(x => (ProgramExpr)new SetExpr(x))), BinaryOperator.In),
            Binary(e, t, BinaryOperator.HasTag),
            from x in Gen.OneOf(r, e) from path in Few(Name, 1, 3) select (ProgramExpr)new HasAttributeExpr(x, path),
            from x in t from segments in Few(Gen.Elements("", "a", "b"), 1, 3) select (ProgramExpr)new LikeExpr(x, new LikePattern(segments)),
            from x in e from type in Gen.Elements("T", "U") select (ProgramExpr)new IsExpr(x, type),
            from x in e from type in Gen.Elements("T", "U") from y in Gen.OneOf(e, s) select (ProgramExpr)new IsInExpr(x, type, y),
            from f in Gen.Elements(Enum.GetValues<ExtensionFunction>()) from x in Few(d, 0, 3) select (ProgramExpr)new ExtensionCallExpr(f, x),
            Call(Mostly(Decimal, half), Mostly(Decimal, half), ExtensionFunction.DecimalLess, ExtensionFunction.DecimalLessOrEqual, ExtensionFunction.DecimalGreater, ExtensionFunction.DecimalGreaterOrEqual),
            Call(Mostly(Address, half), ExtensionFunction.IsIpv4, ExtensionFunction.IsIpv6, ExtensionFunction.IsLoopback, ExtensionFunction.IsMulticast),
            Call(Mostly(Address, half), Mostly(Address, half), ExtensionFunction.IsInRange));
    }

    private static Gen<ProgramExpr> Long(int size)
    {
        var leaf = Gen.OneOf(Constant(0L, 1L, 2L, -1L, long.MaxValue, long.MinValue), Attribute("n"));
        if (size <= 0)
            return leaf;
        var (x, b) = (Mostly(Long, size / 2), Mostly(Bool, size / 2));
        return Gen.OneOf(
            leaf, Binary(x, x, BinaryOperator.Add, BinaryOperator.Subtract, BinaryOperator.Multiply), x.Select(y => (ProgramExpr)new UnaryExpr(UnaryOperator.Negate, y)), If(b, x),
            Binary(Mostly(Entity, size / 2), Mostly(Text, size / 2), BinaryOperator.GetTag), Get(Mostly(Record, size / 2)), Get(Mostly(Entity, size / 2)),
            Call(Mostly(Span, size / 2), ExtensionFunction.ToMilliseconds, ExtensionFunction.ToSeconds, ExtensionFunction.ToMinutes, ExtensionFunction.ToHours, ExtensionFunction.ToDays));
    }

    private static Gen<ProgramExpr> Text(int size) => size <= 0
        ? Gen.OneOf(Constant("", "a", "ab", "n", "tag", "1.5", "12.34567", "::1", "10.0.0.1/8", "10.0.0.1/33", "2024-02-29", "1h", "1h1d"), Attribute("s"))
        : Gen.OneOf(Text(0), If(Mostly(Bool, size / 2), Mostly(Text, size / 2)), Get(Mostly(Record, size / 2)));

    private static Gen<ProgramExpr> Decimal(int size) => Gen.OneOf(
        Constant(PolicyValue.FromDecimal(1.5m), PolicyValue.FromDecimal(0m)), Attribute("d"), Few(Text(0), 0, 2).Select(x => (ProgramExpr)new ExtensionCallExpr(ExtensionFunction.ParseDecimal, x)), Text(Math.Min(size, 1)).Select(
            x => (ProgramExpr)new ExtensionCallExpr(ExtensionFunction.ParseDecimal, EquatableArray.Of(x))));

    private static Gen<ProgramExpr> Extension(int size) => Gen.OneOf(Decimal(size), Address(size), Clock(size), Span(size));

    private static Gen<ProgramExpr> Address(int size) => Gen.OneOf(
        Constant(TestValues.Ip("10.0.0.7"), TestValues.Ip("10.0.0.0/8"), TestValues.Ip("::1"), TestValues.Ip("ff02::/16")), Attribute("ip"), Call(Text(Math.Min(size, 1)), ExtensionFunction.ParseIpAddress));

    private static Gen<ProgramExpr> Clock(int size)
    {
        var leaf = Gen.OneOf(
            Constant([.. new[] { 0, 1, -1, long.MaxValue, long.MinValue }.Select(PolicyValue.FromDateTimeMilliseconds)]), Attribute("day"), Call(Text(Math.Min(size, 1)), ExtensionFunction.ParseDateTime));
        return size <= 0
            ? leaf
            : Gen.OneOf(leaf, Call(Mostly(Clock, size / 2), ExtensionFunction.ToDate), Call(Mostly(Clock, size / 2), Mostly(Span, size / 2), ExtensionFunction.Offset), If(Mostly(Bool, size / 2), Mostly(Clock, size / 2)));
    }

    private static Gen<ProgramExpr> Span(int size)
    {
        var leaf = Gen.OneOf(
            Constant([.. new[] { 0, 1, -90_061_001, long.MaxValue, long.MinValue }.Select(PolicyValue.FromDurationMilliseconds)]), Attribute("span"), Call(Text(Math.Min(size, 1)), ExtensionFunction.ParseDuration));
        return size <= 0
            ? leaf
            : Gen.OneOf(leaf, Call(Mostly(Clock, size / 2), ExtensionFunction.ToTime), Call(Mostly(Clock, size / 2), Mostly(Clock, size / 2), ExtensionFunction.DurationSince));
    }

    private static Gen<ProgramExpr> Call(Gen<ProgramExpr> argument, params ExtensionFunction[] functions) =>
        from f in Gen.Elements(functions) from x in argument select (ProgramExpr)new ExtensionCallExpr(f, EquatableArray.Of(x));

    private static Gen<ProgramExpr> Call(Gen<ProgramExpr> first, Gen<ProgramExpr> second, params ExtensionFunction[] functions) =>
        from f in Gen.Elements(functions) from x in first from y in second select (ProgramExpr)new ExtensionCallExpr(f, EquatableArray.Of(x, y));

    private static Gen<ProgramExpr> Entity(int size) => size <= 0
        ? Gen.OneOf(
            Constant(TestEntities.A, TestEntities.B, TestEntities.C, TestEntities.Unknown),
            Gen.Elements(CedarVariable.Principal, CedarVariable.Action, CedarVariable.Resource).Select(x => (ProgramExpr)new VariableExpr(x)),
            Attribute("who"))
        : Gen.OneOf(Entity(0), If(Mostly(Bool, size / 2), Mostly(Entity, size / 2)), Mostly(Entity, size / 2).Select(x => (ProgramExpr)new GetAttributeExpr(x, new AttributeName("next"))));

    private static Gen<ProgramExpr> Set(int size)
    {
        var leaf = Gen.OneOf(Constant(PolicyValue.FromSet(), PolicyValue.FromSet(1L), PolicyValue.FromSet(1L, "a", true)), Attribute("set"));
        return size <= 0 ? leaf : Gen.OneOf(leaf, Few(Any(size / 3), 0, 4).Select(x => (ProgramExpr)new SetExpr(x)), If(Mostly(Bool, size / 2), Mostly(Set, size / 2)));
    }

    private static Gen<ProgramExpr> Record(int size)
    {
        var leaf = Gen.OneOf(
            Constant(TestValues.Record(), TestValues.Record(("n", 1L), ("s", "a"), ("r", TestValues.Record(("n", 1L), ("who", TestEntities.A))))),
            Gen.Constant((ProgramExpr)new VariableExpr(CedarVariable.Context)), Attribute("r"));
        if (size <= 0)
            return leaf;
        var fields = from name in Gen.Elements(s_names) from value in Any(size / 3) select new RecordField(new AttributeName(name), value);
        return Gen.OneOf(leaf, Few(fields, 0, 4).Select(x => (ProgramExpr)new RecordExpr(Enumerable.DistinctBy(x, y => y.Name.Text).ToEquatableArray())), If(Mostly(Bool, size / 2), Mostly(Record, size / 2)));
    }

    private static Gen<ProgramExpr> Constant(params PolicyValue[] values) => Gen.Elements(values).Select(x => (ProgramExpr)new ConstantExpr(x));

    private static Gen<ProgramExpr> Attribute(string name) => Gen.Constant((ProgramExpr)new GetAttributeExpr(new VariableExpr(CedarVariable.Context), new AttributeName(name)));

    private static Gen<ProgramExpr> Get(Gen<ProgramExpr> target) => from x in target from name in Name select (ProgramExpr)new GetAttributeExpr(x, name);

    private static Gen<ProgramExpr> If(Gen<ProgramExpr> condition, Gen<ProgramExpr> branch) => from x in condition from y in branch from z in branch select (ProgramExpr)new IfExpr(x, y, z);

    private static Gen<ProgramExpr> Binary(Gen<ProgramExpr> left, Gen<ProgramExpr> right, params BinaryOperator[] operators) =>
        from x in left from o in Gen.Elements(operators) from y in right select (ProgramExpr)new BinaryExpr(o, x, y);

    private static Gen<EquatableArray<T>> Few<T>(Gen<T> item, int least, int most) =>
        Gen.Choose(least, most).SelectMany(count => item.ListOf(count)).Select(items => items.ToEquatableArray());
}

/// <summary>Public, as test methods' parameters must be, around what is internal.</summary>
public sealed class ProgramWrapper
{
    internal ProgramWrapper(ProgramExpr expression) => Expression = expression;

    internal ProgramExpr Expression { get; }

    public override string ToString() => ProgramText.Of(Expression);
}
