using System.Diagnostics;
using AgentPolicy;
using BankAgent.Banking;

namespace BankAgent.Tools;

/// <summary>From a model's JSON to the bank's tools, as the assistant; the model is told why where a call does not run.</summary>
internal sealed class ToolGateway(Bank bank, BankTools tools)
{
    public CallOutcome Invoke(ToolCall call)
    {
        if (ToolCatalog.Find(call.Tool) is not { } tool)
            return CallOutcome.Malformed("There is no such tool.");
        if (!CallArguments.TryRead(tool, call.Arguments, out var arguments, out var fault))
            return CallOutcome.Malformed(fault);

        // An identity is a snapshot, and the books change: whom the assistant may pay is what they say now.
        using var scope = AgentContext.Enter(new AgentIdentity(new BankAgentPrincipal("assistant", bank.KnownPayees)));
        var start = Stopwatch.GetTimestamp();
        try
        {
            var answer = tool.Call(tools, bank, arguments);
            var policy = answer.Decision.Policy;
            return new CallOutcome(IsAllowed: true, policy.Id, policy.Reason ?? "", Stopwatch.GetElapsedTime(start, answer.DecidedAt), BankJson.Write(answer.Value));
        }
        catch (PolicyDeniedException denial)
        {
            var time = Stopwatch.GetElapsedTime(start);
            return new CallOutcome(IsAllowed: false, denial.Decision.Policy.Id, denial.Message, time, denial.Message);
        }
    }
}
