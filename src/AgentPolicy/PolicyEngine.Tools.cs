using AgentPolicy.Compiled;
using AgentPolicy.Language;
using AgentPolicy.Records;

namespace AgentPolicy;

public sealed partial class PolicyEngine
{
    /// <summary>Whether a call of a governed method has to come back with its result.</summary>
    internal bool HasOutputPolicies => _snapshot.Policies.HasOutputPolicies;

    /// <summary>Decides a call of a governed method before it runs. Never throws; allocates as <see cref="Evaluate(in PolicyRequest)"/> does.</summary>
    internal PolicyDecision EvaluateCall<TArguments>(in TArguments arguments, AgentIdentity identity)
        where TArguments : struct, IToolArguments
    {
        var snapshot = _snapshot;
        if (!snapshot.Policies.TryBind(TArguments.Tool, out var found))
            return new PolicyDecision(snapshot.Policies, DecisionCause.ToolMismatch, null, default);
        var frame = PolicyFrame.Rent();
        try
        {
            var error = Prepare(snapshot, frame, arguments, identity);
            if (error.IsError)
                return Unusable(snapshot, error);
            if (found is CompiledTool<TArguments> tool)
            {
                var verdict = new PolicyVerdict(snapshot.Policies.ErrorMode);
                tool.Decide(arguments, frame, ref verdict);
                return verdict.Conclude(snapshot.Policies);
            }

            frame.GetContext(arguments);
            return PolicyDecider.Evaluate(snapshot.Policies, PolicyPhase.Input, frame);
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

    /// <summary>Decides whether a call's result may be handed out. Never throws.</summary>
    internal PolicyDecision EvaluateOutput<TArguments, TResult>(in TArguments arguments, in TResult result, AgentIdentity identity)
        where TArguments : struct, IToolArguments, IToolOutput<TResult>
    {
        var snapshot = _snapshot;
        if (!snapshot.Policies.TryBind(TArguments.Tool, out var found))
            return new PolicyDecision(snapshot.Policies, DecisionCause.ToolMismatch, null, default);
        var frame = PolicyFrame.Rent();
        try
        {
            var error = Prepare(snapshot, frame, arguments, identity);
            if (error.IsError)
                return Unusable(snapshot, error);
            frame.SetOutput(TArguments.ReadOutput(result, frame.Scratch));
            if (found is CompiledTool<TArguments> tool)
            {
                var verdict = new PolicyVerdict(snapshot.Policies.ErrorMode);
                tool.DecideOutput(arguments, frame, ref verdict);
                return verdict.ConcludeOutput(snapshot.Policies);
            }

            frame.GetContext(arguments);
            return PolicyDecider.Evaluate(snapshot.Policies, PolicyPhase.Output, frame);
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

    private static PolicyValue Prepare<TArguments>(EngineSnapshot snapshot, PolicyFrame frame, in TArguments arguments, AgentIdentity identity)
        where TArguments : struct, IToolArguments
    {
        var tool = TArguments.Tool;
        var resource = arguments.Resource;
        if (resource.Type.Length == 0)
            return PolicyValue.Unreadable("the argument that names the resource is null");

        // The descriptor's own value is at hand; an argument's is made of it.
        frame.SetRequest(identity.AgentValue, tool.ActionValue, resource == tool.Resource ? tool.ResourceValue : resource);
        frame.SetSession(identity.SessionValue);
        frame.Entities.Set(snapshot.Entities, identity, tool);
        return true;
    }
}
