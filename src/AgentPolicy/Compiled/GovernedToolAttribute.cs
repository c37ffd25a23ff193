using System.ComponentModel;

namespace AgentPolicy.Compiled;

/// <summary>Tells the projects that use this assembly of a tool in it, so that their policies are checked against it and compiled for it. Generated; not to be written by hand.</summary>
/// <param name="format">The version of what the generated code and the library agreed on.</param>
/// <param name="name">The tool's name.</param>
/// <param name="arguments">The struct that its arguments are handed on in.</param>
/// <param name="resourceType">The entity type of what its calls are about.</param>
/// <param name="shape">Its inputs and output: see <see cref="ToolDescriptor.Shape"/>.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GovernedToolAttribute(int format, string name, Type arguments, string resourceType, string shape) : Attribute
{
    /// <summary>The version of what the generated code and the library agreed on.</summary>
    public int Format { get; } = format;

    /// <summary>The tool's name.</summary>
    public string Name { get; } = name;

    /// <summary>The struct that its arguments are handed on in.</summary>
    public Type Arguments { get; } = arguments;

    /// <summary>The entity type of what its calls are about.</summary>
    public string ResourceType { get; } = resourceType;

    /// <summary>Its inputs and output.</summary>
    public string Shape { get; } = shape;
}
