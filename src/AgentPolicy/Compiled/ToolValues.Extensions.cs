using System.Net;
using AgentPolicy.Language;
using AgentPolicy.Records;

namespace AgentPolicy.Compiled;

public static partial class ToolValues
{
    /// <summary>A datetime; an error where it has a fraction of a millisecond.</summary>
    public static PolicyValue DateTimeOffset(DateTimeOffset value) => ClockValues.FromDateTime(value);

    /// <summary>As <see cref="DateTimeOffset(System.DateTimeOffset)"/>, or absent.</summary>
    public static PolicyValue DateTimeOffset(DateTimeOffset? value) => value is { } present ? ClockValues.FromDateTime(present) : default;

    /// <summary>A datetime; an error where it is not UTC or has a fraction of a millisecond.</summary>
    public static PolicyValue DateTime(DateTime value) => ClockValues.FromDateTime(value);

    /// <summary>As <see cref="DateTime(System.DateTime)"/>, or absent.</summary>
    public static PolicyValue DateTime(DateTime? value) => value is { } present ? ClockValues.FromDateTime(present) : default;

    /// <summary>The datetime at which the day begins in UTC.</summary>
    public static PolicyValue DateOnly(DateOnly value) => ObjectValues.FromDate(value);

    /// <summary>As <see cref="DateOnly(System.DateOnly)"/>, or absent.</summary>
    public static PolicyValue DateOnly(DateOnly? value) => value is { } present ? ObjectValues.FromDate(present) : default;

    /// <summary>A duration; an error where it has a fraction of a millisecond.</summary>
    public static PolicyValue TimeSpan(TimeSpan value) => ClockValues.FromDuration(value);

    /// <summary>As <see cref="TimeSpan(System.TimeSpan)"/>, or absent.</summary>
    public static PolicyValue TimeSpan(TimeSpan? value) => value is { } present ? ClockValues.FromDuration(present) : default;

    /// <summary>An address; an error where it is an IPv4 address within IPv6 or has a scope; or absent.</summary>
    public static PolicyValue IpAddress(IPAddress? value, PolicyScratch scratch) => value is null ? default : AddressValues.Read(value, scratch);

    /// <summary>A range of addresses; an error where it is one of IPv4 within IPv6.</summary>
    public static PolicyValue IpNetwork(IPNetwork value, PolicyScratch scratch) => AddressValues.Read(value, scratch);

    /// <summary>As <see cref="IpNetwork(IPNetwork, PolicyScratch)"/>, or absent.</summary>
    public static PolicyValue IpNetwork(IPNetwork? value, PolicyScratch scratch) => value is { } present ? AddressValues.Read(present, scratch) : default;
}
