using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Program;

/// <summary>An extension function as Cedar declares it. Source: Cedar language specification, "Extension functions".</summary>
/// <param name="Function">The function.</param>
/// <param name="Name">Its name in Cedar.</param>
/// <param name="Parameters">The kinds of its arguments, a method's receiver being the first.</param>
/// <param name="Result">The kind of its value.</param>
internal sealed record ExtensionSignature(ExtensionFunction Function, string Name, EquatableArray<PolicyValueKind> Parameters, PolicyValueKind Result)
{
    // In the order of the enumeration.
    private static readonly ExtensionSignature[] s_all =
    [
        Constructor(ExtensionFunction.ParseDecimal, "decimal", PolicyValueKind.Decimal),
        DecimalComparison(ExtensionFunction.DecimalLess, "lessThan"),
        DecimalComparison(ExtensionFunction.DecimalLessOrEqual, "lessThanOrEqual"),
        DecimalComparison(ExtensionFunction.DecimalGreater, "greaterThan"),
        DecimalComparison(ExtensionFunction.DecimalGreaterOrEqual, "greaterThanOrEqual"),
        Constructor(ExtensionFunction.ParseIpAddress, "ip", PolicyValueKind.IpAddress),
        Method(ExtensionFunction.IsIpv4, "isIpv4", PolicyValueKind.Bool, PolicyValueKind.IpAddress),
        Method(ExtensionFunction.IsIpv6, "isIpv6", PolicyValueKind.Bool, PolicyValueKind.IpAddress),
        Method(ExtensionFunction.IsLoopback, "isLoopback", PolicyValueKind.Bool, PolicyValueKind.IpAddress),
        Method(ExtensionFunction.IsMulticast, "isMulticast", PolicyValueKind.Bool, PolicyValueKind.IpAddress),
        Method(ExtensionFunction.IsInRange, "isInRange", PolicyValueKind.Bool, PolicyValueKind.IpAddress, PolicyValueKind.IpAddress),
        Constructor(ExtensionFunction.ParseDateTime, "datetime", PolicyValueKind.DateTime),
        Method(ExtensionFunction.Offset, "offset", PolicyValueKind.DateTime, PolicyValueKind.DateTime, PolicyValueKind.Duration),
        Method(ExtensionFunction.DurationSince, "durationSince", PolicyValueKind.Duration, PolicyValueKind.DateTime, PolicyValueKind.DateTime),
        Method(ExtensionFunction.ToDate, "toDate", PolicyValueKind.DateTime, PolicyValueKind.DateTime),
        Method(ExtensionFunction.ToTime, "toTime", PolicyValueKind.Duration, PolicyValueKind.DateTime),
        Constructor(ExtensionFunction.ParseDuration, "duration", PolicyValueKind.Duration),
        Method(ExtensionFunction.ToMilliseconds, "toMilliseconds", PolicyValueKind.Long, PolicyValueKind.Duration),
        Method(ExtensionFunction.ToSeconds, "toSeconds", PolicyValueKind.Long, PolicyValueKind.Duration),
        Method(ExtensionFunction.ToMinutes, "toMinutes", PolicyValueKind.Long, PolicyValueKind.Duration),
        Method(ExtensionFunction.ToHours, "toHours", PolicyValueKind.Long, PolicyValueKind.Duration),
        Method(ExtensionFunction.ToDays, "toDays", PolicyValueKind.Long, PolicyValueKind.Duration),
    ];

    public static ReadOnlySpan<ExtensionSignature> All => s_all;

    public static ExtensionSignature Of(ExtensionFunction function) => s_all[(int)function];

    /// <summary>The function of this name, or null.</summary>
    public static ExtensionSignature? Find(TextView name)
    {
        foreach (var signature in s_all)
        {
            if (name.SequenceEqual(signature.Name))
                return signature;
        }

        return null;
    }

    private static ExtensionSignature Constructor(ExtensionFunction function, string name, PolicyValueKind result) => Method(function, name, result, PolicyValueKind.String);

    private static ExtensionSignature DecimalComparison(ExtensionFunction function, string name) =>
        Method(function, name, PolicyValueKind.Bool, PolicyValueKind.Decimal, PolicyValueKind.Decimal);

    private static ExtensionSignature Method(ExtensionFunction function, string name, PolicyValueKind result, params PolicyValueKind[] parameters) =>
        new(function, name, new EquatableArray<PolicyValueKind>(parameters), result);
}
