using System.Diagnostics;
using AgentPolicy;
using BankAgent.Banking;

namespace BankAgent.Tools;

/// <summary>The only way from a model to the bank: a call runs if the policies allow it, and the model is told why if they do not.</summary>
internal sealed class ToolGateway(Bank bank, IPolicyEngine engine)
{
    private static readonly EntityUid s_assistant = new("Agent", "assistant");
    private static readonly EntityUid s_bankTools = new("Tool", "bank");

    private readonly EntityStore _entities = EntityStore.Create(new Entity(s_assistant, PolicyRecord.From(new AssistantAttributes(bank))));

    public CallOutcome Invoke(ToolCall call)
    {
        if (BankTools.Find(call.Tool) is not { } tool)
            return CallOutcome.Malformed("There is no such tool.");
        if (!CallArguments.TryRead(tool, call.Arguments, out var arguments, out var fault))
            return CallOutcome.Malformed(fault);

        var request = CreateRequest(tool, arguments);
        var start = Stopwatch.GetTimestamp();
        var decision = engine.Evaluate(request);
        var time = Stopwatch.GetElapsedTime(start);
        if (!decision.IsAllowed)
            return new CallOutcome(IsAllowed: false, decision.Policy.Id, decision.Message, time, decision.Message);

        var answer = BankJson.Write(tool.Run(bank, arguments));
        return new CallOutcome(IsAllowed: true, decision.Policy.Id, decision.Policy.Reason ?? "", time, answer);
    }

    private PolicyRequest CreateRequest(BankTool tool, CallArguments arguments)
    {
        var context = new Dictionary<string, object?>(StringComparer.Ordinal) { ["input"] = arguments.Json };
        if (tool.FindOrder(bank, arguments) is { } order)
            context["order"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["recurring"] = order.Recurring, ["amount"] = order.Amount };
        return new PolicyRequest(s_assistant, new EntityUid("Action", tool.Name), s_bankTools, context, _entities);
    }
}
