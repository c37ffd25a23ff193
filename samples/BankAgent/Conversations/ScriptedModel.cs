using BankAgent.Tools;

namespace BankAgent.Conversations;

/// <summary>Stands in for a language model: makes the turn's calls one after the other, whatever it is answered. No denial discourages it.</summary>
internal sealed class ScriptedModel(Turn turn) : IModel
{
    private readonly Queue<ToolCall> _calls = new(turn.Calls);

    public ToolCall? Next(string? answer) => _calls.TryDequeue(out var call) ? call : null;
}
