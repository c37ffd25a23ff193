using System.ComponentModel;

namespace AgentPolicy.Compiled;

/// <summary>Tells the projects that use this assembly of an entity type in it, so that their policies are checked against it. Generated; not to be written by hand.</summary>
/// <param name="format">The version of what the generated code and the library agreed on.</param>
/// <param name="name">The entity type's name.</param>
/// <param name="shape">Its attributes with their types.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PolicyEntityTypeAttribute(int format, string name, string shape) : Attribute
{
    /// <summary>The version of what the generated code and the library agreed on.</summary>
    public int Format { get; } = format;

    /// <summary>The entity type's name.</summary>
    public string Name { get; } = name;

    /// <summary>Its attributes with their types.</summary>
    public string Shape { get; } = shape;
}
