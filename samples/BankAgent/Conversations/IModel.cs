using BankAgent.Tools;

namespace BankAgent.Conversations;

/// <summary>What decides on the next call: in an agent, a language model.</summary>
internal interface IModel
{
    /// <summary>The next call, or null when the turn is over.</summary>
    /// <param name="answer">What became of the call before; null at first.</param>
    ToolCall? Next(string? answer);
}
