using System.Globalization;
using System.Text;

namespace AgentPolicy.Language;

/// <summary>
/// Cedar's ipaddr: an IPv4 or IPv6 address with a prefix length. A single address has the longest prefix. The bits behind the prefix are part of the value, so
/// <c>10.0.0.7/8</c> and <c>10.0.0.0/8</c> are different values that lie in each other's range; addresses of different families are never equal and never in range.
/// Source: Cedar language specification, "ipaddr".
/// </summary>
/// <param name="IsIpv6">The family.</param>
/// <param name="High">The upper 64 bits of an IPv6 address; 0 for IPv4.</param>
/// <param name="Low">The lower 64 bits of an IPv6 address, or the 32 of IPv4.</param>
/// <param name="Prefix">0 to 32, or to 128.</param>
internal readonly record struct IpAddressValue(bool IsIpv6, ulong High, ulong Low, int Prefix)
{
    private const int MaxLength = 43;
    private const int GroupCount = 8;

    /// <summary>127.0.0.0/8 or ::1, all of them.</summary>
    public bool IsLoopback => IsIpv6 ? High == 0 && Low == 1 && Prefix == 128 : Low >> 24 == 127 && Prefix >= 8;

    /// <summary>Within 224.0.0.0/4 or ff00::/8, all of them.</summary>
    public bool IsMulticast => IsIpv6 ? High >> 56 == 0xFF && Prefix >= 8 : Low >> 28 == 0xE && Prefix >= 4;

    private int Width => IsIpv6 ? 128 : 32;

    public static IpAddressValue Ipv4(uint address, int prefix) => new(false, 0, address, prefix);

    public static IpAddressValue Ipv6(ulong high, ulong low, int prefix) => new(true, high, low, prefix);

    /// <summary>
    /// Reads what <c>ip("…")</c> reads: up to 43 characters, an address and perhaps a prefix. Numbers of IPv4 and prefixes have no leading zeros; IPv6 has no zone, and no
    /// dotted form for an IPv4 address within it.
    /// </summary>
    public static bool TryParse(TextView text, out IpAddressValue value)
    {
        value = default;
        var reader = new AsciiReader(text);
        if (reader.Length > MaxLength || !TryReadAddress(ref reader, out var address))
            return false;
        var prefix = address.Width;
        if (reader.TryTake('/') && !TryReadNumber(ref reader, address.Width, out prefix))
            return false;
        value = address with { Prefix = prefix };
        return reader.IsAtEnd;
    }

    /// <summary>Whether all its addresses are addresses of the other.</summary>
    public bool IsInRange(in IpAddressValue other)
    {
        if (IsIpv6 != other.IsIpv6 || Prefix < other.Prefix)
            return false;
        if (!IsIpv6)
            return SharesPrefix(Low << 32, other.Low << 32, other.Prefix);
        return SharesPrefix(High, other.High, Math.Min(other.Prefix, 64)) && SharesPrefix(Low, other.Low, Math.Max(other.Prefix - 64, 0));
    }

    /// <summary>As <c>ip("…")</c> takes it, without the prefix of a single address.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(MaxLength);
        if (IsIpv6)
            AppendGroups(text);
        else
            text.Append(Number(Low >> 24)).Append('.').Append(Number((Low >> 16) & 0xFF)).Append('.').Append(Number((Low >> 8) & 0xFF)).Append('.').Append(Number(Low & 0xFF));
        return Prefix == Width ? text.ToString() : text.Append('/').Append(Number((ulong)Prefix)).ToString();
    }

    private static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool SharesPrefix(ulong left, ulong right, int length) => length == 0 || (left ^ right) >> (64 - length) == 0;

    private static bool TryReadAddress(ref AsciiReader reader, out IpAddressValue address)
    {
        var attempt = reader;
        if (TryReadIpv4(ref attempt, out var ipv4))
        {
            reader = attempt;
            address = Ipv4(ipv4, 32);
            return true;
        }

        var isRead = TryReadIpv6(ref reader, out var high, out var low);
        address = Ipv6(high, low, 128);
        return isRead;
    }

    private static bool TryReadIpv4(ref AsciiReader reader, out uint address)
    {
        address = 0;
        for (var i = 0; i < 4; i++)
        {
            if ((i > 0 && !reader.TryTake('.')) || !TryReadNumber(ref reader, 255, out var part))
                return false;
            address = (address << 8) | (uint)part;
        }

        return true;
    }

    private static bool TryReadNumber(ref AsciiReader reader, int most, out int number)
    {
        number = 0;
        if (!reader.IsAtDigit || (reader.Current == '0' && reader.Peek(1) is >= '0' and <= '9'))
            return false;
        for (; reader.IsAtDigit && number <= most; reader.Advance())
            number = (number * 10) + (reader.Current - '0');
        return number <= most;
    }

    // Eight groups, or fewer and one "::" for those that are left out, of which there is at least one.
    private static bool TryReadIpv6(ref AsciiReader reader, out ulong high, out ulong low)
    {
        (high, low) = (0, 0);
        Span<ushort> groups = stackalloc ushort[GroupCount];
        var head = ReadGroups(ref reader, groups);
        if (head < GroupCount)
        {
            if (reader.Current != ':' || reader.Peek(1) != ':')
                return false;
            reader.Advance();
            reader.Advance();
            var rest = groups.Slice(head + 1);
            var tail = ReadGroups(ref reader, rest);
            for (var i = 1; i <= tail; i++)
                rest[rest.Length - i] = rest[tail - i];
            rest.Slice(0, rest.Length - tail).Clear();
        }

        for (var i = 0; i < GroupCount; i++)
            (high, low) = ((high << 16) | (low >> 48), (low << 16) | groups[i]);
        return true;
    }

    // As many as there are, up to those that there is room for.
    private static int ReadGroups(ref AsciiReader reader, scoped Span<ushort> groups)
    {
        var count = 0;
        for (; count < groups.Length; count++)
        {
            var attempt = reader;
            if ((count > 0 && !attempt.TryTake(':')) || !TryReadGroup(ref attempt, out groups[count]))
                return count;
            reader = attempt;
        }

        return count;
    }

    private static bool TryReadGroup(ref AsciiReader reader, out ushort group)
    {
        group = 0;
        var digits = 0;
        for (; digits < 4 && HexDigit(reader.Current) is >= 0 and var digit; digits++)
        {
            group = (ushort)((group << 4) | digit);
            reader.Advance();
        }

        return digits > 0;
    }

    private static int HexDigit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    // The longest run of zero groups, the first of several, becomes "::"; a lone zero stays. Source: RFC 5952, section 4.
    private void AppendGroups(StringBuilder text)
    {
        var (start, length) = LongestZeroRun();
        for (var i = 0; i < GroupCount; i++)
        {
            if (i == start)
            {
                text.Append("::");
                i += length - 1;
                continue;
            }

            if (i > 0 && i != start + length)
                text.Append(':');
            text.Append(GroupAt(i).ToString("x", CultureInfo.InvariantCulture));
        }
    }

    private (int Start, int Length) LongestZeroRun()
    {
        var best = (Start: -1, Length: 1);
        var start = 0;
        for (var i = 0; i < GroupCount; i++)
        {
            if (GroupAt(i) != 0)
                start = i + 1;
            else if (i + 1 - start > best.Length)
                best = (start, i + 1 - start);
        }

        return best;
    }

    private int GroupAt(int index) => (int)(((index < 4 ? High : Low) >> (48 - (16 * (index % 4)))) & 0xFFFF);
}
