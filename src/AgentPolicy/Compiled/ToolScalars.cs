using System.ComponentModel;
using System.Runtime.CompilerServices;
using AgentPolicy.Language;

namespace AgentPolicy.Compiled;

/// <summary>
/// Reads arguments of the simplest types without making values of them. Each agrees with the method of that name of <see cref="ToolValues"/>: what would be an error there is
/// <see cref="ScalarRead.ByValue"/> here, so that there is one place that says what is wrong.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ToolScalars
{
    /// <summary>A boolean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarRead Bool(bool value, out PolicyScalar scalar)
    {
        scalar = new PolicyScalar(value ? 1 : 0);
        return ScalarRead.Present;
    }

    /// <summary>A boolean, or absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarRead Bool(bool? value, out PolicyScalar scalar)
    {
        scalar = new PolicyScalar(value.GetValueOrDefault() ? 1 : 0);
        return value.HasValue ? ScalarRead.Present : ScalarRead.Absent;
    }

    /// <summary>An integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarRead Long(long value, out PolicyScalar scalar)
    {
        scalar = new PolicyScalar(value);
        return ScalarRead.Present;
    }

    /// <summary>An integer, or absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarRead Long(long? value, out PolicyScalar scalar)
    {
        scalar = new PolicyScalar(value.GetValueOrDefault());
        return value.HasValue ? ScalarRead.Present : ScalarRead.Absent;
    }

    /// <summary>A text; null, which the signature rules out, by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarRead RequiredText(string? value, out PolicyScalar scalar)
    {
        scalar = new PolicyScalar(value!);
        return value is null ? ScalarRead.ByValue : ScalarRead.Present;
    }

    /// <summary>A text, or absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarRead Text(string? value, out PolicyScalar scalar)
    {
        scalar = new PolicyScalar(value!);
        return value is null ? ScalarRead.Absent : ScalarRead.Present;
    }

    /// <summary>A decimal; one that is not exact to four digits, or out of range, by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarRead Decimal(decimal value, out PolicyScalar scalar)
    {
        var isExact = DecimalValue.TryFromDecimal(value, out var digits);
        scalar = new PolicyScalar(digits);
        return isExact ? ScalarRead.Present : ScalarRead.ByValue;
    }

    /// <summary>As <see cref="Decimal(decimal, out PolicyScalar)"/>, or absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarRead Decimal(decimal? value, out PolicyScalar scalar) => value.HasValue ? Decimal(value.GetValueOrDefault(), out scalar) : Nothing(out scalar);

    /// <summary>A datetime; one with a fraction of a millisecond by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarRead DateTimeOffset(DateTimeOffset value, out PolicyScalar scalar) => Time(ClockValues.FromDateTime(value), out scalar);

    /// <summary>As the other, or absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarRead DateTimeOffset(DateTimeOffset? value, out PolicyScalar scalar) => value.HasValue ? DateTimeOffset(value.GetValueOrDefault(), out scalar) : Nothing(out scalar);

    /// <summary>A duration; one with a fraction of a millisecond by value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarRead TimeSpan(TimeSpan value, out PolicyScalar scalar) => Time(ClockValues.FromDuration(value), out scalar);

    /// <summary>As the other, or absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarRead TimeSpan(TimeSpan? value, out PolicyScalar scalar) => value.HasValue ? TimeSpan(value.GetValueOrDefault(), out scalar) : Nothing(out scalar);

    /// <summary>What an attribute is that was read as this kind of value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyValueKind As(PolicyValueKind kind, ScalarRead read) => read switch
    {
        ScalarRead.Present => kind,
        ScalarRead.Absent => PolicyValueKind.Absent,
        _ => PolicyValueKind.Error,
    };

    /// <summary>What is no scalar.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarRead None(out PolicyScalar scalar)
    {
        scalar = default;
        return ScalarRead.ByValue;
    }

    private static ScalarRead Nothing(out PolicyScalar scalar)
    {
        scalar = default;
        return ScalarRead.Absent;
    }

    private static ScalarRead Time(in PolicyValue value, out PolicyScalar scalar)
    {
        scalar = new PolicyScalar(value.Milliseconds);
        return value.IsError ? ScalarRead.ByValue : ScalarRead.Present;
    }
}
