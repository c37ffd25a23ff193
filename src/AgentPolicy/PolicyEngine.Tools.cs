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

    /// <summary>Decides a call of a governed method before it runs. Never throws; allocates as <see cref="Evaluate(in PolicyRequest)"/> does.</summary>
    internal PolicyDecision EvaluateCall<TArguments>(in TArguments arguments, AgentIdentity identity)
        where TArguments : struct, IToolArguments
    {
        var snapshot = _snapshot;
        if (!snapshot.Policies.TryBind(TArguments.Tool, out var found) || found is not CompiledTool<TArguments> tool || !IsAboutTool(arguments))
            return EvaluateCall(snapshot, PolicyPhase.Input, arguments, default(NoOutput), identity, time: null);
        var frame = PolicyFrame.Rent();
        try
        {
            frame.SetCall(snapshot.Entities, identity, TArguments.Tool);
            var verdict = new PolicyVerdict(snapshot.Policies.ErrorMode);
            tool.Decide(arguments, frame, ref verdict);
            return verdict.Conclude(snapshot.Policies);
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
            if (found is CompiledTool<TArguments> tool)
                return Decide(snapshot, phase, frame, arguments, tool);
            frame.GetContext(arguments);
            return PolicyDecider.Evaluate(snapshot.Policies, phase, frame);
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

    private static PolicyDecision Decide<TArguments>(EngineSnapshot snapshot, PolicyPhase phase, PolicyFrame frame, in TArguments arguments, CompiledTool<TArguments> tool)
        where TArguments : struct, IToolArguments
    {
        var verdict = new PolicyVerdict(snapshot.Policies.ErrorMode);
        if (phase == PolicyPhase.Input)
        {
            tool.Decide(arguments, frame, ref verdict);
            return verdict.Conclude(snapshot.Policies);
        }

        tool.DecideOutput(arguments, frame, ref verdict);
        return verdict.ConcludeOutput(snapshot.Policies);
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

    // The tool's own uid is handed on as it is.
    private static bool IsAboutTool<TArguments>(in TArguments arguments)
        where TArguments : struct, IToolArguments
    {
        var (own, uid) = (TArguments.Tool.Resource, arguments.Resource);
        return ReferenceEquals(own.Id, uid.Id) && ReferenceEquals(own.Type, uid.Type);
    }
}
