using System.Runtime.CompilerServices;
using AgentPolicy.Compiled;
using AgentPolicy.Governance;
using AgentPolicy.Language;

namespace AgentPolicy;

public sealed partial class PolicyEngine
{
    /// <summary>Whether a policy may ask for the time of a call, so that whoever decides on it has to hand it in.</summary>
    internal bool ReadsTime => _snapshot.Policies.ReadsTime;

    /// <summary>Whether a call of a governed method has to come back with its result.</summary>
    internal bool HasOutputPolicies => _snapshot.Policies.HasOutputPolicies;

    /// <summary>What decides now.</summary>
    internal EngineSnapshot Snapshot => _snapshot;

    /// <summary>Decides a call of a governed method before it runs. Never throws; allocates as <see cref="Evaluate(in PolicyRequest)"/> does.</summary>
    internal PolicyDecision EvaluateCall<TArguments>(in TArguments arguments, AgentIdentity identity)
        where TArguments : struct, IToolArguments
    {
        var snapshot = _snapshot;
        if (!snapshot.Policies.TryBind(TArguments.Tool, out var found) || found is not CompiledTool<TArguments> tool || !snapshot.CanUse(tool) || !TryGetResource(arguments, out var resource))
            return EvaluateCall(snapshot, PolicyPhase.Input, arguments, default(NoOutput), identity, time: null);
        if (snapshot.FindPlainTool(TArguments.Tool) is null)
            snapshot.AddPlainTool(TArguments.Tool, tool);
        var query = new PolicyQuery(snapshot, identity, TArguments.Tool, resource);
        try
        {
            var verdict = new PolicyVerdict(snapshot.Policies.ErrorMode);
            tool.Decide(arguments, ref query, ref verdict);
            return verdict.Conclude(snapshot.Policies, query.TakenFrame);
        }
        catch (Exception exception)
        {
            return Faulted(snapshot, exception);
        }
        finally
        {
            query.Return();
        }
    }

    /// <summary>
    /// Whether a call may run, and nothing is to be seen of its result either. False is not yet a denial: <see cref="EvaluateCall{TArguments}(in TArguments, AgentIdentity)"/> decides,
    /// and says why. Never throws.
    /// </summary>
    internal static bool Permits<TArguments>(EnteredCall call, in TArguments arguments)
        where TArguments : struct, IToolArguments =>
        call.Snapshot is { } snapshot && snapshot.FindPlainTool(TArguments.Tool) is CompiledTool<TArguments> code && Permits(snapshot, call.Identity, code, arguments);

    // There is one of each for every tool: what is the same for all of them stands elsewhere, so that it is there already when the next tool is called.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Permits<TArguments>(EngineSnapshot snapshot, AgentIdentity identity, CompiledTool<TArguments> code, in TArguments arguments)
        where TArguments : struct, IToolArguments
    {
        var query = default(PolicyQuery);
        try
        {
            var resource = arguments.Resource;
            if (resource.Type.Length == 0)
                return false;
            query = new PolicyQuery(snapshot, identity, TArguments.Tool, resource);
            var verdict = new PolicyVerdict(snapshot.Policies.ErrorMode);
            code.Decide(arguments, ref query, ref verdict);
            query.Return();
            return verdict.IsPermitted;
        }
        catch (Exception)
        {
            query.Return();
            return false;
        }
    }

    /// <summary>Decides a call before it runs or on what it gave, at a time, where that was taken. Never throws.</summary>
    internal PolicyDecision EvaluateCall<TArguments, TOutput>(PolicyPhase phase, in TArguments arguments, in TOutput output, AgentIdentity identity, DateTimeOffset? time)
        where TArguments : struct, IToolArguments
        where TOutput : struct, ICallOutput => EvaluateCall(_snapshot, phase, arguments, output, identity, time);

    private static PolicyDecision EvaluateCall<TArguments, TOutput>(
        EngineSnapshot snapshot, PolicyPhase phase, in TArguments arguments, in TOutput output, AgentIdentity identity, DateTimeOffset? time)
        where TArguments : struct, IToolArguments
        where TOutput : struct, ICallOutput
    {
        var frame = PolicyFrame.Rent();
        try
        {
            if (!snapshot.Policies.TryBind(TArguments.Tool, out var found))
                return new PolicyDecision(snapshot.Policies, DecisionCause.ToolMismatch, null, default);
            var error = Prepare(snapshot, frame, arguments, identity);
            if (error.IsError)
                return Unusable(snapshot, error);
            frame.SetTime(time);
            frame.SetOutput(output.Read(frame.Scratch));
            if (found is CompiledTool<TArguments> tool && snapshot.CanUse(tool))
                return Decide(snapshot, phase, frame, arguments, identity, tool);
            frame.GetContext(arguments);
            PolicyDecider.Evaluate(snapshot, phase, frame, out var decision);
            return decision;
        }
        catch (Exception exception)
        {
            return Faulted(snapshot, exception);
        }
        finally
        {
            frame.Return();
        }
    }

    private static PolicyDecision Decide<TArguments>(
        EngineSnapshot snapshot, PolicyPhase phase, PolicyFrame frame, in TArguments arguments, AgentIdentity identity, CompiledTool<TArguments> tool)
        where TArguments : struct, IToolArguments
    {
        var query = new PolicyQuery(frame, snapshot, identity, TArguments.Tool, arguments.Resource);
        var verdict = new PolicyVerdict(snapshot.Policies.ErrorMode);
        if (phase == PolicyPhase.Input)
        {
            tool.Decide(arguments, ref query, ref verdict);
            return verdict.Conclude(snapshot.Policies, frame);
        }

        tool.DecideOutput(arguments, ref query, ref verdict);
        return verdict.ConcludeOutput(snapshot.Policies, frame);
    }

    private static PolicyValue Prepare<TArguments>(EngineSnapshot snapshot, PolicyFrame frame, in TArguments arguments, AgentIdentity identity)
        where TArguments : struct, IToolArguments
    {
        frame.SetCall(snapshot.Entities, identity, TArguments.Tool);
        if (IsAboutTool(arguments))
            return true;
        PolicyValue resource = arguments.Resource;
        if (resource.IsError)
        {
            // An error only for the policies that ask, where the arguments are gone; where they are there, the call is about nothing that has a name.
            if (arguments is not IUnknownArguments)
                return PolicyValue.Unreadable("the argument that names the resource is null");
            resource = PolicyValue.Unreadable("the argument that names the resource is not kept for a result that no policy can read");
        }

        frame.SetResource(resource);
        return true;
    }

    /// <summary>What the call is about. False where nothing has that name, or it cannot be read.</summary>
    private static bool TryGetResource<TArguments>(in TArguments arguments, out EntityUid resource)
        where TArguments : struct, IToolArguments
    {
        try
        {
            resource = arguments.Resource;
            return resource.Type.Length > 0;
        }
        catch (Exception)
        {
            resource = default;
            return false;
        }
    }

    // The tool's own uid is handed on as it is.
    private static bool IsAboutTool<TArguments>(in TArguments arguments)
        where TArguments : struct, IToolArguments
    {
        var (own, uid) = (TArguments.Tool.Resource, arguments.Resource);
        return ReferenceEquals(own.Id, uid.Id) && ReferenceEquals(own.Type, uid.Type);
    }
}
