using AgentPolicy.Language.Program;

namespace AgentPolicy.Language;

internal static partial class Intrinsics
{
    /// <summary>Calls an extension function. An argument that is an error is the result; a wrong number of arguments is an error.</summary>
    public static PolicyValue Call(ExtensionFunction function, ReadOnlySpan<PolicyValue> arguments, PolicyScratch scratch)
    {
        foreach (ref readonly var argument in arguments)
        {
            if (argument.IsError)
                return argument;
        }

        var signature = ExtensionSignature.Of(function);
        if (arguments.Length != signature.Parameters.Count)
            return PolicyValue.Error(PolicyErrorKind.WrongArity, signature.Name);
        return arguments.Length == 1 ? Call(function, arguments[0], scratch) : Call(function, arguments[0], arguments[1]);
    }

    private static PolicyValue Call(ExtensionFunction function, in PolicyValue argument, PolicyScratch scratch) => function switch
    {
        ExtensionFunction.ParseDecimal => ParseDecimal(argument),
        ExtensionFunction.ParseIpAddress => ParseIpAddress(argument, scratch),
        ExtensionFunction.IsIpv4 => IsIpv4(argument),
        ExtensionFunction.IsIpv6 => IsIpv6(argument),
        ExtensionFunction.IsLoopback => IsLoopback(argument),
        ExtensionFunction.IsMulticast => IsMulticast(argument),
        ExtensionFunction.ParseDateTime => ParseDateTime(argument),
        ExtensionFunction.ToDate => ToDate(argument),
        ExtensionFunction.ToTime => ToTime(argument),
        ExtensionFunction.ParseDuration => ParseDuration(argument),
        ExtensionFunction.ToMilliseconds => ToMilliseconds(argument),
        ExtensionFunction.ToSeconds => ToSeconds(argument),
        ExtensionFunction.ToMinutes => ToMinutes(argument),
        ExtensionFunction.ToHours => ToHours(argument),
        ExtensionFunction.ToDays => ToDays(argument),
        _ => throw new InvalidOperationException($"No such function of one argument: {function}."),
    };

    private static PolicyValue Call(ExtensionFunction function, in PolicyValue first, in PolicyValue second) => function switch
    {
        ExtensionFunction.DecimalLess => DecimalLess(first, second),
        ExtensionFunction.DecimalLessOrEqual => DecimalLessOrEqual(first, second),
        ExtensionFunction.DecimalGreater => DecimalGreater(first, second),
        ExtensionFunction.DecimalGreaterOrEqual => DecimalGreaterOrEqual(first, second),
        ExtensionFunction.IsInRange => IsInRange(first, second),
        ExtensionFunction.Offset => Offset(first, second),
        ExtensionFunction.DurationSince => DurationSince(first, second),
        _ => throw new InvalidOperationException($"No such function of two arguments: {function}."),
    };
}
