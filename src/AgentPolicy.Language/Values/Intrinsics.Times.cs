namespace AgentPolicy.Language;

internal static partial class Intrinsics
{
    /// <summary><c>datetime("2026-03-01T12:00:00Z")</c>.</summary>
    public static PolicyValue ParseDateTime(in PolicyValue text)
    {
        if (text.Kind != PolicyValueKind.String)
            return text.Expect(PolicyValueKind.String);
        return DateTimeValue.TryParse(text.Text, out var milliseconds)
            ? PolicyValue.FromDateTimeMilliseconds(milliseconds)
            : PolicyValue.Error(PolicyErrorKind.ExtensionFailed, "datetime");
    }

    /// <summary><c>duration("1h30m")</c>.</summary>
    public static PolicyValue ParseDuration(in PolicyValue text)
    {
        if (text.Kind != PolicyValueKind.String)
            return text.Expect(PolicyValueKind.String);
        return DurationValue.TryParse(text.Text, out var milliseconds)
            ? PolicyValue.FromDurationMilliseconds(milliseconds)
            : PolicyValue.Error(PolicyErrorKind.ExtensionFailed, "duration");
    }

    public static PolicyValue Offset(in PolicyValue datetime, in PolicyValue duration)
    {
        if (!AreOf(PolicyValueKind.DateTime, datetime, PolicyValueKind.Duration, duration, out var error))
            return error;
        var sum = Add(datetime.Milliseconds, duration.Milliseconds);
        return sum.IsError ? PolicyValue.Error(PolicyErrorKind.Overflow, "offset") : PolicyValue.FromDateTimeMilliseconds(sum.Long);
    }

    public static PolicyValue DurationSince(in PolicyValue later, in PolicyValue earlier)
    {
        if (!AreOf(PolicyValueKind.DateTime, later, PolicyValueKind.DateTime, earlier, out var error))
            return error;
        var difference = Subtract(later.Milliseconds, earlier.Milliseconds);
        return difference.IsError ? PolicyValue.Error(PolicyErrorKind.Overflow, "durationSince") : PolicyValue.FromDurationMilliseconds(difference.Long);
    }

    public static PolicyValue ToDate(in PolicyValue datetime)
    {
        if (datetime.Kind != PolicyValueKind.DateTime)
            return datetime.Expect(PolicyValueKind.DateTime);
        return DateTimeValue.TryToDate(datetime.Milliseconds, out var date) ? PolicyValue.FromDateTimeMilliseconds(date) : PolicyValue.Error(PolicyErrorKind.Overflow, "toDate");
    }

    public static PolicyValue ToTime(in PolicyValue datetime) =>
        datetime.Kind == PolicyValueKind.DateTime
            ? PolicyValue.FromDurationMilliseconds(DateTimeValue.ToTime(datetime.Milliseconds))
            : datetime.Expect(PolicyValueKind.DateTime);

    public static PolicyValue ToMilliseconds(in PolicyValue duration) => ToUnits(duration, 1);

    public static PolicyValue ToSeconds(in PolicyValue duration) => ToUnits(duration, DurationValue.Second);

    public static PolicyValue ToMinutes(in PolicyValue duration) => ToUnits(duration, DurationValue.Minute);

    public static PolicyValue ToHours(in PolicyValue duration) => ToUnits(duration, DurationValue.Hour);

    public static PolicyValue ToDays(in PolicyValue duration) => ToUnits(duration, DurationValue.Day);

    // Cut toward zero.
    private static PolicyValue ToUnits(in PolicyValue duration, long unit) =>
        duration.Kind == PolicyValueKind.Duration ? duration.Milliseconds / unit : duration.Expect(PolicyValueKind.Duration);
}
