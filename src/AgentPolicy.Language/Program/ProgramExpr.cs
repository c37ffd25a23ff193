using AgentPolicy.Language.Collections;

namespace AgentPolicy.Language.Program;

/// <summary>
/// An expression of the intermediate representation: what both back ends compile from. Closed, immutable and structurally equal; derived operators
/// (<c>!=</c>, <c>&gt;</c>, <c>unless</c>, extended <c>has</c>, …) are gone.
/// </summary>
internal abstract record ProgramExpr
{
    private protected ProgramExpr()
    {
    }
}

/// <summary>A value known when the policy is compiled; never absent or an error.</summary>
internal sealed record ConstantExpr(PolicyValue Value) : ProgramExpr
{
    // Every part of a constant is owned by it, so comparing two allocates nothing that matters and never fails.
    public bool Equals(ConstantExpr? other) => other is not null && ValueEquality.Equal(Value, other.Value, new PolicyScratch()).IsTrue;

    public override int GetHashCode() => Value.Kind switch
    {
        PolicyValueKind.String or PolicyValueKind.Entity => StringComparer.Ordinal.GetHashCode(Value.Text.ToString()),
        PolicyValueKind.Set => Value.Set.Count,
        PolicyValueKind.Record => Records.Count(Value),
        _ => Value.Long.GetHashCode(),
    };
}

internal sealed record VariableExpr(CedarVariable Variable) : ProgramExpr;

internal sealed record IfExpr(ProgramExpr Condition, ProgramExpr Then, ProgramExpr Else) : ProgramExpr;

/// <summary>Evaluates operands from the left until one is false (then false) or errs (then that error); each must be a Bool. Two operands or more.</summary>
internal sealed record AndExpr(EquatableArray<ProgramExpr> Operands) : ProgramExpr;

/// <summary>Evaluates operands from the left until one is true (then true) or errs (then that error); each must be a Bool. Two operands or more.</summary>
internal sealed record OrExpr(EquatableArray<ProgramExpr> Operands) : ProgramExpr;

internal sealed record UnaryExpr(UnaryOperator Operator, ProgramExpr Operand) : ProgramExpr;

/// <summary>Evaluates both operands, the left one first.</summary>
internal sealed record BinaryExpr(BinaryOperator Operator, ProgramExpr Left, ProgramExpr Right) : ProgramExpr;

internal sealed record GetAttributeExpr(ProgramExpr Target, AttributeName Name) : ProgramExpr;

/// <summary>
/// <c>x has a.b</c>: whether each name is there in what the one before it leads to. It stands for <c>x has a &amp;&amp; x.a has b</c>, but says <c>x</c> once:
/// spelled out, nested ones would double at every level. One name or more.
/// </summary>
internal sealed record HasAttributeExpr(ProgramExpr Target, EquatableArray<AttributeName> Path) : ProgramExpr;

internal sealed record LikeExpr(ProgramExpr Operand, LikePattern Pattern) : ProgramExpr;

internal sealed record IsExpr(ProgramExpr Operand, string Type) : ProgramExpr;

/// <summary><c>x is T in y</c>: it stands for <c>x is T &amp;&amp; x in y</c>, but says <c>x</c> once.</summary>
internal sealed record IsInExpr(ProgramExpr Operand, string Type, ProgramExpr Container) : ProgramExpr;

internal sealed record SetExpr(EquatableArray<ProgramExpr> Elements) : ProgramExpr;

/// <summary>No name stands twice.</summary>
internal sealed record RecordExpr(EquatableArray<RecordField> Fields) : ProgramExpr;

internal sealed record RecordField(AttributeName Name, ProgramExpr Value);

/// <summary>A call of an extension function or method, the receiver being the first argument. A wrong number of arguments is an error at evaluation, as in Cedar.</summary>
internal sealed record ExtensionCallExpr(ExtensionFunction Function, EquatableArray<ProgramExpr> Arguments) : ProgramExpr;

internal enum UnaryOperator
{
    Not,
    Negate,
    IsEmpty,
}

internal enum BinaryOperator
{
    Equal,
    Less,
    LessOrEqual,
    Add,
    Subtract,
    Multiply,
    In,
    Contains,
    ContainsAll,
    ContainsAny,
    GetTag,
    HasTag,
}

/// <summary>The functions and methods of Cedar's extension types; <see cref="ExtensionSignature"/> has their names and types.</summary>
internal enum ExtensionFunction
{
    ParseDecimal,
    DecimalLess,
    DecimalLessOrEqual,
    DecimalGreater,
    DecimalGreaterOrEqual,
    ParseIpAddress,
    IsIpv4,
    IsIpv6,
    IsLoopback,
    IsMulticast,
    IsInRange,
    ParseDateTime,
    Offset,
    DurationSince,
    ToDate,
    ToTime,
    ParseDuration,
    ToMilliseconds,
    ToSeconds,
    ToMinutes,
    ToHours,
    ToDays,
}
