namespace AgentPolicy.Language;

internal static partial class Intrinsics
{
    /// <summary><c>ip("10.0.0.0/8")</c>.</summary>
    public static PolicyValue ParseIpAddress(in PolicyValue text, PolicyScratch scratch)
    {
        if (text.Kind != PolicyValueKind.String)
            return text.Expect(PolicyValueKind.String);
        return IpAddressValue.TryParse(text.Text, out var address) ? PolicyValue.FromIpAddress(address, scratch) : PolicyValue.Error(PolicyErrorKind.ExtensionFailed, "ip");
    }

    public static PolicyValue IsIpv4(in PolicyValue address) =>
        address.Kind == PolicyValueKind.IpAddress ? !address.IpAddress.IsIpv6 : address.Expect(PolicyValueKind.IpAddress);

    public static PolicyValue IsIpv6(in PolicyValue address) =>
        address.Kind == PolicyValueKind.IpAddress ? address.IpAddress.IsIpv6 : address.Expect(PolicyValueKind.IpAddress);

    public static PolicyValue IsLoopback(in PolicyValue address) =>
        address.Kind == PolicyValueKind.IpAddress ? address.IpAddress.IsLoopback : address.Expect(PolicyValueKind.IpAddress);

    public static PolicyValue IsMulticast(in PolicyValue address) =>
        address.Kind == PolicyValueKind.IpAddress ? address.IpAddress.IsMulticast : address.Expect(PolicyValueKind.IpAddress);

    public static PolicyValue IsInRange(in PolicyValue address, in PolicyValue range) =>
        AreOf(PolicyValueKind.IpAddress, address, PolicyValueKind.IpAddress, range, out var error) ? address.IpAddress.IsInRange(range.IpAddress) : error;
}
