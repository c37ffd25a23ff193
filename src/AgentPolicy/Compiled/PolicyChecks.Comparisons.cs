using System.Runtime.CompilerServices;

namespace AgentPolicy.Compiled;

public static partial class PolicyChecks
{
    /// <summary>Reads a decimal argument, once for all the comparisons with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DecimalInput ReadDecimal<TArguments>(in TArguments arguments, int slot)
        where TArguments : struct, IToolArguments => new(arguments.Read(slot, out var scalar), scalar.Bits);

    private enum Comparison
    {
        LongEqual,
        LongLess,
        LongLessOrEqual,
        LongGreater,
        LongGreaterOrEqual,
        DecimalEqual,
        DecimalLess,
        DecimalLessOrEqual,
        DecimalGreater,
        DecimalGreaterOrEqual,
    }

    /// <summary><c>context.input.name == value</c>, of a Long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer LongEqual<TArguments>(in TArguments arguments, int slot, long value, ref PolicyQuery query, PolicyAnswer absent = PolicyAnswer.Error)
        where TArguments : struct, IToolArguments => arguments.Read(slot, out var scalar) switch
        {
            ScalarRead.Present => Of(scalar.Bits == value),
            ScalarRead.Absent when absent != PolicyAnswer.Error => absent,
            _ => CompareValue(Comparison.LongEqual, arguments, slot, value, ref query, absent),
        };

    /// <summary><c>context.input.name &lt; value</c>, of a Long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer LongLess<TArguments>(in TArguments arguments, int slot, long value, ref PolicyQuery query, PolicyAnswer absent = PolicyAnswer.Error)
        where TArguments : struct, IToolArguments => arguments.Read(slot, out var scalar) switch
        {
            ScalarRead.Present => Of(scalar.Bits < value),
            ScalarRead.Absent when absent != PolicyAnswer.Error => absent,
            _ => CompareValue(Comparison.LongLess, arguments, slot, value, ref query, absent),
        };

    /// <summary><c>context.input.name &lt;= value</c>, of a Long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer LongLessOrEqual<TArguments>(in TArguments arguments, int slot, long value, ref PolicyQuery query, PolicyAnswer absent = PolicyAnswer.Error)
        where TArguments : struct, IToolArguments => arguments.Read(slot, out var scalar) switch
        {
            ScalarRead.Present => Of(scalar.Bits <= value),
            ScalarRead.Absent when absent != PolicyAnswer.Error => absent,
            _ => CompareValue(Comparison.LongLessOrEqual, arguments, slot, value, ref query, absent),
        };

    /// <summary><c>value &lt; context.input.name</c>, of a Long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer LongGreater<TArguments>(in TArguments arguments, int slot, long value, ref PolicyQuery query, PolicyAnswer absent = PolicyAnswer.Error)
        where TArguments : struct, IToolArguments => arguments.Read(slot, out var scalar) switch
        {
            ScalarRead.Present => Of(scalar.Bits > value),
            ScalarRead.Absent when absent != PolicyAnswer.Error => absent,
            _ => CompareValue(Comparison.LongGreater, arguments, slot, value, ref query, absent),
        };

    /// <summary><c>value &lt;= context.input.name</c>, of a Long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer LongGreaterOrEqual<TArguments>(in TArguments arguments, int slot, long value, ref PolicyQuery query, PolicyAnswer absent = PolicyAnswer.Error)
        where TArguments : struct, IToolArguments => arguments.Read(slot, out var scalar) switch
        {
            ScalarRead.Present => Of(scalar.Bits >= value),
            ScalarRead.Absent when absent != PolicyAnswer.Error => absent,
            _ => CompareValue(Comparison.LongGreaterOrEqual, arguments, slot, value, ref query, absent),
        };

    /// <summary><c>context.input.name == decimal("…")</c>, of a decimal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer DecimalEqual<TArguments>(DecimalInput input, in TArguments arguments, int slot, long digits, ref PolicyQuery query, PolicyAnswer absent = PolicyAnswer.Error)
        where TArguments : struct, IToolArguments => input.Read switch
        {
            ScalarRead.Present => Of(input.Digits == digits),
            ScalarRead.Absent when absent != PolicyAnswer.Error => absent,
            _ => CompareValue(Comparison.DecimalEqual, arguments, slot, digits, ref query, absent),
        };

    /// <summary><c>context.input.name.lessThan(decimal("…"))</c>, of a decimal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer DecimalLess<TArguments>(DecimalInput input, in TArguments arguments, int slot, long digits, ref PolicyQuery query, PolicyAnswer absent = PolicyAnswer.Error)
        where TArguments : struct, IToolArguments => input.Read switch
        {
            ScalarRead.Present => Of(input.Digits < digits),
            ScalarRead.Absent when absent != PolicyAnswer.Error => absent,
            _ => CompareValue(Comparison.DecimalLess, arguments, slot, digits, ref query, absent),
        };

    /// <summary><c>context.input.name.lessThanOrEqual(decimal("…"))</c>, of a decimal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer DecimalLessOrEqual<TArguments>(DecimalInput input, in TArguments arguments, int slot, long digits, ref PolicyQuery query, PolicyAnswer absent = PolicyAnswer.Error)
        where TArguments : struct, IToolArguments => input.Read switch
        {
            ScalarRead.Present => Of(input.Digits <= digits),
            ScalarRead.Absent when absent != PolicyAnswer.Error => absent,
            _ => CompareValue(Comparison.DecimalLessOrEqual, arguments, slot, digits, ref query, absent),
        };

    /// <summary><c>context.input.name.greaterThan(decimal("…"))</c>, of a decimal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer DecimalGreater<TArguments>(DecimalInput input, in TArguments arguments, int slot, long digits, ref PolicyQuery query, PolicyAnswer absent = PolicyAnswer.Error)
        where TArguments : struct, IToolArguments => input.Read switch
        {
            ScalarRead.Present => Of(input.Digits > digits),
            ScalarRead.Absent when absent != PolicyAnswer.Error => absent,
            _ => CompareValue(Comparison.DecimalGreater, arguments, slot, digits, ref query, absent),
        };

    /// <summary><c>context.input.name.greaterThanOrEqual(decimal("…"))</c>, of a decimal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer DecimalGreaterOrEqual<TArguments>(DecimalInput input, in TArguments arguments, int slot, long digits, ref PolicyQuery query, PolicyAnswer absent = PolicyAnswer.Error)
        where TArguments : struct, IToolArguments => input.Read switch
        {
            ScalarRead.Present => Of(input.Digits >= digits),
            ScalarRead.Absent when absent != PolicyAnswer.Error => absent,
            _ => CompareValue(Comparison.DecimalGreaterOrEqual, arguments, slot, digits, ref query, absent),
        };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PolicyAnswer CompareValue<TArguments>(Comparison comparison, in TArguments arguments, int slot, long operand, ref PolicyQuery query, PolicyAnswer absent)
        where TArguments : struct, IToolArguments
    {
        if (!TryGetValue(arguments, slot, ref query, absent, out var argument))
            return absent;
        var value = comparison switch
        {
            Comparison.LongEqual => PolicyOps.Equal(argument, operand, query.Frame),
            Comparison.LongLess => PolicyOps.Less(argument, operand),
            Comparison.LongLessOrEqual => PolicyOps.LessOrEqual(argument, operand),
            Comparison.LongGreater => PolicyOps.Less(operand, argument),
            Comparison.LongGreaterOrEqual => PolicyOps.LessOrEqual(operand, argument),
            Comparison.DecimalEqual => PolicyOps.Equal(argument, PolicyOps.Decimal(operand), query.Frame),
            Comparison.DecimalLess => PolicyOps.DecimalLess(argument, PolicyOps.Decimal(operand)),
            Comparison.DecimalLessOrEqual => PolicyOps.DecimalLessOrEqual(argument, PolicyOps.Decimal(operand)),
            Comparison.DecimalGreater => PolicyOps.DecimalGreater(argument, PolicyOps.Decimal(operand)),
            Comparison.DecimalGreaterOrEqual => PolicyOps.DecimalGreaterOrEqual(argument, PolicyOps.Decimal(operand)),
            _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
        };
        return Of(value, ref query);
    }
}
