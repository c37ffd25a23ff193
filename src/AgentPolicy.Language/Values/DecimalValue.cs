using System.Globalization;
using System.Runtime.CompilerServices;

namespace AgentPolicy.Language;

/// <summary>
/// Cedar's decimal: a 64-bit integer count of ten-thousandths, −922337203685477.5808 to 922337203685477.5807.
/// Source: Cedar language specification, "decimal".
/// </summary>
internal static class DecimalValue
{
    public const int FractionDigits = 4;
    private const long Scale = 10_000;

#if NET
    // How the framework lays out a decimal is its own affair, so it is looked at before it is relied on.
    private static readonly bool s_knowsParts = Unsafe.BitCast<decimal, DecimalParts>(-12345678901234567890.12m) == new DecimalParts(unchecked((int)0x80020000), 66, 17082781258626382356UL);

    private static ReadOnlySpan<long> Powers => [10_000, 1_000, 100, 10, 1];
#endif

    /// <summary>Reads what <c>decimal("…")</c> reads: an optional minus sign, digits, a point, one to four digits.</summary>
    public static bool TryParse(TextView text, out long digits)
    {
        var number = default(NumberReader);
        if (text.IsUtf8)
        {
            foreach (var unit in text.Utf8)
            {
                if (!number.Accept((char)unit))
                    return Fail(out digits);
            }
        }
        else
        {
            foreach (var unit in text.Utf16)
            {
                if (!number.Accept(unit))
                    return Fail(out digits);
            }
        }

        return number.TryFinish(exactFraction: false, out digits);
    }

    /// <summary>Reads a JSON number exactly: an exponent is allowed, and trailing zeros; more than four digits that matter, or overflow, are not.</summary>
    public static bool TryParseJsonNumber(ReadOnlySpan<byte> utf8, out long digits)
    {
        digits = 0;
        var number = default(NumberReader);
        var position = 0;
        while (position < utf8.Length && utf8[position] is not ((byte)'e' or (byte)'E'))
        {
            if (!number.Accept((char)utf8[position++]))
                return false;
        }

        if (position == utf8.Length)
            return number.TryFinish(exactFraction: true, out digits);
        return TryReadExponent(utf8.Slice(position + 1), out var exponent) && number.TryFinish(exponent, out digits);
    }

#if NET
    /// <summary>The digits of an amount as nearly all are: up to four decimal digits, and far from the ends of the range. False says nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFromDecimal(decimal value, out long digits)
    {
        // It is its own integer times a power of ten.
        var (flags, high, low) = Unsafe.BitCast<decimal, DecimalParts>(value);
        var scale = (uint)(flags >> 16) & 0xFF;
        digits = 0;
        if (!s_knowsParts || high != 0 || low > (ulong)(long.MaxValue / Scale) || scale > FractionDigits)
            return false;
        digits = (long)low * Powers[(int)scale];
        if (flags < 0)
            digits = -digits;
        return true;
    }

#endif
    public static PolicyValue FromDecimal(decimal value)
    {
#if NET
        if (TryFromDecimal(value, out var digits))
            return PolicyValue.FromDecimalDigits(digits);
#endif
        // 10,000 times the value has to be an integer of 64 bits. Multiplying could round a value of 28 digits, so the range is checked first.
        if (value is > 922337203685477.5807m or < -922337203685477.5808m)
            return PolicyValue.Unreadable("a number beyond the range of decimal");
        var scaled = value * Scale;
        return decimal.Truncate(scaled) == scaled
            ? PolicyValue.FromDecimalDigits(decimal.ToInt64(scaled))
            : PolicyValue.Unreadable("a number with more than four decimal digits");
    }

    public static bool TryFromLong(long value, out long digits)
    {
        digits = unchecked(value * Scale);
        return value is >= long.MinValue / Scale and <= long.MaxValue / Scale;
    }

    /// <summary>The digits as <c>decimal("…")</c> takes them.</summary>
    public static string Format(long digits)
    {
        var magnitude = digits < 0 ? unchecked(0UL - (ulong)digits) : (ulong)digits;
        var fraction = (magnitude % (ulong)Scale).ToString("0000", CultureInfo.InvariantCulture).TrimEnd('0');
        return (digits < 0 ? "-" : "") + (magnitude / (ulong)Scale).ToString(CultureInfo.InvariantCulture) + "." + (fraction.Length == 0 ? "0" : fraction);
    }

    private static bool Fail(out long digits)
    {
        digits = 0;
        return false;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> utf8, out long exponent)
    {
        exponent = 0;
        var position = utf8.Length > 0 && utf8[0] is (byte)'+' or (byte)'-' ? 1 : 0;
        if (position == utf8.Length)
            return false;
        for (; position < utf8.Length; position++)
        {
            if (utf8[position] is < (byte)'0' or > (byte)'9')
                return false;

            // Saturates far beyond what any text's own digits could make up for.
            exponent = Math.Min(1_000_000_000_000, (exponent * 10) + (utf8[position] - '0'));
        }

        if (utf8[0] == (byte)'-')
            exponent = -exponent;
        return true;
    }

    /// <summary>Collects the digits of a number, character by character.</summary>
    private struct NumberReader
    {
        private bool _negative;
        private bool _started;
        private bool _overflow;
        private ulong _digits;
        private int _integerDigits;
        private int _fractionDigits;
        private int _droppedZeros;
        private bool _hasPoint;

        public bool Accept(char c)
        {
            if (c == '-' && !_started)
            {
                _started = true;
                _negative = true;
                return true;
            }

            _started = true;
            if (c == '.')
            {
                var first = !_hasPoint && _integerDigits > 0;
                _hasPoint = true;
                return first;
            }

            if (c is < '0' or > '9')
                return false;
            if (_hasPoint)
                _fractionDigits++;
            else
                _integerDigits++;
            Append(c - '0');
            return true;
        }

        public readonly bool TryFinish(bool exactFraction, out long digits)
        {
            digits = 0;
            if (exactFraction)
                return TryFinish(0L, out digits);
            return _hasPoint && _fractionDigits is >= 1 and <= FractionDigits && TryFinish(0L, out digits);
        }

        public readonly bool TryFinish(long exponent, out long digits)
        {
            digits = 0;
            if (_integerDigits == 0 || (_hasPoint && _fractionDigits == 0))
                return false;
            if (_digits == 0 && !_overflow)
                return true;

            // The value is _digits × 10^shift ten-thousandths.
            var shift = (long)FractionDigits - _fractionDigits + _droppedZeros + exponent;
            if (_overflow)
                return false;
            var magnitude = _digits;
            for (; shift < 0; shift++)
            {
                if (magnitude % 10 != 0)
                    return false;
                magnitude /= 10;
            }

            for (; shift > 0; shift--)
            {
                if (magnitude > ulong.MaxValue / 10)
                    return false;
                magnitude *= 10;
            }

            if (magnitude > (_negative ? 1UL << 63 : long.MaxValue))
                return false;
            digits = _negative ? unchecked((long)(0UL - magnitude)) : (long)magnitude;
            return true;
        }

        private void Append(int digit)
        {
            // Zeros are held back, so that 1.50000000000000000000000 does not overflow.
            if (digit == 0)
            {
                _droppedZeros++;
                return;
            }

            for (; _droppedZeros > 0; _droppedZeros--)
            {
                if (_digits == 0)
                {
                    _droppedZeros = 0;
                    break;
                }

                Multiply();
            }

            Multiply();
            _overflow |= _digits > ulong.MaxValue - (ulong)digit;
            _digits = unchecked(_digits + (ulong)digit);
        }

        private void Multiply()
        {
            _overflow |= _digits > ulong.MaxValue / 10;
            _digits = unchecked(_digits * 10);
        }
    }

#if NET
    private readonly record struct DecimalParts(int Flags, uint High, ulong Low);
#endif
}
