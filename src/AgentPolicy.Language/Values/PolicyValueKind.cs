namespace AgentPolicy;

/// <summary>What a <see cref="PolicyValue"/> holds.</summary>
#if AGENTPOLICY_GENERATOR
internal
#else
public
#endif
enum PolicyValueKind : byte
{
    /// <summary>Nothing: the attribute is not there. The zero value, so that an accessor that forgets to answer grants nothing.</summary>
    Absent,

    /// <summary>The value could not be read, or an operation failed.</summary>
    Error,

    /// <summary>True or false.</summary>
    Bool,

    /// <summary>A 64-bit signed integer.</summary>
    Long,

    /// <summary>A text.</summary>
    String,

    /// <summary>A reference to an entity.</summary>
    Entity,

    /// <summary>An unordered set of values of any kinds.</summary>
    Set,

    /// <summary>Named values.</summary>
    Record,

    /// <summary>A number with exactly four decimal digits.</summary>
    Decimal,

    /// <summary>An IPv4 or IPv6 address, or a range of them.</summary>
    IpAddress,

    /// <summary>An instant, exact to the millisecond.</summary>
    DateTime,

    /// <summary>A span of time, exact to the millisecond; it may be negative.</summary>
    Duration,
}
