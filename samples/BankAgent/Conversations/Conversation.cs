namespace BankAgent.Conversations;

/// <summary>Turns that share one bank, whose books change from one to the next.</summary>
internal sealed record Conversation(IReadOnlyList<Turn> Turns);
