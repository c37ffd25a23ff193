using System.Runtime.CompilerServices;
using AgentPolicy.Compiled;

namespace AgentPolicy.Governance;

/// <summary>A call of which nothing is known yet that forbids to let it run at once.</summary>
/// <param name="Code">The code made for its tool; null where the call has to take the long way.</param>
/// <param name="Snapshot">What decides.</param>
/// <param name="Identity">Who calls.</param>
internal readonly record struct EnteredCall(CompiledTool? Code, EngineSnapshot Snapshot, AgentIdentity Identity)
{
    /// <summary>A call by whoever is acting.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EnteredCall Enter(IPolicyEngine? engine, ToolDescriptor tool) => Find(engine, tool, AgentContext.Identity);

    /// <summary>A call by this identity and nobody else.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static EnteredCall EnterAs(IPolicyEngine? engine, ToolDescriptor tool, AgentIdentity? identity) => Find(engine, tool, identity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static EnteredCall Find(IPolicyEngine? engine, ToolDescriptor tool, AgentIdentity? identity)
    {
        if (engine is not PolicyEngine own || identity is null || identity.Expires || own.Telemetry.IsListenedTo)
            return default;
        var snapshot = own.Snapshot;
        return new EnteredCall(snapshot.FindPlainTool(tool), snapshot, identity);
    }
}
