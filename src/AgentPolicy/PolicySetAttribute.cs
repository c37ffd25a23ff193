namespace AgentPolicy;

/// <summary>Makes a partial class the name of policies that are compiled with the project.</summary>
/// <param name="folder">The folder, relative to the project, whose policy files are in the set, at any depth. The default is all of the project's.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PolicySetAttribute(string? folder = null) : Attribute
{
    /// <summary>The folder, relative to the project; null for all policy files.</summary>
    public string? Folder { get; } = folder;

    /// <summary>What an error in a condition does. The default is <see cref="ErrorMode.FailClosed"/>.</summary>
    public ErrorMode ErrorMode { get; set; }
}
