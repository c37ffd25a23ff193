using AgentPolicy.Language.Binding;
using AgentPolicy.Language.Collections;

namespace AgentPolicy.Generators.Models;

/// <summary>Which helper of the library reads a value.</summary>
internal enum ValueKind
{
    Bool,
    Long,
    UnsignedLong,
    Text,
    Guid,
    Uri,
    Enum,
    Flags,
    Decimal,
    Double,
    Float,
    Half,
    DateTimeOffset,
    DateTime,
    DateOnly,
    TimeSpan,
    IpAddress,
    IpNetwork,
    Entity,
    Json,
    Set,
    Dictionary,
    Record,
}

/// <summary>How a C# value is read as a Cedar value, and how it is copied.</summary>
/// <remarks>Cached: structurally equal all the way down, and without anything of Roslyn's.</remarks>
/// <param name="TypeName">The C# type with <c>global::</c>, without a question mark at its end.</param>
/// <param name="IsReference">Whether it is a reference in C#.</param>
/// <param name="IsAnnotated">Whether it is written with a question mark.</param>
/// <param name="IsNullable">Whether null is absent: it is annotated, or the code knows nothing of null. A null that the signature rules out is an error.</param>
/// <param name="NeedsCopy">Whether it could change between the decision and the call.</param>
/// <param name="Elements">Of a set its element, of a dictionary its value; otherwise empty.</param>
/// <param name="Record">Of a record its properties; otherwise null.</param>
internal sealed record ValueModel(
    ValueKind Kind,
    string TypeName,
    InputType Type,
    bool IsReference,
    bool IsAnnotated,
    bool IsNullable,
    bool NeedsCopy,
    EquatableArray<ValueModel> Elements,
    RecordModel? Record)
{
    public ValueModel Element => Elements[0];

    /// <summary>The type as it is written.</summary>
    public string AnnotatedTypeName => IsAnnotated ? TypeName + "?" : TypeName;

    /// <summary>Whether a policy has to ask whether it is there.</summary>
    public bool IsOptional => IsNullable || Kind == ValueKind.Json;
}

/// <param name="Properties">Those that can be read, sorted by the name that policies use.</param>
internal sealed record RecordModel(EquatableArray<PropertyModel> Properties);

/// <param name="Name">The name that policies use.</param>
/// <param name="Member">The C# name.</param>
internal sealed record PropertyModel(string Name, string Member, ValueModel Value);
