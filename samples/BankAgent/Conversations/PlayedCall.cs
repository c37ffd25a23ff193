using BankAgent.Tools;

namespace BankAgent.Conversations;

/// <summary>A call and what became of it.</summary>
internal sealed record PlayedCall(ToolCall Call, CallOutcome Outcome);
