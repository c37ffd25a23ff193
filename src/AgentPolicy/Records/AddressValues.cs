using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using AgentPolicy.Language;

namespace AgentPolicy.Records;

/// <summary>.NET's addresses as Cedar's. What Cedar has no address for is an error: a near one could be in a range that the address is not in, or the reverse.</summary>
internal static class AddressValues
{
    private const int Ipv6Length = 16;

    public static PolicyValue Read(IPAddress address, PolicyScratch scratch) =>
        Read(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128, scratch);

    public static PolicyValue Read(IPNetwork network, PolicyScratch scratch) => Read(network.BaseAddress, network.PrefixLength, scratch);

    private static PolicyValue Read(IPAddress address, int prefix, PolicyScratch scratch)
    {
        Span<byte> bytes = stackalloc byte[Ipv6Length];
        if (!address.TryWriteBytes(bytes, out var length))
            return PolicyValue.Unreadable("an address that is neither IPv4 nor IPv6");
        if (length < Ipv6Length)
            return PolicyValue.FromIpAddress(IpAddressValue.Ipv4(BinaryPrimitives.ReadUInt32BigEndian(bytes), prefix));

        // Deny: connections to it go to the IPv4 address, which rules about IPv4 would not see.
        if (address.IsIPv4MappedToIPv6)
            return PolicyValue.Unreadable("an IPv4 address within IPv6; IPAddress.MapToIPv4 makes it one that rules can read");
        if (address.ScopeId != 0)
            return PolicyValue.Unreadable("an IPv6 address with a scope, which Cedar's addresses do not have");
        return PolicyValue.FromIpAddress(
            IpAddressValue.Ipv6(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), prefix), scratch);
    }
}
