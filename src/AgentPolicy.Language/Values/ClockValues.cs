namespace AgentPolicy.Language;

/// <summary>.NET's times as Cedar's, exact or an error: rounded, a time could be on the other side of a rule's limit.</summary>
internal static class ClockValues
{
    private const long UnixEpochTicks = 621_355_968_000_000_000;

    public static PolicyValue FromDateTime(DateTimeOffset value) => FromUtcTicks(value.UtcTicks);

    /// <summary>Of another kind than UTC it depends on the machine's time zone which instant is meant, and so it is an error.</summary>
    public static PolicyValue FromDateTime(DateTime value) =>
        value.Kind == DateTimeKind.Utc ? FromUtcTicks(value.Ticks) : PolicyValue.Unreadable("a DateTime that is not UTC");

    /// <summary>Cut to the millisecond: for the clock's own time, of which no rule can tell the fractions.</summary>
    public static PolicyValue FromClock(DateTimeOffset now)
    {
        var ticks = now.UtcTicks - UnixEpochTicks;
        return PolicyValue.FromDateTimeMilliseconds((ticks - Modulo(ticks)) / TimeSpan.TicksPerMillisecond);
    }

    public static PolicyValue FromDuration(TimeSpan value) =>
        Modulo(value.Ticks) == 0 ? PolicyValue.FromDurationMilliseconds(value.Ticks / TimeSpan.TicksPerMillisecond) : NotExact();

    private static PolicyValue FromUtcTicks(long ticks) =>
        Modulo(ticks) == 0 ? PolicyValue.FromDateTimeMilliseconds((ticks - UnixEpochTicks) / TimeSpan.TicksPerMillisecond) : NotExact();

    private static long Modulo(long ticks)
    {
        var remainder = ticks % TimeSpan.TicksPerMillisecond;
        return remainder < 0 ? remainder + TimeSpan.TicksPerMillisecond : remainder;
    }

    private static PolicyValue NotExact() => PolicyValue.Unreadable("a time with a fraction of a millisecond");
}
