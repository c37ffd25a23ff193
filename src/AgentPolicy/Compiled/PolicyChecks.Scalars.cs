using System.Runtime.CompilerServices;
using AgentPolicy.Language;

namespace AgentPolicy.Compiled;

/// <summary>
/// What a condition is made of that asks more than one scalar: each is read in place. Whatever is not there, or not of the kind it should be, or overflows, makes the whole
/// inexact, and it is asked again by value, which tells what is wrong.
/// </summary>
public static partial class PolicyChecks
{
    /// <summary><c>principal has name</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer PrincipalHas(AttributeName name, ref PolicyQuery query) => query.Identity.Read(name, out _) switch
    {
        PolicyValueKind.Absent => PolicyAnswer.False,
        PolicyValueKind.Error => PrincipalHasValue(name, ref query),
        _ => PolicyAnswer.True,
    };

    /// <summary><c>principal.name.contains("text")</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyAnswer PrincipalContains(AttributeName name, string text, ref PolicyQuery query) =>
        query.Identity.TryContains(name, text, out var found) ? Of(found) : PrincipalContainsValue(name, text, ref query);

    /// <summary>An integer, a decimal's digits, or the milliseconds of a time, in an argument.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Long<TArguments>(in TArguments arguments, int slot, ref bool isExact)
        where TArguments : struct, IToolArguments
    {
        isExact &= arguments.Read(slot, out var scalar) == ScalarRead.Present;
        return scalar.Bits;
    }

    /// <summary>A decimal that was read already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Long(DecimalInput input, ref bool isExact)
    {
        isExact &= input.Read == ScalarRead.Present;
        return input.Digits;
    }

    /// <summary>A boolean argument.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Bool<TArguments>(in TArguments arguments, int slot, ref bool isExact)
        where TArguments : struct, IToolArguments => Long(arguments, slot, ref isExact) != 0;

    /// <summary>A text argument.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static string Text<TArguments>(in TArguments arguments, int slot, ref bool isExact)
        where TArguments : struct, IToolArguments
    {
        isExact &= arguments.Read(slot, out var scalar) == ScalarRead.Present;
        return scalar.Text ?? "";
    }

    /// <summary>As <see cref="Long{TArguments}"/>, of an attribute of the agent's that is of this kind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long PrincipalLong(PolicyValueKind kind, AttributeName name, ref PolicyQuery query, ref bool isExact)
    {
        isExact &= query.Identity.Read(name, out var scalar) == kind;
        return scalar.Bits;
    }

    /// <summary>A boolean attribute of the agent's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool PrincipalBool(AttributeName name, ref PolicyQuery query, ref bool isExact) => PrincipalLong(PolicyValueKind.Bool, name, ref query, ref isExact) != 0;

    /// <summary>A text attribute of the agent's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static string PrincipalText(AttributeName name, ref PolicyQuery query, ref bool isExact)
    {
        isExact &= query.Identity.Read(name, out var scalar) == PolicyValueKind.String;
        return scalar.Text ?? "";
    }

    /// <summary><c>left + right</c>; inexact where it overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Add(long left, long right, ref bool isExact)
    {
        var sum = unchecked(left + right);
        isExact &= ((left ^ sum) & (right ^ sum)) >= 0;
        return sum;
    }

    /// <summary><c>left - right</c>; inexact where it overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Subtract(long left, long right, ref bool isExact)
    {
        var difference = unchecked(left - right);
        isExact &= ((left ^ right) & (left ^ difference)) >= 0;
        return difference;
    }

    /// <summary><c>left * right</c>; inexact where it overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Multiply(long left, long right, ref bool isExact)
    {
        var high = Math.BigMul(left, right, out var low);
        isExact &= high == low >> 63;
        return low;
    }

    /// <summary><c>text like "pattern"</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLike(string text, LikePattern pattern) => pattern.IsMatch(text);

    /// <summary><c>datetime.toTime()</c>, in milliseconds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ToTime(long milliseconds) => DateTimeValue.ToTime(milliseconds);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PolicyAnswer PrincipalHasValue(AttributeName name, ref PolicyQuery query)
    {
        var frame = query.Frame;
        return Of(PolicyOps.Has(frame.Principal, name, frame), ref query);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PolicyAnswer PrincipalContainsValue(AttributeName name, string text, ref PolicyQuery query)
    {
        var frame = query.Frame;
        var set = PolicyOps.Get(frame.Principal, name, frame);
        return Of(set.IsError ? set : PolicyOps.Contains(set, text, frame), ref query);
    }
}
