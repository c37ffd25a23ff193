using BankAgent.Tools;

namespace BankAgent.Conversations;

/// <summary>The agent: asks the model for a call, has it carried out, tells the model the answer, and so on.</summary>
internal sealed class AgentLoop(ToolGateway tools)
{
    public IReadOnlyList<PlayedCall> Run(IModel model)
    {
        var played = new List<PlayedCall>();
        string? answer = null;
        while (model.Next(answer) is { } call)
        {
            var outcome = tools.Invoke(call);
            played.Add(new PlayedCall(call, outcome));
            answer = outcome.Answer;
        }

        return played;
    }
}
