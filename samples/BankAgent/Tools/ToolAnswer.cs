using AgentPolicy;

namespace BankAgent.Tools;

/// <summary>What a tool that ran has to say, and what let it run.</summary>
/// <param name="Decision">The decision that allowed it.</param>
/// <param name="DecidedAt">The time stamp at which it began to run.</param>
/// <param name="Value">The answer. It goes to the model as JSON.</param>
internal sealed record ToolAnswer(PolicyDecision Decision, long DecidedAt, object Value);
