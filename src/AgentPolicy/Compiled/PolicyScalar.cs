using System.ComponentModel;

namespace AgentPolicy.Compiled;

/// <summary>
/// An argument or attribute that is a boolean, an integer, a decimal, a time or a text, without the kind that a <see cref="PolicyValue"/> carries: whoever reads it knows the tool's shape.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PolicyScalar
{
    internal PolicyScalar(string text) => Text = text;

    internal PolicyScalar(long bits) => Bits = bits;

    /// <summary>Of a text; otherwise null.</summary>
    internal string? Text { get; }

    /// <summary>0 or 1, an integer, a decimal's digits (its value times 10,000), or the milliseconds of a datetime or a duration.</summary>
    internal long Bits { get; }
}

/// <summary>A decimal argument as it was read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DecimalInput
{
    internal DecimalInput(ScalarRead read, long digits) => (Read, Digits) = (read, digits);

    internal ScalarRead Read { get; }

    /// <summary>Its value times 10,000, where it is <see cref="ScalarRead.Present"/>.</summary>
    internal long Digits { get; }
}

/// <summary>How an argument was read as a <see cref="PolicyScalar"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ScalarRead
{
    /// <summary>It is of no scalar type, or has no exact value: its <see cref="IPolicyRecord.GetValue"/> tells.</summary>
    ByValue,

    /// <summary>An optional argument that is not there.</summary>
    Absent,

    /// <summary>It was read.</summary>
    Present,
}
