using AgentPolicy.Language.Program;

namespace AgentPolicy.Language;

internal static partial class Intrinsics
{
    /// <summary>Calls an extension function. An argument that is an error is the result; a wrong number of arguments is an error.</summary>
    public static PolicyValue Call(ExtensionFunction function, ReadOnlySpan<PolicyValue> arguments)
    {
        foreach (ref readonly var argument in arguments)
        {
            if (argument.IsError)
                return argument;
        }

        return (function, arguments.Length) switch
        {
            (ExtensionFunction.ParseDecimal, 1) => ParseDecimal(arguments[0]),
            (ExtensionFunction.DecimalLess, 2) => DecimalLess(arguments[0], arguments[1]),
            (ExtensionFunction.DecimalLessOrEqual, 2) => DecimalLessOrEqual(arguments[0], arguments[1]),
            (ExtensionFunction.DecimalGreater, 2) => DecimalGreater(arguments[0], arguments[1]),
            (ExtensionFunction.DecimalGreaterOrEqual, 2) => DecimalGreaterOrEqual(arguments[0], arguments[1]),
            _ => PolicyValue.Error(PolicyErrorKind.WrongArity, NameOf(function)),
        };
    }

    /// <summary><c>decimal("12.34")</c>.</summary>
    public static PolicyValue ParseDecimal(in PolicyValue text)
    {
        if (text.Kind != PolicyValueKind.String)
            return text.Expect(PolicyValueKind.String);
        return DecimalValue.TryParse(text.Text, out var digits) ? PolicyValue.FromDecimalDigits(digits) : PolicyValue.Error(PolicyErrorKind.ExtensionFailed, "decimal");
    }

    public static PolicyValue DecimalLess(in PolicyValue left, in PolicyValue right) =>
        AreDecimals(left, right, out var error) ? left.DecimalDigits < right.DecimalDigits : error;

    public static PolicyValue DecimalLessOrEqual(in PolicyValue left, in PolicyValue right) =>
        AreDecimals(left, right, out var error) ? left.DecimalDigits <= right.DecimalDigits : error;

    public static PolicyValue DecimalGreater(in PolicyValue left, in PolicyValue right) =>
        AreDecimals(left, right, out var error) ? left.DecimalDigits > right.DecimalDigits : error;

    public static PolicyValue DecimalGreaterOrEqual(in PolicyValue left, in PolicyValue right) =>
        AreDecimals(left, right, out var error) ? left.DecimalDigits >= right.DecimalDigits : error;

    private static bool AreDecimals(in PolicyValue left, in PolicyValue right, out PolicyValue error) =>
        AreOf(PolicyValueKind.Decimal, left, PolicyValueKind.Decimal, right, out error);

    public static string NameOf(ExtensionFunction function) => function switch
    {
        ExtensionFunction.ParseDecimal => "decimal",
        ExtensionFunction.DecimalLess => "lessThan",
        ExtensionFunction.DecimalLessOrEqual => "lessThanOrEqual",
        ExtensionFunction.DecimalGreater => "greaterThan",
        ExtensionFunction.DecimalGreaterOrEqual => "greaterThanOrEqual",
        _ => throw new InvalidOperationException($"No such function: {function}."),
    };
}
