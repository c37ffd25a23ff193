using AgentPolicy.Compiled;
using AgentPolicy.Governance;
using AgentPolicy.Language;

namespace AgentPolicy;

public sealed partial class PolicyEngine
{
    /// <summary>Whether a call of a governed method has to come back with its result.</summary>
    internal bool HasOutputPolicies => _snapshot.Policies.HasOutputPolicies;

    /// <summary>Decides a call of a governed method before it runs. Never throws; allocates as <see cref="Evaluate(in PolicyRequest)"/> does.</summary>
    internal PolicyDecision EvaluateCall<TArguments>(in TArguments arguments, AgentIdentity identity)
        where TArguments : struct, IToolArguments => EvaluateCall(PolicyPhase.Input, arguments, default(NoOutput), identity);

    /// <summary>Decides whether a call's result may be handed out. Never throws.</summary>
    internal PolicyDecision EvaluateOutput<TArguments, TResult>(in TArguments arguments, in TResult result, AgentIdentity identity)
        where TArguments : struct, IToolArguments, IToolOutput<TResult> => EvaluateCall(PolicyPhase.Output, arguments, new ReadOutput<TArguments, TResult>(result), identity);

    /// <summary>Decides a call before it runs or on what it gave. Never throws.</summary>
    internal PolicyDecision EvaluateCall<TArguments, TOutput>(PolicyPhase phase, in TArguments arguments, in TOutput output, AgentIdentity identity)
        where TArguments : struct, IToolArguments
        where TOutput : struct, ICallOutput
    {
        var snapshot = _snapshot;
        var frame = PolicyFrame.Rent();
        try
        {
            if (!snapshot.Policies.TryBind(TArguments.Tool, out var found))
                return new PolicyDecision(snapshot.Policies, DecisionCause.ToolMismatch, null, default);
            var error = Prepare(snapshot, frame, arguments, identity);
            if (error.IsError)
                return Unusable(snapshot, error);
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
        var tool = TArguments.Tool;
        var uid = arguments.Resource;

        // The descriptor's own value is at hand; an argument's is made of it.
        PolicyValue resource = uid == tool.Resource ? tool.ResourceValue : uid;
        if (resource.IsError)
        {
            // An error only for the policies that ask, where the arguments are gone; where they are there, the call is about nothing that has a name.
            if (arguments is not IUnknownArguments)
                return PolicyValue.Unreadable("the argument that names the resource is null");
            resource = PolicyValue.Unreadable("the argument that names the resource is not kept for a result that no policy can read");
        }

        frame.SetRequest(identity.AgentValue, tool.ActionValue, resource);
        frame.SetSession(identity.SessionValue);
        frame.Entities.Set(snapshot.Entities, identity, tool);
        return true;
    }
}
