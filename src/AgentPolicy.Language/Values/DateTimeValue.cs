using System.Globalization;

namespace AgentPolicy.Language;

/// <summary>
/// Cedar's datetime: an instant as a 64-bit integer count of milliseconds since 1970-01-01 in UTC, without leap seconds. The calendar is the Gregorian one, for all
/// times; its years can be written from 0000 to 9999, of which .NET's types lack the first.
/// Source: Cedar language specification, "datetime".
/// </summary>
internal static class DateTimeValue
{
    private const int DaysPerEra = 146_097;
    private const int DaysToEpoch = 719_468;
    private const long FirstWritable = -62_167_219_200_000;
    private const long LastWritable = 253_402_300_799_999;

    /// <summary>Reads what <c>datetime("…")</c> reads: <c>YYYY-MM-DD</c>, or a date, <c>Thh:mm:ss</c>, perhaps <c>.SSS</c>, and <c>Z</c> or an offset such as <c>+0130</c>.</summary>
    public static bool TryParse(TextView text, out long milliseconds)
    {
        milliseconds = 0;
        var reader = new AsciiReader(text);
        if (!TryReadDate(ref reader, out var days))
            return false;
        var (time, offset) = (0L, 0L);
        if (!reader.IsAtEnd && !(TryReadTime(ref reader, out time) && TryReadOffset(ref reader, out offset) && reader.IsAtEnd))
            return false;
        milliseconds = (days * DurationValue.Day) + time - offset;
        return true;
    }

    /// <summary>The start of the day, in UTC; false where that is before the first datetime there is.</summary>
    public static bool TryToDate(long milliseconds, out long date)
    {
        var time = ToTime(milliseconds);
        date = unchecked(milliseconds - time);
        return milliseconds >= long.MinValue + time;
    }

    /// <summary>The time since the start of the day, in UTC.</summary>
    public static long ToTime(long milliseconds)
    {
        var remainder = milliseconds % DurationValue.Day;
        return remainder < 0 ? remainder + DurationValue.Day : remainder;
    }

    /// <summary>An expression of Cedar's for it: a literal where there is one.</summary>
    public static string Format(long milliseconds)
    {
        if (milliseconds is < FirstWritable or > LastWritable)
            return $"datetime(\"1970-01-01\").offset(duration(\"{DurationValue.Format(milliseconds)}\"))";
        var time = ToTime(milliseconds);
        var (year, month, day) = ToCivil((milliseconds - time) / DurationValue.Day);
        var date = string.Format(CultureInfo.InvariantCulture, "{0:0000}-{1:00}-{2:00}", year, month, day);
        if (time == 0)
            return $"datetime(\"{date}\")";
        var clock = string.Format(
            CultureInfo.InvariantCulture,
            "{0:00}:{1:00}:{2:00}.{3:000}",
            time / DurationValue.Hour,
            time / DurationValue.Minute % 60,
            time / DurationValue.Second % 60,
            time % DurationValue.Second);
        return $"datetime(\"{date}T{clock}Z\")";
    }

    private static bool TryReadDate(ref AsciiReader reader, out long days)
    {
        days = 0;
        if (!reader.TryTakeDigits(4, out var year) || !reader.TryTake('-') || !reader.TryTakeDigits(2, out var month) || !reader.TryTake('-') || !reader.TryTakeDigits(2, out var day)
            || month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, month))
            return false;
        days = FromCivil(year, month, day);
        return true;
    }

    private static bool TryReadTime(ref AsciiReader reader, out long milliseconds)
    {
        milliseconds = 0;
        if (!reader.TryTake('T') || !reader.TryTakeDigits(2, out var hour) || !reader.TryTake(':') || !reader.TryTakeDigits(2, out var minute) || !reader.TryTake(':')
            || !reader.TryTakeDigits(2, out var second) || hour > 23 || minute > 59 || second > 59)
            return false;
        var fraction = 0;
        if (reader.TryTake('.') && !reader.TryTakeDigits(3, out fraction))
            return false;
        milliseconds = (hour * DurationValue.Hour) + (minute * DurationValue.Minute) + (second * DurationValue.Second) + fraction;
        return true;
    }

    private static bool TryReadOffset(ref AsciiReader reader, out long milliseconds)
    {
        milliseconds = 0;
        if (reader.TryTake('Z'))
            return true;
        var isNegative = reader.TryTake('-');
        if ((!isNegative && !reader.TryTake('+')) || !reader.TryTakeDigits(2, out var hours) || !reader.TryTakeDigits(2, out var minutes) || hours > 23 || minutes > 59)
            return false;
        var magnitude = (hours * DurationValue.Hour) + (minutes * DurationValue.Minute);
        milliseconds = isNegative ? -magnitude : magnitude;
        return true;
    }

    private static int DaysInMonth(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    // Years are counted from March, so that the leap day comes last, and in eras of 400 years, which are all of one length.
    private static long FromCivil(int year, int month, int day)
    {
        var marchYear = month > 2 ? year : year - 1;
        var era = marchYear < 0 ? -1 : marchYear / 400;
        var yearOfEra = marchYear - (era * 400);
        var dayOfYear = (((153 * ((month + 9) % 12)) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return ((long)era * DaysPerEra) + dayOfEra - DaysToEpoch;
    }

    private static (int Year, int Month, int Day) ToCivil(long days)
    {
        var shifted = days + DaysToEpoch;
        var era = (int)((shifted < 0 ? shifted - DaysPerEra + 1 : shifted) / DaysPerEra);
        var dayOfEra = (int)(shifted - ((long)era * DaysPerEra));
        var yearOfEra = (dayOfEra - (dayOfEra / 1_460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100));
        var marchMonth = ((5 * dayOfYear) + 2) / 153;
        var month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        return ((era * 400) + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (((153 * marchMonth) + 2) / 5) + 1);
    }
}
