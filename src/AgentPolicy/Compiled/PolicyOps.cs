using System.ComponentModel;
using System.Runtime.CompilerServices;
using AgentPolicy.Language;

namespace AgentPolicy.Compiled;

/// <summary>
/// Cedar's operators, as generated code calls them. Each takes values (errors included) and gives a value or an error; an error operand is the result, the left one
/// first. None throws. Their meaning stands in one place for compiled and interpreted policies alike.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class PolicyOps
{
    /// <summary>Whether this is an error, at which evaluation ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsError(in PolicyValue value) => value.Kind == PolicyValueKind.Error;

    /// <summary>Whether this is <c>true</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsTrue(in PolicyValue value) => value.IsTrue;

    /// <summary>Whether this is <c>false</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFalse(in PolicyValue value) => value.Kind == PolicyValueKind.Bool && !value.Bool;

    /// <summary>The value if it is a Bool, otherwise the error that says that it is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyValue Bool(in PolicyValue value) => value.Kind == PolicyValueKind.Bool ? value : value.Expect(PolicyValueKind.Bool);

    /// <summary><c>!operand</c>.</summary>
    public static PolicyValue Not(in PolicyValue operand) => Intrinsics.Not(operand);

    /// <summary><c>-operand</c>.</summary>
    public static PolicyValue Negate(in PolicyValue operand) => Intrinsics.Negate(operand);

    /// <summary><c>left + right</c>.</summary>
    public static PolicyValue Add(in PolicyValue left, in PolicyValue right) => Intrinsics.Add(left, right);

    /// <summary><c>left - right</c>.</summary>
    public static PolicyValue Subtract(in PolicyValue left, in PolicyValue right) => Intrinsics.Subtract(left, right);

    /// <summary><c>left * right</c>.</summary>
    public static PolicyValue Multiply(in PolicyValue left, in PolicyValue right) => Intrinsics.Multiply(left, right);

    /// <summary><c>left == right</c>.</summary>
    public static PolicyValue Equal(in PolicyValue left, in PolicyValue right, PolicyFrame frame)
    {
        // Most comparisons are with a text or an entity.
        if (left.Kind == right.Kind && left.Kind is PolicyValueKind.Entity or PolicyValueKind.String)
            return ValueEquality.SimpleEqual(left, right);
        return Intrinsics.Equal(left, right, frame.Scratch);
    }

    /// <summary><c>left &lt; right</c>, of integers, datetimes or durations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyValue Less(in PolicyValue left, in PolicyValue right) => Intrinsics.Less(left, right);

    /// <summary><c>left &lt;= right</c>, of integers, datetimes or durations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PolicyValue LessOrEqual(in PolicyValue left, in PolicyValue right) => Intrinsics.LessOrEqual(left, right);

    /// <summary><c>operand like "…"</c>.</summary>
    public static PolicyValue Like(in PolicyValue operand, LikePattern pattern) => Intrinsics.Like(operand, pattern);

    /// <summary>Whether the thread's stack has room for another stretch of nested expressions.</summary>
    public static bool HasStack() => StackGuard.HasRoom();

    /// <summary>The error of an expression that nests more deeply than the thread's stack allows.</summary>
    public static PolicyValue TooDeep() => PolicyValue.Error(PolicyErrorKind.TooDeep);
}
