namespace AgentPolicy.Language;

internal static partial class Intrinsics
{
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
}
