using BankAgent.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace BankAgent.Conversations;

/// <summary>Plays conversations, each in a scope of its own and so with a fresh bank.</summary>
internal sealed class ConversationPlayer(IServiceScopeFactory scopes, IReport report)
{
    public Figures Play(IReadOnlyList<Conversation> conversations)
    {
        var turns = conversations.SelectMany(Play).ToList();
        report.Close(turns);
        return Figures.Of(turns);
    }

    private List<PlayedTurn> Play(Conversation conversation)
    {
        using var scope = scopes.CreateScope();
        var agent = scope.ServiceProvider.GetRequiredService<AgentLoop>();
        var played = new List<PlayedTurn>();
        foreach (var turn in conversation.Turns)
        {
            played.Add(new PlayedTurn(turn, agent.Run(new ScriptedModel(turn))));
            report.Show(played[^1]);
        }

        return played;
    }
}
