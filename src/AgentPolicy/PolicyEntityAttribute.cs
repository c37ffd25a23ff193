namespace AgentPolicy;

/// <summary>
/// Makes the public properties of a partial type attributes that policies can ask for, typed and read in place. Names are camelCase, or what <c>[JsonPropertyName]</c> says.
/// </summary>
/// <param name="type">The entity type: <c>Agent</c>, or with namespaces <c>Bank::Agent</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class PolicyEntityAttribute(string type) : Attribute
{
    /// <summary>The entity type.</summary>
    public string Type { get; } = type;
}
