using BankAgent.Tools;

namespace BankAgent.Conversations;

/// <summary>A wish, and the calls by which a model carries it out.</summary>
internal sealed record Turn(string Title, TurnKind Kind, IReadOnlyList<ToolCall> Calls);
