namespace BankAgent.Tools;

/// <summary>An input of a tool. Each is required unless it says otherwise.</summary>
internal sealed record ToolParameter(string Name, ParameterKind Kind)
{
    /// <summary>May be left out.</summary>
    public bool IsOptional { get; init; }

    /// <summary>May be null, which is the same as leaving it out.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Is never shown.</summary>
    public bool IsSecret { get; init; }

    public static ToolParameter Optional(string name, ParameterKind kind) => new(name, kind) { IsOptional = true, IsNullable = true };
}
