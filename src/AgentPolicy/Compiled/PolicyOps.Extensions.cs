using AgentPolicy.Language;

namespace AgentPolicy.Compiled;

public static partial class PolicyOps
{
    /// <summary><c>decimal(text)</c>.</summary>
    public static PolicyValue ParseDecimal(in PolicyValue text) => Intrinsics.ParseDecimal(text);

    /// <summary><c>left.lessThan(right)</c>.</summary>
    public static PolicyValue DecimalLess(in PolicyValue left, in PolicyValue right) => Intrinsics.DecimalLess(left, right);

    /// <summary><c>left.lessThanOrEqual(right)</c>.</summary>
    public static PolicyValue DecimalLessOrEqual(in PolicyValue left, in PolicyValue right) => Intrinsics.DecimalLessOrEqual(left, right);

    /// <summary><c>left.greaterThan(right)</c>.</summary>
    public static PolicyValue DecimalGreater(in PolicyValue left, in PolicyValue right) => Intrinsics.DecimalGreater(left, right);

    /// <summary><c>left.greaterThanOrEqual(right)</c>.</summary>
    public static PolicyValue DecimalGreaterOrEqual(in PolicyValue left, in PolicyValue right) => Intrinsics.DecimalGreaterOrEqual(left, right);

    /// <summary><c>ip(text)</c>.</summary>
    public static PolicyValue ParseIpAddress(in PolicyValue text, PolicyFrame frame) => Intrinsics.ParseIpAddress(text, frame.Scratch);

    /// <summary><c>address.isIpv4()</c>.</summary>
    public static PolicyValue IsIpv4(in PolicyValue address) => Intrinsics.IsIpv4(address);

    /// <summary><c>address.isIpv6()</c>.</summary>
    public static PolicyValue IsIpv6(in PolicyValue address) => Intrinsics.IsIpv6(address);

    /// <summary><c>address.isLoopback()</c>.</summary>
    public static PolicyValue IsLoopback(in PolicyValue address) => Intrinsics.IsLoopback(address);

    /// <summary><c>address.isMulticast()</c>.</summary>
    public static PolicyValue IsMulticast(in PolicyValue address) => Intrinsics.IsMulticast(address);

    /// <summary><c>address.isInRange(range)</c>.</summary>
    public static PolicyValue IsInRange(in PolicyValue address, in PolicyValue range) => Intrinsics.IsInRange(address, range);

    /// <summary><c>datetime(text)</c>.</summary>
    public static PolicyValue ParseDateTime(in PolicyValue text) => Intrinsics.ParseDateTime(text);

    /// <summary><c>datetime.offset(duration)</c>.</summary>
    public static PolicyValue Offset(in PolicyValue datetime, in PolicyValue duration) => Intrinsics.Offset(datetime, duration);

    /// <summary><c>later.durationSince(earlier)</c>.</summary>
    public static PolicyValue DurationSince(in PolicyValue later, in PolicyValue earlier) => Intrinsics.DurationSince(later, earlier);

    /// <summary><c>datetime.toDate()</c>.</summary>
    public static PolicyValue ToDate(in PolicyValue datetime) => Intrinsics.ToDate(datetime);

    /// <summary><c>datetime.toTime()</c>.</summary>
    public static PolicyValue ToTime(in PolicyValue datetime) => Intrinsics.ToTime(datetime);

    /// <summary><c>duration(text)</c>.</summary>
    public static PolicyValue ParseDuration(in PolicyValue text) => Intrinsics.ParseDuration(text);

    /// <summary><c>duration.toMilliseconds()</c>.</summary>
    public static PolicyValue ToMilliseconds(in PolicyValue duration) => Intrinsics.ToMilliseconds(duration);

    /// <summary><c>duration.toSeconds()</c>.</summary>
    public static PolicyValue ToSeconds(in PolicyValue duration) => Intrinsics.ToSeconds(duration);

    /// <summary><c>duration.toMinutes()</c>.</summary>
    public static PolicyValue ToMinutes(in PolicyValue duration) => Intrinsics.ToMinutes(duration);

    /// <summary><c>duration.toHours()</c>.</summary>
    public static PolicyValue ToHours(in PolicyValue duration) => Intrinsics.ToHours(duration);

    /// <summary><c>duration.toDays()</c>.</summary>
    public static PolicyValue ToDays(in PolicyValue duration) => Intrinsics.ToDays(duration);

    /// <summary>The first error among the arguments of a call, which are all evaluated; absent while there is none.</summary>
    public static PolicyValue FirstError(in PolicyValue earlier, in PolicyValue argument) => IsError(earlier) || !IsError(argument) ? earlier : argument;

    /// <summary>The answer of a call with a wrong number of arguments: the first error among them, or the error that says so.</summary>
    public static PolicyValue WrongArity(in PolicyValue error, string function) => IsError(error) ? error : PolicyValue.Error(PolicyErrorKind.WrongArity, function);

    /// <summary>A decimal, by its digits: its value times 10,000.</summary>
    public static PolicyValue Decimal(long digits) => PolicyValue.FromDecimalDigits(digits);

    /// <summary>A constant address or range.</summary>
    /// <param name="text">As <c>ip</c> takes it.</param>
    public static PolicyValue IpAddress(string text) => Intrinsics.ParseIpAddress(text, new PolicyScratch());

    /// <summary>A datetime, by its milliseconds since 1970-01-01 in UTC.</summary>
    public static PolicyValue DateTime(long milliseconds) => PolicyValue.FromDateTimeMilliseconds(milliseconds);

    /// <summary>A duration, by its milliseconds.</summary>
    public static PolicyValue Duration(long milliseconds) => PolicyValue.FromDurationMilliseconds(milliseconds);
}
