namespace AgentPolicy;

/// <summary>Why an expression had no value. The first group is Cedar's own; the second is about input that Cedar could not have been given.</summary>
#if AGENTPOLICY_GENERATOR
internal
#else
public
#endif
enum PolicyErrorKind : byte
{
    /// <summary>No error.</summary>
    None,

    /// <summary>An operator was applied to a value of another type.</summary>
    TypeMismatch,

    /// <summary>The record or entity has no such attribute.</summary>
    AttributeMissing,

    /// <summary>The entity has no such tag.</summary>
    TagMissing,

    /// <summary>An attribute or tag of an entity that is not in the entity store.</summary>
    EntityMissing,

    /// <summary>Arithmetic of integers, datetimes or durations left the range of 64 bits.</summary>
    Overflow,

    /// <summary>An extension function refused its argument, such as <c>decimal("x")</c>.</summary>
    ExtensionFailed,

    /// <summary>An extension function was called with the wrong number of arguments.</summary>
    WrongArity,

    /// <summary>An input has no exact Cedar value: null in a list, a number with more than four decimal digits, a time with a fraction of a millisecond, ill-formed text.</summary>
    UnreadableInput,

    /// <summary>An input is of a .NET type that maps to no Cedar type.</summary>
    UnsupportedType,

    /// <summary>An input is an entity of another type than the schema says.</summary>
    WrongEntityType,

    /// <summary>A JSON object has the same key twice, or one that differs from another, or from the name a policy asks for, in nothing but upper and lower case.</summary>
    DuplicateKey,

    /// <summary>Values nest too deeply or are too large to be compared, or the thread's stack is nearly full.</summary>
    TooDeep,

    /// <summary>An input threw an exception when it was read.</summary>
    Fault,
}
