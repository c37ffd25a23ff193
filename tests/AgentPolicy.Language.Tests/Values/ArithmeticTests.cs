using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using static AgentPolicy.Language.Tests.Values.TestValues;

namespace AgentPolicy.Language.Tests.Values;

public sealed class ArithmeticTests
{
    private static readonly long[] s_edges =
    [
        long.MinValue, long.MinValue + 1, long.MinValue / 2, (long.MinValue / 2) - 1, -3037000500, -3037000499, -4294967296, -2, -1,
        0, 1, 2, 3037000499, 3037000500, 4294967295, 4294967296, long.MaxValue / 2, (long.MaxValue / 2) + 1, long.MaxValue - 1, long.MaxValue,
    ];

    [Property(Arbitrary = [typeof(Longs)], MaxTest = 5000)]
    public void Arithmetic_AnyOperands_AgreesWithUnboundedIntegers(long left, long right) => Check(left, right);

    [Fact]
    public void Arithmetic_Edges_AgreesWithUnboundedIntegers()
    {
        foreach (var left in s_edges)
        {
            foreach (var right in s_edges)
                Check(left, right);
        }
    }

    [Fact]
    public void Negate_Minimum_Overflows() => AssertError(PolicyErrorKind.Overflow, Intrinsics.Negate(long.MinValue));

    [Fact]
    public void Arithmetic_WrongTypes_NameTheLeftOperandFirst()
    {
        Func<PolicyValue, PolicyValue, PolicyValue>[] operators =
        [
            (x, y) => Intrinsics.Add(x, y), (x, y) => Intrinsics.Subtract(x, y), (x, y) => Intrinsics.Multiply(x, y),
            (x, y) => Intrinsics.Less(x, y), (x, y) => Intrinsics.LessOrEqual(x, y),
        ];
        foreach (var apply in operators)
        {
            AssertTypeError(PolicyValueKind.Long, PolicyValueKind.String, apply("a", true));
            AssertTypeError(PolicyValueKind.Long, PolicyValueKind.Bool, apply(1L, true));
            AssertTypeError(PolicyValueKind.Long, PolicyValueKind.Decimal, apply(PolicyValue.FromDecimal(1.5m), 1L));
            AssertError(PolicyErrorKind.EntityMissing, apply(PolicyValue.Error(PolicyErrorKind.EntityMissing), "a"));
            AssertError(PolicyErrorKind.EntityMissing, apply(PolicyValue.Error(PolicyErrorKind.EntityMissing), PolicyValue.Error(PolicyErrorKind.Overflow)));
            AssertError(PolicyErrorKind.Overflow, apply(1L, PolicyValue.Error(PolicyErrorKind.Overflow)));

            // Both operands are evaluated before either is looked at.
            AssertError(PolicyErrorKind.Overflow, apply("a", PolicyValue.Error(PolicyErrorKind.Overflow)));
        }
    }

    [Fact]
    public void Unary_WrongType_IsAnError()
    {
        AssertTypeError(PolicyValueKind.Bool, PolicyValueKind.Long, Intrinsics.Not(1L));
        AssertTypeError(PolicyValueKind.Long, PolicyValueKind.Bool, Intrinsics.Negate(true));
        AssertTypeError(PolicyValueKind.Set, PolicyValueKind.String, Intrinsics.IsEmpty(""));
        AssertTypeError(PolicyValueKind.Bool, PolicyValueKind.Absent, Intrinsics.Not(default));
        AssertError(PolicyErrorKind.Overflow, Intrinsics.Not(PolicyValue.Error(PolicyErrorKind.Overflow)));
        AssertError(PolicyErrorKind.Overflow, Intrinsics.Negate(PolicyValue.Error(PolicyErrorKind.Overflow)));
        AssertError(PolicyErrorKind.Overflow, Intrinsics.IsEmpty(PolicyValue.Error(PolicyErrorKind.Overflow)));
    }

    private static void Check(long left, long right)
    {
        AssertValue(Checked((BigInteger)left + right), Intrinsics.Add(left, right));
        AssertValue(Checked((BigInteger)left - right), Intrinsics.Subtract(left, right));
        AssertValue(Checked((BigInteger)left * right), Intrinsics.Multiply(left, right));
        AssertValue(Checked(-(BigInteger)left), Intrinsics.Negate(left));
        AssertValue(left < right, Intrinsics.Less(left, right));
        AssertValue(left <= right, Intrinsics.LessOrEqual(left, right));
        AssertValue(left == right, Intrinsics.Equal(left, right, new PolicyScratch()));
    }

    private static PolicyValue Checked(BigInteger value) =>
        value < long.MinValue || value > long.MaxValue ? PolicyValue.Error(PolicyErrorKind.Overflow) : (long)value;

    /// <summary>Integers of every magnitude, and near the edges.</summary>
    public static class Longs
    {
        public static Arbitrary<long> All() => Arb.From(Gen.OneOf(
            Gen.Elements(s_edges),
            from bits in ArbMap.Default.GeneratorFor<ulong>() from shift in Gen.Choose(0, 63) from sign in Gen.Elements(1L, -1L) select unchecked((long)(bits >> shift) * sign),
            from edge in Gen.Elements(s_edges) from offset in Gen.Choose(-3, 3) select unchecked(edge + offset)));
    }
}
