using System.Globalization;
using System.Text;

namespace AgentPolicy.Language;

/// <summary>
/// Cedar's duration: a 64-bit integer count of milliseconds.
/// Source: Cedar language specification, "duration".
/// </summary>
internal static class DurationValue
{
    public const long Second = 1_000;
    public const long Minute = 60 * Second;
    public const long Hour = 60 * Minute;
    public const long Day = 24 * Hour;

    /// <summary>The units in the order in which they have to be written.</summary>
    private static readonly (string Name, ulong Milliseconds)[] s_units =
        [("d", (ulong)Day), ("h", (ulong)Hour), ("m", (ulong)Minute), ("s", (ulong)Second), ("ms", 1)];

    /// <summary>Reads what <c>duration("…")</c> reads: an optional minus sign, then quantities in days, hours, minutes, seconds and milliseconds, at least one of them.</summary>
    public static bool TryParse(TextView text, out long milliseconds)
    {
        milliseconds = 0;
        var reader = new AsciiReader(text);
        var isNegative = reader.TryTake('-');
        var limit = isNegative ? 1UL << 63 : long.MaxValue;
        var (magnitude, next) = (0UL, 0);
        do
        {
            if (!TryReadQuantity(ref reader, limit, out var quantity) || !TryReadUnit(ref reader, ref next, out var unit) || quantity > (limit - magnitude) / unit)
                return false;
            magnitude += quantity * unit;
        }
        while (!reader.IsAtEnd);

        milliseconds = isNegative ? unchecked((long)(0UL - magnitude)) : (long)magnitude;
        return true;
    }

    /// <summary>As <c>duration("…")</c> takes it.</summary>
    public static string Format(long milliseconds)
    {
        var rest = milliseconds < 0 ? unchecked(0UL - (ulong)milliseconds) : (ulong)milliseconds;
        var text = new StringBuilder(milliseconds < 0 ? "-" : "");
        foreach (var (name, unit) in s_units)
        {
            if (rest >= unit)
                text.Append((rest / unit).ToString(CultureInfo.InvariantCulture)).Append(name);
            rest %= unit;
        }

        return text.Length == 0 ? "0ms" : text.ToString();
    }

    private static bool TryReadQuantity(ref AsciiReader reader, ulong limit, out ulong quantity)
    {
        quantity = 0;
        if (!reader.IsAtDigit)
            return false;
        for (; reader.IsAtDigit; reader.Advance())
        {
            var digit = (ulong)(reader.Current - '0');
            if (quantity > (limit - digit) / 10)
                return false;
            quantity = (quantity * 10) + digit;
        }

        return true;
    }

    // Each unit at most once, the larger ones first. No digit follows the end of the text, so 'm' before 's' is always one unit, "ms".
    private static bool TryReadUnit(ref AsciiReader reader, ref int next, out ulong milliseconds)
    {
        var isMilliseconds = reader.Current == 'm' && reader.Peek(1) == 's';
        for (; next < s_units.Length; next++)
        {
            var (name, unit) = s_units[next];
            if (name[0] != reader.Current || name.Length == 2 != isMilliseconds)
                continue;
            for (var i = 0; i < name.Length; i++)
                reader.Advance();
            next++;
            milliseconds = unit;
            return true;
        }

        milliseconds = 0;
        return false;
    }
}
