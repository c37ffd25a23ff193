using System.Runtime.CompilerServices;
using AgentPolicy.Compiled;

namespace AgentPolicy.Governance;

/// <summary>A call of which nothing is known yet that forbids to let it run at once.</summary>
/// <param name="Snapshot">What decides; null where the call has to take the long way.</param>
/// <param name="Identity">Who calls.</param>
/// <remarks>Two references are handed on in registers; three would not be.</remarks>
internal readonly record struct EnteredCall(EngineSnapshot? Snapshot, AgentIdentity Identity)
{
    /// <summary>A call by whoever is acting.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EnteredCall Enter(IPolicyEngine? engine) => Find(engine, AgentContext.Identity);

    /// <summary>A call by this identity and nobody else.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EnteredCall EnterAs(IPolicyEngine? engine, AgentIdentity? identity) => Find(engine, identity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static EnteredCall Find(IPolicyEngine? engine, AgentIdentity? identity) =>
        engine is PolicyEngine own && identity is { Expires: false } && !own.Telemetry.IsListenedTo ? new EnteredCall(own.Snapshot, identity) : default;
}
