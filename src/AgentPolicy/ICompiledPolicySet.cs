namespace AgentPolicy;

/// <summary>Policies compiled with the project. Implemented by the generated part of a class that bears <see cref="PolicySetAttribute"/>; there is no other way.</summary>
public interface ICompiledPolicySet
{
    /// <summary>The policies.</summary>
    static abstract PolicySet Policies { get; }
}
