namespace AgentPolicy.Language;

/// <summary>
/// The meaning of every operator, once: the interpreter, compiled policies and the constant folder all call these. Each takes values (errors included) and gives
/// a value or an error; none throws. An error operand is the result, the left one first.
/// </summary>
/// <remarks>Source: Cedar language specification, "Operators and functions".</remarks>
internal static partial class Intrinsics
{
    public static PolicyValue Not(in PolicyValue operand) => operand.Kind == PolicyValueKind.Bool ? !operand.Bool : operand.Expect(PolicyValueKind.Bool);

    public static PolicyValue Negate(in PolicyValue operand)
    {
        if (operand.Kind != PolicyValueKind.Long)
            return operand.Expect(PolicyValueKind.Long);
        return operand.Long == long.MinValue ? PolicyValue.Error(PolicyErrorKind.Overflow) : -operand.Long;
    }

    public static PolicyValue Add(in PolicyValue left, in PolicyValue right)
    {
        if (!AreLongs(left, right, out var error))
            return error;
        var sum = unchecked(left.Long + right.Long);
        return ((left.Long ^ sum) & (right.Long ^ sum)) < 0 ? PolicyValue.Error(PolicyErrorKind.Overflow) : sum;
    }

    public static PolicyValue Subtract(in PolicyValue left, in PolicyValue right)
    {
        if (!AreLongs(left, right, out var error))
            return error;
        var difference = unchecked(left.Long - right.Long);
        return ((left.Long ^ right.Long) & (left.Long ^ difference)) < 0 ? PolicyValue.Error(PolicyErrorKind.Overflow) : difference;
    }

    public static PolicyValue Multiply(in PolicyValue left, in PolicyValue right)
    {
        if (!AreLongs(left, right, out var error))
            return error;
        var (x, y) = (left.Long, right.Long);
        var product = unchecked(x * y);
        if (x == 0 || y == 0)
            return product;

        // The division by −1 is ruled out first: it is the one that can overflow itself.
        var overflows = x == -1 ? y == long.MinValue : y == -1 ? x == long.MinValue : product / y != x;
        return overflows ? PolicyValue.Error(PolicyErrorKind.Overflow) : product;
    }

    public static PolicyValue Less(in PolicyValue left, in PolicyValue right) => AreOrdered(left, right, out var error) ? left.Long < right.Long : error;

    public static PolicyValue LessOrEqual(in PolicyValue left, in PolicyValue right) => AreOrdered(left, right, out var error) ? left.Long <= right.Long : error;

    public static PolicyValue Equal(in PolicyValue left, in PolicyValue right, PolicyScratch scratch) => ValueEquality.Equal(left, right, scratch);

    public static PolicyValue Like(in PolicyValue operand, LikePattern pattern) =>
        operand.Kind == PolicyValueKind.String ? pattern.IsMatch(operand.Text) : operand.Expect(PolicyValueKind.String);

    // Two integers, two datetimes or two durations: each is a count.
    private static bool AreOrdered(in PolicyValue left, in PolicyValue right, out PolicyValue error)
    {
        var kind = left.Kind is PolicyValueKind.DateTime or PolicyValueKind.Duration ? left.Kind : PolicyValueKind.Long;
        return AreOf(kind, left, kind, right, out error);
    }

    private static bool AreLongs(in PolicyValue left, in PolicyValue right, out PolicyValue error) =>
        AreOf(PolicyValueKind.Long, left, PolicyValueKind.Long, right, out error);

    private static bool AreOf(PolicyValueKind leftKind, in PolicyValue left, PolicyValueKind rightKind, in PolicyValue right, out PolicyValue error)
    {
        error = default;
        if (left.Kind == leftKind && right.Kind == rightKind)
            return true;

        // Operands are evaluated before they are looked at: an error in the right one comes before a wrong type of the left one.
        error = left.IsError ? left : right.IsError ? right : left.Kind == leftKind ? right.Expect(rightKind) : left.Expect(leftKind);
        return false;
    }
}
