namespace AgentPolicy;

/// <summary>
/// Makes a method a tool that policies govern. The method is partial; what it does stands in a private method of the same signature and the name with <c>Core</c>
/// appended, which may take a <see cref="GovernedCall"/> before its other parameters. Whoever calls the method, by whatever way, is decided on first.
/// </summary>
/// <remarks>
/// A call is decided for whoever is acting (<see cref="AgentContext"/>). Where the method has a parameter of type <see cref="AgentIdentity"/>, it is decided for that
/// identity and no other: null denies, whoever is acting. The parameter decides that one call; governed calls that are made inside the method are decided for whoever
/// is acting there. To run them as the same identity, enter it with <see cref="AgentContext.Enter(AgentIdentity, IPolicyEngine)"/>.
/// </remarks>
/// <param name="name">The tool's name, the id of its action. The default is the method's name.</param>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class GovernedAttribute(string? name = null) : Attribute
{
    /// <summary>The tool's name; null for the method's.</summary>
    public string? Name { get; } = name;

    /// <summary>The parameter, a string, that is the id of what a call is about. The default is none: calls are about <c>Tool::"class"</c>.</summary>
    public string? Resource { get; set; }

    /// <summary>The entity type of what a call is about: <c>File</c>. Needed with <see cref="Resource"/>.</summary>
    public string? ResourceType { get; set; }

    /// <summary>Whether the method is a tool of an MCP server: the generated part bears <c>[McpServerTool]</c>, which must not be written by hand.</summary>
    public bool Mcp { get; set; }
}
