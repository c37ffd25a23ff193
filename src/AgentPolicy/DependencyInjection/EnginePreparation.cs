using AgentPolicy.Compiled;
using AgentPolicy.Governance;
using AgentPolicy.Telemetry;

namespace AgentPolicy.DependencyInjection;

/// <summary>
/// Prepares an engine while the host starts, so that the first call need not wait: what decides on the tools that the policies were compiled for, and on requests, is compiled, and
/// its constants and this thread's working memory are made. Runs no tool, and tells nobody.
/// </summary>
internal static class EnginePreparation
{
    /// <summary>So many tools are prepared; a host with more would start late for tools that are perhaps never called.</summary>
    private const int MaxTools = 128;

    // What nearly every call goes through, in small parts.
    private static readonly Type[] s_ofEveryCall =
    [
        typeof(AgentContext), typeof(AgentIdentity), typeof(EnteredCall), typeof(CallTelemetry), typeof(PolicyChecks), typeof(PolicyQuery), typeof(PolicyVerdict), typeof(PolicyScalar),
        typeof(DecimalInput), typeof(ToolScalars), typeof(ToolValues),
    ];

    public static void Prepare(IPolicyEngine engine)
    {
        if (engine is not PolicyEngine own)
            return;
        foreach (var type in s_ofEveryCall)
            JitPreparation.Prepare(type);
        var nobody = AgentIdentity.Anonymous.Agent;
        own.Evaluate(new PolicyRequest(nobody, new EntityUid("Action", "call_tool"), nobody, new Dictionary<string, object?>()));
        foreach (var name in own.Snapshot.Policies.Code.ToolNames.Take(MaxTools))
            PrepareTool(own, name);
    }

    // A tool that cannot be prepared is decided on all the same when it is called, and that decision tells what is wrong.
    private static void PrepareTool(PolicyEngine engine, string name)
    {
        try
        {
            engine.Snapshot.Policies.Code.FindTool(name)?.Prepare(engine);
        }
        catch (Exception)
        {
        }
    }
}
